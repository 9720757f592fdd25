//! Where in the plan an act was done: the row, and the part of it. How an address says so is
//! for the pages.

use super::seguimiento::Renglon;
use crate::{
    Command, Id, Mes, Plan,
    command::Fila,
    plan::{
        AccionEstrategica, Actividad, CampoAccion, CampoActividad, CampoElemento, CampoInsumo, CampoObjetivo,
        CampoTarea, ElementoCritico, Insumo, ObjetivoEstrategico, Periodo, Tarea, UnidadOrganica,
    },
};

/// A place of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lugar {
    Actividad {
        unidad: Id<UnidadOrganica>,
        actividad: Id<Actividad>,
        sitio: Sitio,
    },
    /// Where a unit begins its activities.
    NuevaActividad(Id<UnidadOrganica>),
    /// One field of an OEI; none: the whole of it.
    Objetivo(Id<ObjetivoEstrategico>, Option<CampoObjetivo>),
    /// One field of an AEI; none: the whole of it.
    Accion(Id<AccionEstrategica>, Option<CampoAccion>),
}

/// What of an activity. Of its rows, none is where new ones are begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sitio {
    /// All of it: one that is withdrawn has no row where the others have theirs.
    Detalle,
    Meta(Periodo),
    Campo(CampoActividad),
    Tarea(Option<(Id<Tarea>, CampoTarea)>),
    Elemento(Option<(Id<ElementoCritico>, CampoElemento)>),
    Insumo(Option<(Id<Insumo>, CampoInsumo)>),
    /// What is executed of it in a month.
    Ejecutado(Renglon, Mes),
}

/// The place of a command: of several, the first that has one. None where the plan has no such
/// row, and for what belongs to no row.
#[must_use]
pub fn lugar(plan: &Plan, command: &Command) -> Option<Lugar> {
    match command {
        Command::CrearActividad(nueva) => Some(Lugar::NuevaActividad(nueva.unidad)),
        Command::RegistrarAccion(row) => plan.get(row.objetivo).map(|row| Lugar::Objetivo(row.id, None)),
        Command::EditarObjetivo { id, nuevo, .. } => {
            plan.get(*id).map(|row| Lugar::Objetivo(row.id, Some(nuevo.clone())))
        }
        Command::EditarAccion { id, nuevo, .. } => plan.get(*id).map(|row| Lugar::Accion(row.id, Some(nuevo.clone()))),
        Command::Varios(acts) => acts.iter().find_map(|act| lugar(plan, act)),
        other => de_actividad(plan, other),
    }
}

fn de_actividad(plan: &Plan, command: &Command) -> Option<Lugar> {
    let (id, sitio) = sitio(plan, command)?;
    let row = plan.get(id)?;
    let sitio = if row.estado.es_vigente() { sitio } else { Sitio::Detalle };
    Some(Lugar::Actividad { unidad: row.unidad, actividad: row.id, sitio })
}

fn sitio(plan: &Plan, command: &Command) -> Option<(Id<Actividad>, Sitio)> {
    Some(match command {
        Command::EditarActividad { id, nuevo, .. } => (*id, Sitio::Campo(nuevo.clone())),
        Command::ProgramarMetas(celdas) => celdas.first().map(|celda| (celda.actividad, Sitio::Meta(celda.periodo)))?,
        Command::RegistrarAvances(celdas) => {
            let celda = celdas.first()?;
            (celda.actividad, Sitio::Ejecutado(Renglon::Fisico(celda.actividad), celda.mes))
        }
        Command::RegistrarGastos(celdas) => {
            let celda = celdas.first()?;
            (celda.clave.actividad, Sitio::Ejecutado(Renglon::Gasto(celda.clave, celda.fase), celda.mes))
        }
        Command::CrearTarea(row) => (row.actividad, Sitio::Tarea(None)),
        Command::EditarTarea { id, nuevo, .. } => (plan.get(*id)?.actividad, Sitio::Tarea(Some((*id, nuevo.clone())))),
        Command::CrearElemento(row) => (row.actividad, Sitio::Elemento(None)),
        Command::EditarElemento { id, nuevo, .. } => {
            (plan.get(*id)?.actividad, Sitio::Elemento(Some((*id, nuevo.clone()))))
        }
        Command::CrearInsumo(row) => (row.actividad, Sitio::Insumo(None)),
        Command::EditarInsumo { id, nuevo, .. } => {
            (plan.get(*id)?.actividad, Sitio::Insumo(Some((*id, nuevo.clone()))))
        }
        Command::Reprogramar(list) => {
            let it = list.first()?;
            match it.fila {
                Fila::Actividad(id) => (id, Sitio::Campo(CampoActividad::Ventana(it.nueva))),
                Fila::Tarea(id) => (plan.get(id)?.actividad, Sitio::Tarea(Some((id, CampoTarea::Ventana(it.nueva))))),
            }
        }
        _ => return None,
    })
}
