//! Undoing: the act that puts back what another one changed.
//!
//! It is a command like any other, with `seen` = what the act wrote: it never overwrites
//! another person's later value, and undoing it in turn is the redo.

use crate::{
    Change, Command, CommandId,
    command::{CeldaAvance, CeldaGasto, CeldaMeta},
    plan::{CampoAccion, CampoActividad, CampoElemento, CampoInsumo, CampoObjetivo, CampoTarea, Estado},
};

/// Steps back that are remembered.
const REMEMBERED: usize = 200;

#[derive(Clone, Debug)]
struct Step {
    id: CommandId,
    changes: Vec<Change>,
}

/// Which way one goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Back,
    Forth,
}

/// Done and undone, each newest last.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Something new was done: what was undone before is not done again.
    pub fn did(&mut self, id: CommandId, changes: Vec<Change>) {
        self.undone.clear();
        self.went(Way::Forth, id, changes);
    }

    /// A step was taken back, or forth again.
    pub fn went(&mut self, way: Way, id: CommandId, changes: Vec<Change>) {
        // What could not be decided here cannot be undone here.
        if changes.is_empty() {
            return;
        }
        let steps = match way {
            Way::Back => &mut self.undone,
            Way::Forth => &mut self.done,
        };
        steps.push(Step { id, changes });
        if steps.len() > REMEMBERED {
            steps.remove(0);
        }
    }

    /// The act that goes one step back or forth; that step is then no longer here.
    pub fn step(&mut self, way: Way) -> Option<Command> {
        let steps = match way {
            Way::Back => &mut self.done,
            Way::Forth => &mut self.undone,
        };
        while let Some(step) = steps.pop() {
            if let Some(command) = undoing(&step.changes) {
                return Some(command);
            }
        }
        None
    }

    /// The server refused it: there is nothing of it to undo.
    pub fn forget(&mut self, id: CommandId) {
        self.done.retain(|step| step.id != id);
        self.undone.retain(|step| step.id != id);
    }

    #[must_use]
    pub fn can(&self, way: Way) -> bool {
        let steps = match way {
            Way::Back => &self.done,
            Way::Forth => &self.undone,
        };
        steps.iter().any(|step| undoing(&step.changes).is_some())
    }
}

/// The command that undoes these facts; `None` when one of them is not undone by a person:
/// techos, catalogues and units have an act of their own.
#[must_use]
pub fn undoing(changes: &[Change]) -> Option<Command> {
    let mut acts: Vec<Command> = Vec::new();
    for change in changes.iter().rev() {
        let act = inverse(change)?;
        match (acts.last_mut(), act) {
            (Some(Command::ProgramarMetas(cells)), Command::ProgramarMetas(more)) => cells.extend(more),
            (Some(Command::RegistrarAvances(cells)), Command::RegistrarAvances(more)) => cells.extend(more),
            (Some(Command::RegistrarGastos(cells)), Command::RegistrarGastos(more)) => cells.extend(more),
            (_, act) => acts.push(act),
        }
    }
    match acts.len() {
        0 => None,
        1 => acts.pop(),
        _ => Some(Command::Varios(acts)),
    }
}

// Nothing is deleted: what was created is withdrawn (SPEC §12).
macro_rules! withdrawn {
    ($act:ident, $campo:ident, $row:expr) => {
        Command::$act { id: $row.id, seen: $campo::Estado(Estado::Vigente), nuevo: $campo::Estado(Estado::Retirado) }
    };
}

macro_rules! overwritten {
    ($act:ident, $id:expr, $antes:expr, $ahora:expr) => {
        Command::$act { id: *$id, seen: $ahora.clone(), nuevo: $antes.clone() }
    };
}

fn inverse(change: &Change) -> Option<Command> {
    Some(match change {
        Change::ObjetivoRegistrado(row) => withdrawn!(EditarObjetivo, CampoObjetivo, row),
        Change::ObjetivoEditado { id, antes, ahora } => overwritten!(EditarObjetivo, id, antes, ahora),
        Change::AccionRegistrada(row) => withdrawn!(EditarAccion, CampoAccion, row),
        Change::AccionEditada { id, antes, ahora } => overwritten!(EditarAccion, id, antes, ahora),
        Change::ActividadCreada(row) => withdrawn!(EditarActividad, CampoActividad, row),
        Change::ActividadEditada { id, antes, ahora } => overwritten!(EditarActividad, id, antes, ahora),
        Change::MetaProgramada { id, periodo, antes, ahora } => {
            Command::ProgramarMetas(vec![CeldaMeta { actividad: *id, periodo: *periodo, seen: *ahora, nueva: *antes }])
        }
        Change::TareaCreada(row) => withdrawn!(EditarTarea, CampoTarea, row),
        Change::TareaEditada { id, antes, ahora } => overwritten!(EditarTarea, id, antes, ahora),
        Change::ElementoCreado(row) => withdrawn!(EditarElemento, CampoElemento, row),
        Change::ElementoEditado { id, antes, ahora } => overwritten!(EditarElemento, id, antes, ahora),
        Change::InsumoCreado(row) => withdrawn!(EditarInsumo, CampoInsumo, row),
        Change::InsumoEditado { id, antes, ahora } => overwritten!(EditarInsumo, id, antes, ahora),
        Change::FeriadosFijados { antes, ahora } => {
            Command::FijarFeriados { seen: ahora.clone(), nuevos: antes.clone() }
        }
        other => return inverse_en_marcha(other),
    })
}

/// Of what is done once the plan is approved, and of what no person undoes.
fn inverse_en_marcha(change: &Change) -> Option<Command> {
    Some(match change {
        Change::AvanceRegistrado { actividad, mes, antes, ahora } => {
            let cell = CeldaAvance { actividad: *actividad, mes: *mes, seen: *ahora, nueva: *antes };
            Command::RegistrarAvances(vec![cell])
        }
        Change::GastoRegistrado { clave, mes, fase, antes, ahora } => {
            let cell = CeldaGasto { clave: *clave, mes: *mes, fase: *fase, seen: *ahora, nuevo: *antes };
            Command::RegistrarGastos(vec![cell])
        }
        Change::BorradorEditado { antes, ahora } => {
            Command::EditarBorrador { seen: ahora.clone(), nuevo: antes.clone() }
        }
        Change::GenericasFijadas { antes, ahora } => {
            Command::FijarGenericas { seen: ahora.clone(), nuevas: antes.clone() }
        }
        // Techos, catalogues, units, names and the steps of a Modificacion have acts of their own.
        _ => return None,
    })
}
