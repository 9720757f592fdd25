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
    let key = |id: Option<Id<Actividad>>| id.and_then(|id| plan.get(id)).map(|row| &row.prioridad);
    let (antes, despues) = (key(sitio.antes), key(sitio.despues));
    let between = antes.is_none_or(|key| *key < row.prioridad) && despues.is_none_or(|key| row.prioridad < *key);
    if !between {
        acts.extend(ordenar(plan, row, sitio, (antes, despues)));
    }
    match acts.len() {
        0 => None,
        1 => acts.pop(),
        _ => Some(Command::Varios(acts)),
    }
}

fn editar(id: Id<Actividad>, seen: CampoActividad, nuevo: CampoActividad) -> Command {
    Command::EditarActividad { id, seen, nuevo }
}

fn poner(row: &Actividad, nueva: &Orden) -> Command {
    editar(row.id, CampoActividad::Prioridad(row.prioridad.clone()), CampoActividad::Prioridad(nueva.clone()))
}

/// One row changes its key. Where the two neighbours have the same one (two people, one place; or
/// two units, each with its own order), those of the group that share it and come after get keys of
/// their own too, before the next key of the whole plan, so that no other row changes places.
fn ordenar(plan: &Plan, row: &Actividad, sitio: Sitio, (low, high): (Option<&Orden>, Option<&Orden>)) -> Vec<Command> {
    let tie = low.zip(sitio.despues).filter(|(low, _)| high.is_some_and(|high| high <= low));
    let Some((low, from)) = tie else {
        return vec![poner(row, &Orden::entre(low, high))];
    };
    let next = plan.todos::<Actividad>().values().map(|it| &it.prioridad).filter(|key| *key > low).min();
    let mut last = Orden::entre(Some(low), next);
    let mut acts = vec![poner(row, &last)];
    let after = |it: &&Arc<Actividad>| it.prioridad == *low && it.id >= from && it.id != row.id;
    let mut tied: Vec<&Arc<Actividad>> = match sitio.grupo {
        Grupo::Ninguno => plan.actividades_de(row.unidad).filter(after).collect(),
        Grupo::Unidad(unidad) => plan.actividades_de(unidad).filter(after).collect(),
        Grupo::Accion(accion) => plan.actividades_bajo(accion).filter(after).collect(),
    };
    tied.sort_by_key(|it| it.id);
    for other in tied.into_iter().filter(|it| it.estado.es_vigente()) {
        last = Orden::entre(Some(&last), next);
        acts.push(poner(other, &last));
    }
    acts
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
    let key = |id: Option<Id<AccionEstrategica>>| id.and_then(|id| plan.get(id)).map(|row| &row.orden);
    let (low, high) = (key(antes), key(despues));
    let mut acts = Vec::new();
    if row.objetivo != objetivo {
        let (seen, nuevo) = (CampoAccion::Objetivo(row.objetivo), CampoAccion::Objetivo(objetivo));
        acts.push(Command::EditarAccion { id, seen, nuevo });
    }
    if !(low.is_none_or(|key| *key < row.orden) && high.is_none_or(|key| row.orden < *key)) {
        let (seen, nuevo) = (CampoAccion::Orden(row.orden.clone()), CampoAccion::Orden(Orden::entre(low, high)));
        acts.push(Command::EditarAccion { id, seen, nuevo });
    }
    match acts.len() {
        0 => None,
        1 => acts.pop(),
        _ => Some(Command::Varios(acts)),
    }
}

/// The act that puts an OEI between two others; `None` when it stands there already.
#[must_use]
pub fn colocar_objetivo(
    plan: &Plan,
    id: Id<ObjetivoEstrategico>,
    (antes, despues): (Option<Id<ObjetivoEstrategico>>, Option<Id<ObjetivoEstrategico>>),
) -> Option<Command> {
    let row = plan.get(id)?;
    let key = |id: Option<Id<ObjetivoEstrategico>>| id.and_then(|id| plan.get(id)).map(|row| &row.orden);
    let (low, high) = (key(antes), key(despues));
    if low.is_none_or(|key| *key < row.orden) && high.is_none_or(|key| row.orden < *key) {
        return None;
    }
    let (seen, nuevo) = (CampoObjetivo::Orden(row.orden.clone()), CampoObjetivo::Orden(Orden::entre(low, high)));
    Some(Command::EditarObjetivo { id, seen, nuevo })
}
