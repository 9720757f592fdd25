//! Branches of the approved plan, and merging them without ceremony.

use std::collections::BTreeSet;

use domain::entry::Body;
use domain::plan::{Borrador, CampoBorrador, CampoInsumo, Campos, Causa, ClaseModificacion, Rama, RevisionRuta};
use domain::texto::Parrafo;
use domain::{Cantidad, Change, CommandId, Context, Instante, Plan};
use uuid::Uuid;

use super::*;

/// A draft of the chief of UNIDAD with everyone who may write.
pub fn rama(vigente: &Plan) -> Plan {
    rama_numero(vigente, 0)
}

pub fn rama_numero(vigente: &Plan, number: u128) -> Plan {
    let miembros = BTreeSet::from([901, 902, 903, 904].map(id));
    let modificacion = Borrador {
        id: id(700 + number),
        titulo: nombre("Emergencia vial"),
        causa: None,
        clase: ClaseModificacion::FuncionalProgramatico,
        sustento: Parrafo::default(),
        ruta: None,
    };
    let base = vigente.version();
    vigente
        .ramificar(id(70 + number), Rama { de: vigente.id(), base, miembros, autores: BTreeSet::new(), modificacion })
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

/// Cause, support and revision of the ruta, and S/ 10 from one line of activity 101 to one of 100.
pub fn completar(branch: &mut Plan) {
    let jefe = aprobado::jefe();
    motivar(branch, &jefe);
    let campo = |amount| CampoInsumo::ImporteMes(aprobado::mes(12), soles(amount));
    debe(branch, &jefe, Command::EditarInsumo { id: id(201), seen: campo(100), nuevo: campo(90) });
    let campo = |units| CampoInsumo::CantidadMes(aprobado::mes(12), Cantidad::enteras(units));
    debe(branch, &jefe, Command::EditarInsumo { id: id(200), seen: campo(10), nuevo: campo(20) });
}

/// What a draft says of itself before it is presented.
pub fn motivar(branch: &mut Plan, context: &Context) {
    let motivo = Parrafo::new("Las prioridades siguen siendo las mismas").unwrap();
    for nuevo in [
        CampoBorrador::Causa(Some(Causa::Entorno)),
        CampoBorrador::Sustento(Parrafo::new("Lluvias de agosto").unwrap()),
        CampoBorrador::Ruta(Some(RevisionRuta::RevisadaSinCambio { motivo })),
    ] {
        let seen = branch.rama().unwrap().modificacion.leer(&nuevo);
        debe(branch, context, Command::EditarBorrador { seen, nuevo });
    }
}
