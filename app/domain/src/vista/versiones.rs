//! Any two versions of a plan, row by row (SPEC §6): what was created, withdrawn or changed between
//! them, and the totals of each rubro.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::modificacion::{GrupoLeido, grupos};
use crate::{Dinero, Plan, catalogo::CodigoRubro, plan::Actividad};

/// A comparison says so many activities at a time; the strategic framework counts as one.
pub const GRUPOS: usize = 300;

/// Σ of the institution in one rubro.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalComparado {
    pub rubro: CodigoRubro,
    pub nombre: String,
    pub antes: Dinero,
    pub ahora: Dinero,
}

/// How one version differs from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionesComparadas {
    pub de: u64,
    pub a: u64,
    /// Activities in force in each.
    pub actividades: (usize, usize),
    /// Rubros that either programs, ascending.
    pub rubros: Vec<TotalComparado>,
    /// Of the activities that differ, those from `desde` on.
    pub grupos: Vec<GrupoLeido>,
    pub desde: usize,
    /// How many differ, told here or not.
    pub total: usize,
}

impl VersionesComparadas {
    /// From which activity the ones before these and the ones after them are told, where there are any.
    #[must_use]
    pub fn vecinas(&self) -> (Option<usize>, Option<usize>) {
        let after = self.desde + self.grupos.len();
        let before = (self.desde > 0).then(|| self.desde.saturating_sub(GRUPOS));
        (before, (after < self.total).then_some(after))
    }
}

/// Both as they stood; which is the earlier makes no difference. Beyond the last activity that
/// differs there is none to tell: the last are told.
#[must_use]
pub fn comparar(antes: &Plan, despues: &Plan, desde: usize) -> VersionesComparadas {
    let all = grupos(antes, despues);
    let total = all.len();
    let desde = desde.min(total.saturating_sub(1)) / GRUPOS * GRUPOS;
    VersionesComparadas {
        de: antes.version(),
        a: despues.version(),
        actividades: (vigentes(antes), vigentes(despues)),
        rubros: totales(antes, despues),
        grupos: all.into_iter().skip(desde).take(GRUPOS).collect(),
        desde,
        total,
    }
}

fn vigentes(plan: &Plan) -> usize {
    plan.todos::<Actividad>().values().filter(|row| row.estado.es_vigente()).count()
}

fn totales(antes: &Plan, despues: &Plan) -> Vec<TotalComparado> {
    let mut sums: BTreeMap<CodigoRubro, (Dinero, Dinero)> = BTreeMap::new();
    for (rubro, amount) in antes.totales().institucion().por_rubro() {
        sums.entry(rubro).or_default().0 = amount;
    }
    for (rubro, amount) in despues.totales().institucion().por_rubro() {
        sums.entry(rubro).or_default().1 = amount;
    }
    let name = |rubro: &CodigoRubro| despues.rubros().get(rubro).map(|row| row.nombre.to_string()).unwrap_or_default();
    let row = |(rubro, (antes, ahora)): (CodigoRubro, (Dinero, Dinero))| TotalComparado {
        rubro,
        nombre: name(&rubro),
        antes,
        ahora,
    };
    sums.into_iter().map(row).collect()
}
