//! All the Modificaciones of a plan, and the line of its versions.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    comparacion::{balance, citada, tocadas},
    lados::lados,
};
use crate::{
    Dinero, Id, Plan,
    catalogo::CodigoRubro,
    plan::{Causa, ClaseModificacion, EstadoModificacion, Modificacion, VersionNombrada},
};

/// One of them in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilaModificacion {
    pub id: Id<Modificacion>,
    pub titulo: String,
    pub causa: Causa,
    pub clase: ClaseModificacion,
    pub estado: EstadoModificacion,
    /// Whose activities it changes.
    pub unidades: Vec<String>,
    /// What it moves in each rubro, and what the rubro gains or loses by it.
    pub rubros: Vec<(CodigoRubro, Dinero, Dinero)>,
    pub presentada: NaiveDate,
    /// Of its last step.
    pub ultimo: NaiveDate,
}

/// A version with a name, and what made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitoVersion {
    pub id: Id<VersionNombrada>,
    pub nombre: String,
    pub version: u64,
    /// The acts that gave it force, if any did.
    pub actos: Vec<String>,
    pub modificacion: Option<Id<Modificacion>>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaModificaciones {
    /// Whether there is a plan in force to change.
    pub aprobado: bool,
    /// The last presented first.
    pub filas: Vec<FilaModificacion>,
    /// The first version first.
    pub versiones: Vec<HitoVersion>,
}

#[must_use]
pub fn modificaciones(plan: &Plan) -> PaginaModificaciones {
    let mut filas: Vec<_> = plan.todos::<Modificacion>().values().map(|row| fila(plan, row)).collect();
    filas.sort_by_key(|row: &FilaModificacion| std::cmp::Reverse((row.presentada, row.id)));
    PaginaModificaciones { aprobado: plan.aprobacion().is_some(), filas, versiones: hitos(plan) }
}

fn fila(plan: &Plan, row: &Modificacion) -> FilaModificacion {
    let (antes, despues) = lados(plan, &row.cambios);
    let date = |paso: Option<&crate::plan::Paso>| paso.map(|paso| paso.fecha).unwrap_or_default();
    FilaModificacion {
        id: row.id,
        titulo: row.titulo.to_string(),
        causa: row.causa.clone(),
        clase: row.clase,
        estado: row.estado.clone(),
        unidades: unidades(&despues, &antes),
        rubros: rubros(row, &antes, &despues),
        presentada: date(row.historia.first()),
        ultimo: date(row.historia.last()),
    }
}

/// Of one in force, the effect is what was written down when it came into force.
fn rubros(row: &Modificacion, antes: &Plan, despues: &Plan) -> Vec<(CodigoRubro, Dinero, Dinero)> {
    let written = match &row.estado {
        EstadoModificacion::Aprobada { efecto, .. } => {
            let mut sums: BTreeMap<CodigoRubro, Dinero> = BTreeMap::new();
            for (clave, amount) in efecto {
                let sum = sums.entry(clave.rubro).or_default();
                *sum = sum.mas(*amount);
            }
            Some(sums)
        }
        _ => None,
    };
    let net = |rubro, reckoned| written.as_ref().map_or(reckoned, |sums| sums.get(&rubro).copied().unwrap_or_default());
    let each = balance(antes, despues).into_iter();
    each.map(|it| (it.rubro, it.habilitado.max(it.anulado), net(it.rubro, it.diferencia))).collect()
}

/// Names of the units whose activities differ, each once.
pub(super) fn unidades(despues: &Plan, antes: &Plan) -> Vec<String> {
    let touched = tocadas(antes, despues);
    let both = |id| [citada(antes, id), citada(despues, id)].into_iter().flatten().map(|row| row.unidad_nombre);
    let mut names: Vec<String> = touched.into_iter().flat_map(both).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The line of versions, the first first.
#[must_use]
pub fn hitos(plan: &Plan) -> Vec<HitoVersion> {
    let mut rows: Vec<_> = plan.todos::<VersionNombrada>().values().map(|row| hito(plan, row)).collect();
    rows.sort_by(|one, other| one.version.cmp(&other.version).then_with(|| one.nombre.cmp(&other.nombre)));
    rows
}

fn hito(plan: &Plan, row: &VersionNombrada) -> HitoVersion {
    let approved = plan.aprobacion().filter(|it| it.version == row.id);
    let of_approval = approved.map(|it| vec![it.acuerdo.to_string(), it.resolucion.to_string()]);
    let made_by = plan.todos::<Modificacion>().values().find_map(|it| match &it.estado {
        EstadoModificacion::Aprobada { version, actos, .. } if *version == row.id => Some((it.id, actos)),
        _ => None,
    });
    let modificacion = made_by.as_ref().map(|(id, _)| *id);
    let of_change = made_by.map(|(_, actos)| actos.iter().map(ToString::to_string).collect());
    HitoVersion {
        id: row.id,
        nombre: row.nombre.to_string(),
        version: row.version,
        actos: of_approval.or(of_change).unwrap_or_default(),
        modificacion,
    }
}
