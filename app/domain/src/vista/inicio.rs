//! Inicio: what is due, where my unit stands, and for OPP every unit at a glance.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Ambito, NodoUnidad, Resumen, arbol, programacion::avisos, resumen};
use crate::{
    Dinero, Id, Plan,
    calendario::{Plazo, plazo_propuesta},
    plan::UnidadOrganica,
};

/// One unit of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilaMatriz {
    pub unidad: NodoUnidad,
    pub actividades: usize,
    pub techo: Dinero,
    pub programado: Dinero,
    pub saldo: Dinero,
    /// Activities with something to complete.
    pub por_completar: usize,
}

/// Everything the page renders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaInicio {
    pub version: u64,
    /// Cuadro de necesidades and proposal (Art. 6).
    pub plazo: Plazo,
    /// Calendar days left; negative when past.
    pub dias: i64,
    pub unidad: Option<Resumen>,
    pub por_completar: usize,
    pub matriz: Vec<FilaMatriz>,
}

/// The page of a reader whose unit is `unidad`.
#[must_use]
pub fn inicio(plan: &Plan, unidad: Option<Id<UnidadOrganica>>, hoy: NaiveDate) -> PaginaInicio {
    let plazo = plazo_propuesta(plan.ejercicio(), plan.feriados());
    PaginaInicio {
        version: plan.version(),
        plazo,
        dias: plazo.dias(hoy),
        unidad: unidad.map(|id| resumen(plan, id, Ambito::Propio)),
        por_completar: unidad.map_or(0, |id| por_completar(plan, id)),
        matriz: matriz(plan),
    }
}

/// Units sorted by what needs attention: without activities first, then beyond
/// their techo, then with the most to complete.
fn matriz(plan: &Plan) -> Vec<FilaMatriz> {
    let mut rows: Vec<FilaMatriz> = arbol(plan)
        .into_iter()
        .map(|node| {
            let sum = resumen(plan, node.id, Ambito::Propio);
            FilaMatriz {
                por_completar: por_completar(plan, node.id),
                actividades: sum.actividades,
                techo: sum.techo,
                programado: sum.programado,
                saldo: sum.saldo,
                unidad: node,
            }
        })
        .collect();
    rows.sort_by_key(|row| (row.actividades > 0, !row.saldo.es_negativo(), std::cmp::Reverse(row.por_completar)));
    rows
}

fn por_completar(plan: &Plan, unidad: Id<UnidadOrganica>) -> usize {
    plan.actividades_de(unidad).filter(|row| row.estado.es_vigente() && !avisos(plan, row).is_empty()).count()
}
