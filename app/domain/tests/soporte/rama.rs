//! Branches of the approved plan, and merging them without ceremony.

use std::collections::BTreeSet;

use domain::entry::Body;
use domain::plan::{Borrador, ClaseModificacion, Rama};
use domain::texto::Parrafo;
use domain::{Change, CommandId, Context, Instante, Plan};
use uuid::Uuid;

use super::*;

/// A draft of the chief of UNIDAD with everyone who may write.
pub fn rama(vigente: &Plan) -> Plan {
    let miembros = BTreeSet::from([901, 902, 903, 904].map(id));
    let modificacion = Borrador {
        id: id(700),
        titulo: nombre("Emergencia vial"),
        causa: None,
        clase: ClaseModificacion::FuncionalProgramatico,
        sustento: Parrafo::default(),
        ruta: None,
    };
    let base = vigente.version();
    vigente.ramificar(id(70), Rama { de: vigente.id(), base, miembros, autores: BTreeSet::new(), modificacion })
}

/// Decides and applies as one entry of the log, with its author.
pub fn asentar(plan: &mut Plan, context: &Context, command: &Command) -> Result<Vec<Change>, Rejections> {
    let changes = decide(plan, context, command)?;
    let version = plan.version() + 1;
    let (command_id, persona) = (CommandId(Uuid::from_u128(version.into())), context.actor.persona);
    let instante = Instante::from_micros(i64::try_from(version).unwrap());
    plan.apply_entry(&Body { version, command_id, persona, instante, changes: changes.clone() });
    Ok(changes)
}

#[expect(clippy::needless_pass_by_value, reason = "commands are written where they are used")]
pub fn debe(plan: &mut Plan, context: &Context, command: Command) {
    if let Err(error) = asentar(plan, context, &command) {
        panic!("refused: {error}\n{command:?}");
    }
}

/// The rows of a plan without what makes it a branch and who wrote them.
pub fn filas(plan: &Plan) -> domain::plan::Checkpoint {
    let rows = plan.checkpoint();
    domain::plan::Checkpoint { id: id(0), version: 0, rama: None, autores: vec![], ..rows }
}

pub fn con(plan: &Plan, changes: &[Change]) -> Plan {
    let mut after = plan.clone();
    for change in changes {
        after.apply(change);
    }
    after
}
