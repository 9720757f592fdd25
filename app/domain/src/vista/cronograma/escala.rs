//! The time scale: how wide a day is, where it is divided, and what a drag snaps to.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

use crate::{Ejercicio, Mes, plan::Ventana};

/// What one sees at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Escala {
    #[default]
    Anio,
    Trimestre,
    Mes,
    Semana,
    Dia,
}

/// What of a bar is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asa {
    Cuerpo,
    Inicio,
    Fin,
}

/// A division of the scale: where it begins, how wide it is, and how it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marca {
    pub x: i64,
    pub ancho: i64,
    pub nombre: String,
}

impl Escala {
    pub const TODAS: [Self; 5] = [Self::Anio, Self::Trimestre, Self::Mes, Self::Semana, Self::Dia];

    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::Anio => "Año",
            Self::Trimestre => "Trimestre",
            Self::Mes => "Mes",
            Self::Semana => "Semana",
            Self::Dia => "Día",
        }
    }

    /// The pixels of a day.
    #[must_use]
    pub fn ancho_dia(self) -> i64 {
        match self {
            Self::Anio => 2,
            Self::Trimestre => 3,
            Self::Mes => 5,
            Self::Semana => 12,
            Self::Dia => 32,
        }
    }

    /// Where a day begins.
    #[must_use]
    pub fn x(self, ejercicio: Ejercicio, day: NaiveDate) -> i64 {
        (day - ejercicio.inicio()).num_days() * self.ancho_dia()
    }

    /// The whole year.
    #[must_use]
    pub fn ancho(self, ejercicio: Ejercicio) -> i64 {
        self.x(ejercicio, ejercicio.fin()) + self.ancho_dia()
    }

    /// Where a bar begins and how wide it is.
    #[must_use]
    pub fn tramo(self, ejercicio: Ejercicio, ventana: Ventana) -> (i64, i64) {
        (self.x(ejercicio, ventana.inicio), ventana.dias() * self.ancho_dia())
    }

    /// Divisions of two kinds: the large ones above, the small ones below.
    #[must_use]
    pub fn marcas(self, ejercicio: Ejercicio) -> (Vec<Marca>, Vec<Marca>) {
        let year = ejercicio.year();
        match self {
            Self::Anio | Self::Trimestre => (
                self.dividir(
                    ejercicio,
                    |day| day.month0() / 3,
                    |day| {
                        let number = ["I", "II", "III", "IV"][day.month0() as usize / 3];
                        if self == Self::Anio {
                            format!("{number} trim.")
                        } else {
                            format!("{number} trimestre {year}")
                        }
                    },
                ),
                self.dividir(ejercicio, |day| day.month0(), |day| Mes::of(day).abreviado().to_owned()),
            ),
            Self::Mes => (
                self.dividir(ejercicio, |day| day.month0(), |day| format!("{} {year}", Mes::of(day).nombre())),
                self.dividir(ejercicio, |day| day.iso_week(), |day| day.day().to_string()),
            ),
            Self::Semana | Self::Dia => (
                self.dividir(ejercicio, |day| day.month0(), |day| format!("{} {year}", Mes::of(day).nombre())),
                if self == Self::Semana {
                    self.dividir(ejercicio, |day| day.iso_week(), |day| format!("{:02}/{:02}", day.day(), day.month()))
                } else {
                    self.dividir(ejercicio, |day| day.ordinal(), |day| day.day().to_string())
                },
            ),
        }
    }

    fn dividir<K: PartialEq>(
        self,
        ejercicio: Ejercicio,
        key: impl Fn(NaiveDate) -> K,
        name: impl Fn(NaiveDate) -> String,
    ) -> Vec<Marca> {
        let days: Vec<NaiveDate> = ejercicio.inicio().iter_days().take_while(|day| *day <= ejercicio.fin()).collect();
        let marks = days.chunk_by(|one, next| key(*one) == key(*next));
        marks
            .filter_map(|days| {
                let (x, ancho) = self.tramo(ejercicio, Ventana { inicio: *days.first()?, fin: *days.last()? });
                Some(Marca { x, ancho, nombre: name(days[0]) })
            })
            .collect()
    }

    /// The window after what is held of it went so many days (pixels over the width of a
    /// day) to the right, snapped to the scale, and inside `frame`.
    #[must_use]
    pub fn arrastrar(self, ventana: Ventana, asa: Asa, dias: i64, frame: Ventana) -> Ventana {
        let day = |from: NaiveDate| from + TimeDelta::days(dias);
        match asa {
            Asa::Cuerpo => encajar(self.mover(ventana, dias), frame),
            Asa::Inicio => {
                let inicio = self.inicio_cercano(day(ventana.inicio), ventana.inicio);
                Ventana { inicio: inicio.clamp(frame.inicio, ventana.fin), ..ventana }
            }
            Asa::Fin => {
                let fin = self.fin_cercano(day(ventana.fin), ventana.fin);
                Ventana { fin: fin.clamp(ventana.inicio, frame.fin), ..ventana }
            }
        }
    }

    /// One step of the keyboard, later or earlier.
    #[must_use]
    pub fn paso(self, ventana: Ventana, asa: Asa, pasos: i64, frame: Ventana) -> Ventana {
        match (self, asa) {
            (Self::Anio | Self::Trimestre | Self::Mes, Asa::Cuerpo) => {
                let months = i32::try_from(pasos).unwrap_or_default();
                encajar(ventana.mover_meses(months), frame)
            }
            (Self::Anio | Self::Trimestre | Self::Mes, _) => self.arrastrar(ventana, asa, pasos * 31, frame),
            (Self::Semana, _) => self.arrastrar(ventana, asa, pasos * 7, frame),
            (Self::Dia, _) => self.arrastrar(ventana, asa, pasos, frame),
        }
    }

    fn mover(self, ventana: Ventana, dias: i64) -> Ventana {
        match self {
            Self::Anio | Self::Trimestre | Self::Mes => {
                // Half a month on is the next one.
                let months = (dias * 24 + 365 * dias.signum()) / 730;
                ventana.mover_meses(i32::try_from(months).unwrap_or_default())
            }
            Self::Semana => ventana.mover((dias * 2 + 7 * dias.signum()) / 14 * 7),
            Self::Dia => ventana.mover(dias),
        }
    }

    /// The first day of the division nearest to `day`; `was` where nothing was dragged.
    fn inicio_cercano(self, day: NaiveDate, was: NaiveDate) -> NaiveDate {
        if day == was {
            return was;
        }
        match self {
            Self::Dia => day,
            Self::Semana => nearest(day, semana(day), semana(day) + Days::new(7)),
            Self::Anio | Self::Trimestre | Self::Mes => nearest(day, mes(day), siguiente(day)),
        }
    }

    /// The last day of the division nearest to `day`.
    fn fin_cercano(self, day: NaiveDate, was: NaiveDate) -> NaiveDate {
        if day == was {
            return was;
        }
        let next = day + Days::new(1);
        self.inicio_cercano(next, was + Days::new(1)) - Days::new(1)
    }
}

