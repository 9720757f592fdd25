//! One line of the follow-up: the quantities of an activity, or what it spent in one rubro.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{super::linea_financiamiento, corte};
use crate::{
    Cantidad, Dinero, Id, Mes, Plan,
    catalogo::CodigoRubro,
    plan::{Actividad, ClaveGasto, Fase, UnidadOrganica},
    valor::{Decimales, Doce, porcentaje},
};

/// Which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Renglon {
    Fisico(Id<Actividad>),
    Gasto(ClaveGasto, Fase),
}

impl Renglon {
    #[must_use]
    pub fn actividad(self) -> Id<Actividad> {
        match self {
            Self::Fisico(id) => id,
            Self::Gasto(clave, _) => clave.actividad,
        }
    }

    /// The name of the line in a sheet: the activity's own for its quantities, and beside it, in the
    /// same way every time, one for each rubro and phase.
    #[must_use]
    pub fn llave(self) -> Uuid {
        match self {
            Self::Fisico(id) => id.uuid(),
            Self::Gasto(clave, fase) => {
                let phase = match fase {
                    Fase::Certificado => 1,
                    Fase::Devengado => 2,
                };
                let place = u128::from(clave.rubro.numero()) * 4 + phase;
                Uuid::from_u128(clave.actividad.uuid().as_u128() ^ place)
            }
        }
    }
}

/// How much of what was programmed is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Avance {
    /// With one decimal; over a hundred is shown as it is.
    Porcentaje(Decimal),
    /// Something was done and nothing was programmed: never infinity (SPEC §8).
    NoProgramado,
    /// Nothing was to be done, and nothing was.
    Nada,
}

impl Avance {
    fn de(hecho: Decimal, programado: Decimal) -> Self {
        match porcentaje(hecho, programado) {
            Some(percent) => Self::Porcentaje(percent),
            None if hecho.is_zero() => Self::Nada,
            None => Self::NoProgramado,
        }
    }

    /// "95.0 %", "no programado" or a dash.
    #[must_use]
    pub fn texto(self) -> String {
        match self {
            Self::Porcentaje(percent) => format!("{percent:.1} %"),
            Self::NoProgramado => "no programado".to_owned(),
            Self::Nada => "—".to_owned(),
        }
    }
}

/// Twelve of what is executed, and twelve of what is programmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meses {
    Cantidades { ejecutado: Doce<Option<Cantidad>>, programado: Doce<Option<Cantidad>> },
    Importes { ejecutado: Doce<Option<Dinero>>, programado: Doce<Dinero> },
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilaSeguimiento {
    pub renglon: Renglon,
    pub codigo: String,
    pub nombre: String,
    /// The unit of measure.
    pub medida: String,
    pub decimales: Decimales,
    pub meses: Meses,
    /// Months that take no more, or nothing yet.
    pub cerrados: Doce<bool>,
    /// Up to the month that ended last.
    pub acumulado: String,
    pub acumulado_programado: String,
    pub avance: Avance,
}

/// The lines of a unit, in its order of priority: each activity's quantities, then certificado and
/// devengado of each rubro it programs or has spent in.
#[must_use]
pub fn renglones(plan: &Plan, unidad: Id<UnidadOrganica>) -> Vec<Renglon> {
    let line = linea_financiamiento(plan, unidad);
    line.filas.iter().flat_map(|(id, _, _)| de_actividad(plan, *id)).collect()
}

fn de_actividad(plan: &Plan, id: Id<Actividad>) -> Vec<Renglon> {
    let programmed = plan.totales().actividad(id).por_rubro().into_iter().map(|(rubro, _)| rubro);
    let mut rubros: Vec<CodigoRubro> = programmed.chain(plan.gastos_de(id).map(|(rubro, _)| rubro)).collect();
    rubros.sort_unstable();
    rubros.dedup();
    let of_rubro = |rubro| {
        let clave = ClaveGasto { actividad: id, rubro };
        [Fase::Certificado, Fase::Devengado].map(|fase| Renglon::Gasto(clave, fase))
    };
    std::iter::once(Renglon::Fisico(id)).chain(rubros.into_iter().flat_map(of_rubro)).collect()
}

/// One line, as it stands on a day.
#[must_use]
pub fn fila(plan: &Plan, renglon: Renglon, hoy: NaiveDate) -> Option<FilaSeguimiento> {
    let row = plan.get(renglon.actividad())?;
    let unit = plan.get(row.indicador.unidad_medida)?;
    let until = corte(plan, hoy);
    let (meses, (acumulado, acumulado_programado, avance)) = match renglon {
        Renglon::Fisico(id) => {
            let (ejecutado, programado) = (plan.avances(id), row.meta.meses);
            (Meses::Cantidades { ejecutado, programado }, fisico(row, &ejecutado, until))
        }
        Renglon::Gasto(clave, fase) => {
            let (ejecutado, programado) = (*plan.gasto(clave).meses(fase), programado(plan, clave));
            (Meses::Importes { ejecutado, programado }, dinero(&ejecutado, &programado, until))
        }
    };
    let shut = |mes| plan.esta_cerrado(mes) || plan.ejercicio().primer_dia(mes) > hoy;
    Some(FilaSeguimiento {
        renglon,
        codigo: row.codigo.to_string(),
        nombre: row.nombre.to_string(),
        medida: unit.nombre.to_string(),
        decimales: unit.decimales,
        meses,
        cerrados: std::array::from_fn(|at| Mes::todos().nth(at).is_some_and(shut)),
        acumulado,
        acumulado_programado,
        avance,
    })
}

fn programado(plan: &Plan, clave: ClaveGasto) -> Doce<Dinero> {
    let mut months = [Dinero::CERO; 12];
    for (rubro, _, amounts) in plan.totales().actividad(clave.actividad).filas() {
        if rubro == clave.rubro {
            for mes in Mes::todos() {
                months[mes] = months[mes].mas(amounts[mes]);
            }
        }
    }
    months
}

type Acumulado = (String, String, Avance);

/// As its indicator adds up.
fn fisico(row: &Actividad, ejecutado: &Doce<Option<Cantidad>>, until: Option<Mes>) -> Acumulado {
    let upto = |months: &Doce<Option<Cantidad>>| {
        let of = Mes::todos().filter(|mes| until.is_some_and(|until| *mes <= until)).map(|mes| months[mes]);
        row.agregacion.agregar(of.collect::<Vec<_>>())
    };
    let (done, planned) = (upto(ejecutado), upto(&row.meta.meses));
    let said = |quantity: Option<Cantidad>| quantity.map(|it| it.to_string()).unwrap_or_default();
    let decimal = |quantity: Option<Cantidad>| quantity.unwrap_or_default().to_decimal();
    (said(done), said(planned), Avance::de(decimal(done), decimal(planned)))
}

fn dinero(ejecutado: &Doce<Option<Dinero>>, programado: &Doce<Dinero>, until: Option<Mes>) -> Acumulado {
    let upto = |mes: &Mes| until.is_some_and(|until| *mes <= until);
    let done: Dinero = Mes::todos().filter(upto).filter_map(|mes| ejecutado[mes]).sum();
    let planned: Dinero = Mes::todos().filter(upto).map(|mes| programado[mes]).sum();
    (done.cifra(), planned.cifra(), Avance::de(done.to_decimal(), planned.to_decimal()))
}
