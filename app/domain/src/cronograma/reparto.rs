//! Twelve months that follow a window: shifted, spread again, or piled on the edge.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::{
    Cantidad,
    plan::{Agregacion, Ventana},
    valor::{Doce, repartir},
};

/// What becomes of the months of an activity whose window changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reparto {
    /// They go as many months as the first month of the window does. What a shorter end
    /// leaves without its month stays on the last one.
    #[default]
    Mover,
    /// They are spread over the new months in the proportion they had, whole units whole.
    Repartir,
    /// They stay where they are; what is cut off is piled on the month at the edge.
    Conservar,
}

/// From which months to which, and how.
#[derive(Clone, Debug)]
pub(super) struct Paso {
    antes: RangeInclusive<usize>,
    ahora: RangeInclusive<usize>,
    reparto: Reparto,
}

impl Paso {
    pub(super) fn new(antes: Ventana, ahora: Ventana, reparto: Reparto) -> Self {
        Self { antes: antes.meses(), ahora: ahora.meses(), reparto }
    }

    /// Whether every month stays where it is, whatever it holds.
    pub(super) fn nada_cambia(&self) -> bool {
        match self.reparto {
            Reparto::Repartir => self.antes == self.ahora,
            Reparto::Mover | Reparto::Conservar => self.antes.clone().all(|month| self.destino(month) == month),
        }
    }

    /// The month that takes what `month` held.
    pub(super) fn destino(&self, month: usize) -> usize {
        let (first, last) = (*self.ahora.start(), *self.ahora.end());
        match self.reparto {
            Reparto::Mover => (month + first).saturating_sub(*self.antes.start()).clamp(first, last),
            Reparto::Repartir | Reparto::Conservar => month.clamp(first, last),
        }
    }

    /// The old months that a new one takes from, in order.
    fn fuentes(&self, new: usize) -> RangeInclusive<usize> {
        let (from, to) = (self.antes.clone().count(), self.ahora.clone().count());
        let (first, at) = (*self.antes.start(), new - self.ahora.start());
        let lowest = at * from / to;
        let highest = (((at + 1) * from).div_ceil(to)).max(lowest + 1) - 1;
        first + lowest..=first + highest
    }

    /// What is added up over the year: the sum of the twelve stays as it was. A piece is
    /// what cannot be divided: a céntimo, or the smallest step of a unit of measure.
    pub(super) fn flujo(&self, values: &Doce<i64>, piece: i64) -> Doce<i64> {
        match self.reparto {
            Reparto::Mover | Reparto::Conservar => {
                let mut months = [0; 12];
                for (month, value) in values.iter().enumerate() {
                    months[self.destino(month)] += value;
                }
                months
            }
            Reparto::Repartir => {
                let total: i64 = values.iter().sum();
                let piece = if total % piece == 0 { piece } else { 1 };
                repartir(total / piece, &self.pesos(values)).map(|pieces| pieces * piece)
            }
        }
    }

    /// Each old month seen as an even stretch of the window, and how much of each falls
    /// into every new one: in parts that make whole numbers of both.
    fn pesos(&self, values: &Doce<i64>) -> Doce<i128> {
        let (from, to) = (self.antes.clone().count(), self.ahora.clone().count());
        std::array::from_fn(|month| {
            if !self.ahora.contains(&month) {
                return 0;
            }
            let at = month - self.ahora.start();
            let overlap = |old: usize| {
                let (begin, end) = ((at * from).max(old * to), ((at + 1) * from).min((old + 1) * to));
                i128::try_from(end.saturating_sub(begin)).unwrap_or_default()
            };
            (0..from).map(|old| i128::from(values[self.antes.start() + old]) * overlap(old)).sum()
        })
    }

    /// A quantity each month that adds up; a zero that was written goes along as any other.
    pub(super) fn suma(&self, values: &Doce<Option<Cantidad>>, piece: i64) -> Doce<Option<Cantidad>> {
        let flow = self.flujo(&values.map(|value| value.unwrap_or_default().diezmilesimos()), piece);
        let zeros = self.niveles(&values.map(|value| value.filter(|it| it.es_cero())), |_| Some(Cantidad::CERO));
        std::array::from_fn(|month| match flow[month] {
            0 => zeros[month],
            amount => Cantidad::from_diezmilesimos(amount),
        })
    }

    /// What does not add up (a last value, a maximum, an average): each new month takes
    /// together the old ones that fall into it.
    pub(super) fn nivel(
        &self,
        values: &Doce<Option<Cantidad>>,
        kind: Agregacion,
        piece: i64,
    ) -> Doce<Option<Cantidad>> {
        self.niveles(values, |together| {
            let value = kind.agregar(together.iter().copied().map(Some))?;
            Cantidad::from_diezmilesimos((value.diezmilesimos() + piece / 2) / piece * piece)
        })
    }

