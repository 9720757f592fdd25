//! A row put in another place of the order: an activity among those of its unit, of another unit or
//! of another AEI; an AEI or an OEI in the ruta estratégica (Art. 7.k).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    Command, Id, Plan,
    plan::{
        AccionEstrategica, Actividad, CampoAccion, CampoActividad, CampoObjetivo, ObjetivoEstrategico, Orden,
        UnidadOrganica,
    },
};

/// The heading that an activity comes under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grupo {
    /// The list has none: it stays with its unit and its AEI.
    Ninguno,
    Accion(Id<AccionEstrategica>),
    Unidad(Id<UnidadOrganica>),
}

/// A place in the order: between two others of the same group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitio {
    pub grupo: Grupo,
    pub antes: Option<Id<Actividad>>,
    pub despues: Option<Id<Actividad>>,
}

/// The act that puts an activity there; `None` when it stands there already.
#[must_use]
pub fn colocar(plan: &Plan, id: Id<Actividad>, sitio: Sitio) -> Option<Command> {
    let row = plan.get(id)?;
    let mut acts = Vec::new();
    match sitio.grupo {
        Grupo::Accion(accion) if accion != row.accion => {
            acts.push(editar(id, CampoActividad::Accion(row.accion), CampoActividad::Accion(accion)));
        }
        Grupo::Unidad(unidad) if unidad != row.unidad => {
            acts.push(editar(id, CampoActividad::Unidad(row.unidad), CampoActividad::Unidad(unidad)));
        }
        _ => {}
    }
    let group: Vec<&Arc<Actividad>> = match sitio.grupo {
        Grupo::Ninguno => plan.actividades_de(row.unidad).collect(),
        Grupo::Unidad(unidad) => plan.actividades_de(unidad).collect(),
        Grupo::Accion(accion) => plan.actividades_bajo(accion).collect(),
    };
    let orden = Ordenada {
        todas: plan.todos::<Actividad>().values().map(|row| &row.prioridad).collect(),
        grupo: group.iter().filter(|row| row.estado.es_vigente()).map(|row| (row.id, &row.prioridad)).collect(),
    };
    let keys = orden.llaves((id, &row.prioridad), (sitio.antes, sitio.despues), |id| Some(&plan.get(id)?.prioridad));
    for (id, nueva) in keys {
        let seen = plan.get(id)?.prioridad.clone();
        acts.push(editar(id, CampoActividad::Prioridad(seen), CampoActividad::Prioridad(nueva)));
    }
    juntos(acts)
}

fn editar(id: Id<Actividad>, seen: CampoActividad, nuevo: CampoActividad) -> Command {
    Command::EditarActividad { id, seen, nuevo }
}

fn juntos(mut acts: Vec<Command>) -> Option<Command> {
    match acts.len() {
        0 => None,
        1 => acts.pop(),
        _ => Some(Command::Varios(acts)),
    }
}

/// Rows in the order of their keys, and of their ids where two have the same key.
struct Ordenada<'a, T> {
    /// Every key of the order that the group is a part of.
    todas: Vec<&'a Orden>,
    /// The rows of the group that are in force.
    grupo: Vec<(Id<T>, &'a Orden)>,
}

impl<T> Ordenada<'_, T> {
    /// The keys that put a row between two others, its own first; none where it stands there. Only it
    /// changes its key, but where the two neighbours have the same one (two people, one place; or two
    /// units, each with its own order): those of the group that share it and come after then get keys
    /// of their own too, before the next key of the order, so that no other row changes places.
    fn llaves<'k>(
        &self,
        (id, own): (Id<T>, &Orden),
        (antes, despues): (Option<Id<T>>, Option<Id<T>>),
        key: impl Fn(Id<T>) -> Option<&'k Orden>,
    ) -> Vec<(Id<T>, Orden)> {
        let place = |row: Option<Id<T>>| row.and_then(|row| Some((key(row)?, row)));
        let (before, after) = (place(antes), place(despues));
        if before.is_none_or(|it| it < (own, id)) && after.is_none_or(|it| (own, id) < it) {
            return vec![];
        }
        let (low, high) = (before.map(|(key, _)| key), after.map(|(key, _)| key));
        let tie = low.zip(despues).filter(|(low, _)| high == Some(*low));
        let Some((low, from)) = tie else { return vec![(id, Orden::entre(low, high))] };
        let next = self.todas.iter().copied().filter(|key| *key > low).min();
        let after = |(other, key): &&(Id<T>, &Orden)| *key == low && *other >= from && *other != id;
        let mut tied: Vec<Id<T>> = self.grupo.iter().filter(after).map(|(other, _)| *other).collect();
        tied.sort();
        let mut last = low.clone();
        let keys = std::iter::once(id).chain(tied).map(|row| {
            last = Orden::entre(Some(&last), next);
            (row, last.clone())
        });
        keys.collect()
    }
}

/// The act that puts an AEI between two others of an OEI; `None` when it stands there already.
#[must_use]
pub fn colocar_accion(
    plan: &Plan,
    id: Id<AccionEstrategica>,
    objetivo: Id<ObjetivoEstrategico>,
    (antes, despues): (Option<Id<AccionEstrategica>>, Option<Id<AccionEstrategica>>),
) -> Option<Command> {
    let row = plan.get(id)?;
    let mut acts = Vec::new();
    if row.objetivo != objetivo {
        let (seen, nuevo) = (CampoAccion::Objetivo(row.objetivo), CampoAccion::Objetivo(objetivo));
        acts.push(Command::EditarAccion { id, seen, nuevo });
    }
    let rows = || plan.todos::<AccionEstrategica>().values().filter(|row| row.objetivo == objetivo);
    let orden = Ordenada {
        todas: rows().map(|row| &row.orden).collect(),
        grupo: rows().filter(|row| row.estado.es_vigente()).map(|row| (row.id, &row.orden)).collect(),
    };
    for (id, nueva) in orden.llaves((id, &row.orden), (antes, despues), |id| Some(&plan.get(id)?.orden)) {
        let (seen, nuevo) = (CampoAccion::Orden(plan.get(id)?.orden.clone()), CampoAccion::Orden(nueva));
        acts.push(Command::EditarAccion { id, seen, nuevo });
    }
    juntos(acts)
}

/// The act that puts an OEI between two others; `None` when it stands there already.
#[must_use]
pub fn colocar_objetivo(
    plan: &Plan,
    id: Id<ObjetivoEstrategico>,
    (antes, despues): (Option<Id<ObjetivoEstrategico>>, Option<Id<ObjetivoEstrategico>>),
) -> Option<Command> {
    let row = plan.get(id)?;
    let rows = || plan.todos::<ObjetivoEstrategico>().values();
    let orden = Ordenada {
        todas: rows().map(|row| &row.orden).collect(),
        grupo: rows().filter(|row| row.estado.es_vigente()).map(|row| (row.id, &row.orden)).collect(),
    };
    let mut acts = Vec::new();
    for (id, nueva) in orden.llaves((id, &row.orden), (antes, despues), |id| Some(&plan.get(id)?.orden)) {
        let (seen, nuevo) = (CampoObjetivo::Orden(plan.get(id)?.orden.clone()), CampoObjetivo::Orden(nueva));
        acts.push(Command::EditarObjetivo { id, seen, nuevo });
    }
    juntos(acts)
}