fn nearest(day: NaiveDate, before: NaiveDate, after: NaiveDate) -> NaiveDate {
    if (day - before) * 2 < after - before { before } else { after }
}

fn semana(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

fn mes(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn siguiente(day: NaiveDate) -> NaiveDate {
    mes(mes(day) + Days::new(31))
}

/// As long as it was, as near as it fits.
fn encajar(ventana: Ventana, frame: Ventana) -> Ventana {
    if ventana.inicio < frame.inicio {
        ventana.mover((frame.inicio - ventana.inicio).num_days())
    } else if ventana.fin > frame.fin {
        ventana.mover((frame.fin - ventana.fin).num_days())
    } else {
        ventana
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiempo::date;

    fn ventana(from: (u32, u32), to: (u32, u32)) -> Ventana {
        Ventana { inicio: date(2017, from.0, from.1), fin: date(2017, to.0, to.1) }
    }

    fn year() -> Ejercicio {
        Ejercicio::new(2017).unwrap()
    }

    #[test]
    fn divisions_cover_the_year_and_no_more() {
        for escala in Escala::TODAS {
            let (large, small) = escala.marcas(year());
            for marks in [&large, &small] {
                let mut at = 0;
                for mark in marks {
                    assert_eq!(mark.x, at, "{escala:?} {}", mark.nombre);
                    at += mark.ancho;
                }
                assert_eq!(at, escala.ancho(year()), "{escala:?}");
            }
        }
    }

    #[test]
    fn a_drag_snaps_to_the_scale() {
        let (bar, frame) = (ventana((3, 1), (6, 30)), Ventana::anual(year()));
        let drag = |escala: Escala, asa, dias| escala.arrastrar(bar, asa, dias, frame);
        assert_eq!(drag(Escala::Mes, Asa::Cuerpo, 14), bar);
        assert_eq!(drag(Escala::Mes, Asa::Cuerpo, 16), ventana((4, 1), (7, 31)));
        assert_eq!(drag(Escala::Mes, Asa::Cuerpo, -50), ventana((1, 1), (4, 30)));
        assert_eq!(drag(Escala::Mes, Asa::Fin, 20), ventana((3, 1), (7, 31)));
        assert_eq!(drag(Escala::Mes, Asa::Fin, -20), ventana((3, 1), (5, 31)));
        assert_eq!(drag(Escala::Mes, Asa::Inicio, 20), ventana((4, 1), (6, 30)));
        assert_eq!(drag(Escala::Dia, Asa::Cuerpo, 3), ventana((3, 4), (7, 3)));
        assert_eq!(drag(Escala::Semana, Asa::Cuerpo, 4), ventana((3, 8), (7, 7)));
        assert_eq!(drag(Escala::Semana, Asa::Fin, 4), ventana((3, 1), (7, 2)));
    }

    #[test]
    fn nothing_leaves_its_frame_nor_turns_over() {
        let (bar, frame) = (ventana((3, 1), (6, 30)), Ventana::anual(year()));
        for escala in Escala::TODAS {
            for asa in [Asa::Cuerpo, Asa::Inicio, Asa::Fin] {
                for dias in (-500..500).step_by(7) {
                    for moved in [escala.arrastrar(bar, asa, dias, frame), escala.paso(bar, asa, dias, frame)] {
                        assert!(
                            moved.inicio <= moved.fin && moved.dentro_de(frame),
                            "{escala:?} {asa:?} {dias} {moved:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_step_of_the_keyboard_is_one_of_the_scale() {
        let (bar, frame) = (ventana((3, 1), (6, 30)), Ventana::anual(year()));
        assert_eq!(Escala::Mes.paso(bar, Asa::Cuerpo, 1, frame), ventana((4, 1), (7, 31)));
        assert_eq!(Escala::Mes.paso(bar, Asa::Fin, 1, frame), ventana((3, 1), (7, 31)));
        assert_eq!(Escala::Mes.paso(bar, Asa::Fin, -1, frame), ventana((3, 1), (5, 31)));
        assert_eq!(Escala::Dia.paso(bar, Asa::Inicio, 2, frame), ventana((3, 3), (6, 30)));
        assert_eq!(Escala::Semana.paso(bar, Asa::Cuerpo, -1, frame), ventana((2, 22), (6, 23)));
    }
}