    fn niveles(
        &self,
        values: &Doce<Option<Cantidad>>,
        join: impl Fn(&[Cantidad]) -> Option<Cantidad>,
    ) -> Doce<Option<Cantidad>> {
        std::array::from_fn(|month| {
            if !self.ahora.contains(&month) {
                return None;
            }
            let together: Vec<Cantidad> = match self.reparto {
                Reparto::Repartir => self.fuentes(month).filter_map(|old| values[old]).collect(),
                Reparto::Mover | Reparto::Conservar => {
                    (0..12).filter(|old| self.destino(*old) == month).filter_map(|old| values[old]).collect()
                }
            };
            if together.is_empty() { None } else { join(&together) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiempo::date;

    fn ventana(from: u32, to: u32) -> Ventana {
        Ventana { inicio: date(2017, from, 1), fin: date(2017, to, 28) }
    }

    fn twelve(first: usize, values: &[i64]) -> Doce<i64> {
        std::array::from_fn(|month| month.checked_sub(first - 1).and_then(|at| values.get(at)).copied().unwrap_or(0))
    }

    fn paso(antes: (u32, u32), ahora: (u32, u32), reparto: Reparto) -> Paso {
        Paso::new(ventana(antes.0, antes.1), ventana(ahora.0, ahora.1), reparto)
    }

    #[test]
    fn a_shift_takes_every_month_along() {
        let moved = paso((3, 6), (4, 7), Reparto::Mover);
        assert_eq!(moved.flujo(&twelve(3, &[10, 20, 30, 40]), 1), twelve(4, &[10, 20, 30, 40]));
        assert_eq!(paso((3, 6), (1, 4), Reparto::Mover).flujo(&twelve(3, &[1, 2, 3, 4]), 1), twelve(1, &[1, 2, 3, 4]));
        assert!(paso((3, 6), (3, 7), Reparto::Mover).nada_cambia(), "the first month is the same");
    }

    #[test]
    fn a_shift_that_ends_a_month_shorter_piles_on_the_last() {
        let moved = paso((1, 3), (2, 3), Reparto::Mover);
        assert_eq!(moved.flujo(&twelve(1, &[5, 6, 7]), 1), twelve(2, &[5, 13]));
    }

    #[test]
    fn stretching_keeps_the_shape_and_whole_units() {
        let wider = paso((3, 4), (3, 6), Reparto::Repartir);
        assert_eq!(wider.flujo(&twelve(3, &[10, 20]), 1), twelve(3, &[5, 5, 10, 10]));
        assert_eq!(wider.flujo(&twelve(3, &[10_000, 0]), 10_000), twelve(3, &[10_000, 0, 0, 0]));
        let narrower = paso((1, 4), (2, 4), Reparto::Repartir);
        assert_eq!(narrower.flujo(&twelve(1, &[3, 3, 3, 3]), 1), twelve(2, &[4, 4, 4]));
    }

    #[test]
    fn keeping_piles_what_is_cut_on_the_edge() {
        let cut = paso((1, 6), (3, 4), Reparto::Conservar);
        assert_eq!(cut.flujo(&twelve(1, &[1, 2, 3, 4, 5, 6]), 1), twelve(3, &[6, 15]));
    }

    #[test]
    fn what_does_not_add_up_is_not_added_up() {
        let levels = |values: &[i64]| {
            twelve(1, values).map(|value| Cantidad::from_diezmilesimos(value).filter(|it| !it.es_cero()))
        };
        let shrunk = paso((1, 4), (1, 2), Reparto::Repartir);
        assert_eq!(shrunk.nivel(&levels(&[10, 25, 50, 100]), Agregacion::UltimoValor, 1), levels(&[25, 100]));
        assert_eq!(shrunk.nivel(&levels(&[70, 25, 50, 10]), Agregacion::Maximo, 1), levels(&[70, 50]));
        let stretched = paso((1, 2), (1, 4), Reparto::Repartir);
        assert_eq!(stretched.nivel(&levels(&[50, 100]), Agregacion::UltimoValor, 1), levels(&[50, 50, 100, 100]));
        let piled = paso((1, 4), (1, 2), Reparto::Conservar);
        assert_eq!(piled.nivel(&levels(&[10, 25, 50, 100]), Agregacion::UltimoValor, 1), levels(&[10, 100]));
    }
}
