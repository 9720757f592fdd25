//! The way of a Modificacion through the plan in force (Art. 8.2.3, 11): presented, with the
//! opinion of the OPP, approved with its acts; or observed, refused, taken back.
//!
//! The rules are checked on what the plan would be: when it is presented, and again when it is
//! approved. What does not pass changes nothing.

mod compromisos;
mod filas;
mod presupuesto;
mod reglas;

use super::{
    Decision,
    aprobacion::{acto_valido, version_siguiente},
    comun::{buscar, con_texto, exigir, libre},
    desconocido,
};
use crate::{
    Actor, Change, Command, Context, Id, Plan, Rejection, Rejections, Rol,
    command::Presentacion,
    plan::{Acto, ClaseActo, ClaseModificacion, ClasePaso, EstadoModificacion, Modificacion, Paso, VersionNombrada},
};
pub(super) use compromisos::meses_cerrados;
use reglas::juzgar;

pub(super) fn tramitar(plan: &Plan, context: &Context, command: &Command) -> Decision {
    match command {
        Command::PresentarModificacion(it) => presentar(plan, context, it),
        Command::OpinarModificacion { id, opinion } => {
            con_texto(opinion, "La opinión")?;
            let ahora = EstadoModificacion::ConOpinion { opinion: opinion.clone() };
            revisar(plan, context, *id, (ClasePaso::Opinion, ahora))
        }
        Command::ObservarModificacion { id, comentario } => {
            con_texto(comentario, "La observación")?;
            let ahora = EstadoModificacion::Observada { comentario: comentario.clone() };
            revisar(plan, context, *id, (ClasePaso::Observacion, ahora))
        }
        Command::RechazarModificacion { id, motivo } => {
            con_texto(motivo, "El motivo del rechazo")?;
            let ahora = EstadoModificacion::Rechazada { motivo: motivo.clone() };
            revisar(plan, context, *id, (ClasePaso::Rechazo, ahora))
        }
        Command::RetirarModificacion { id } => retirar(plan, context, *id),
        Command::AprobarModificacion { id, version, actos } => aprobar(plan, context, *id, *version, actos),
        _ => desconocido(),
    }
}

fn presentar(plan: &Plan, context: &Context, it: &Presentacion) -> Decision {
    let actor = &context.actor;
    let presents = actor.rol.formula() && actor.rol != Rol::EditorUnidad;
    exigir(presents.into(), actor, "presentar una modificación")?;
    let before = plan.get(it.id);
    match before {
        None => libre(plan, it.id)?,
        Some(row) => {
            let again = matches!(row.estado, EstadoModificacion::Observada { .. });
            estado_permite(again.into(), &row.estado, "presentarla de nuevo")?;
            let own = row.autores.contains(&actor.persona) || it.autores.contains(&actor.persona);
            exigir((own || row.actuo(actor.persona)).into(), actor, "presentar de nuevo una modificación ajena")?;
        }
    }
    let paso = Paso { persona: actor.persona, fecha: context.hoy, clase: ClasePaso::Presentacion };
    let historia = before.map(|row| row.historia.clone()).unwrap_or_default();
    let row = presentada(it, historia.into_iter().chain([paso]).collect());
    let verdict = juzgar(plan, &row)?;
    exigir(verdict.toca(actor).into(), actor, "presentar una modificación que no toca su unidad orgánica")?;
    Ok(vec![Change::ModificacionPresentada(row)])
}

fn presentada(it: &Presentacion, historia: Vec<Paso>) -> Modificacion {
    Modificacion {
        id: it.id,
        titulo: it.titulo.clone(),
        rama: it.rama,
        base: it.base,
        causa: it.causa.clone(),
        clase: it.clase,
        sustento: it.sustento.clone(),
        ruta: it.ruta.clone(),
        autores: it.autores.clone(),
        cambios: it.cambios.clone(),
        estado: EstadoModificacion::Presentada,
        historia,
    }
}

/// An opinion, an observation or a refusal: by the OPP; a refusal by the Titular too.
fn revisar(
    plan: &Plan,
    context: &Context,
    id: Id<Modificacion>,
    (clase, ahora): (ClasePaso, EstadoModificacion),
) -> Decision {
    let actor = &context.actor;
    let titular = actor.rol == Rol::Titular && clase == ClasePaso::Rechazo;
    exigir((actor.rol.conduce() || titular).into(), actor, "revisar una modificación")?;
    let row = buscar(plan, id, "La modificación")?;
    let open = match row.estado {
        EstadoModificacion::Presentada => true,
        EstadoModificacion::ConOpinion { .. } => clase != ClasePaso::Opinion,
        _ => false,
    };
    estado_permite(open.into(), &row.estado, "revisarla")?;
    sin_otro_paso(row, actor)?;
    Ok(vec![tramite(row, context, (clase, ahora))])
}

fn retirar(plan: &Plan, context: &Context, id: Id<Modificacion>) -> Decision {
    let row = buscar(plan, id, "La modificación")?;
    let presented =
        row.historia.iter().any(|paso| paso.clase == ClasePaso::Presentacion && paso.persona == context.actor.persona);
    let own = presented || row.autores.contains(&context.actor.persona);
    exigir(own.into(), &context.actor, "retirar una modificación ajena")?;
    let open = match row.estado {
        EstadoModificacion::Presentada
        | EstadoModificacion::ConOpinion { .. }
        | EstadoModificacion::Observada { .. } => true,
        EstadoModificacion::Rechazada { .. } | EstadoModificacion::Retirada | EstadoModificacion::Aprobada { .. } => {
            false
        }
    };
    estado_permite(open.into(), &row.estado, "retirarla")?;
    Ok(vec![tramite(row, context, (ClasePaso::Retiro, EstadoModificacion::Retirada))])
}

/// One entry: what is merged, that it is approved, and the version it makes.
fn aprobar(
    plan: &Plan,
    context: &Context,
    id: Id<Modificacion>,
    version: Id<VersionNombrada>,
    given: &[Acto],
) -> Decision {
    let actor = &context.actor;
    exigir((actor.rol == Rol::Titular).into(), actor, "registrar la aprobación de una modificación")?;
    let row = buscar(plan, id, "La modificación")?;
    let open = matches!(row.estado, EstadoModificacion::ConOpinion { .. });
    estado_permite(open.into(), &row.estado, "aprobarla")?;
    sin_otro_paso(row, actor)?;
    libre(plan, version)?;
    actos_validos(row.clase, given, context)?;
    let verdict = juzgar(plan, row)?;
    if verdict.hechos.iter().filter_map(creada).any(|new| new == version.uuid()) {
        return Err(Rejection::IdentificadorRepetido.into());
    }
    let numero = u32::try_from(plan.modificaciones_aprobadas() + 1).unwrap_or(u32::MAX);
    let named = version_siguiente(plan, version, &format!("Modificado {numero}"))?;
    let efecto = verdict.movimientos.efecto;
    let ahora = EstadoModificacion::Aprobada { numero, actos: given.to_vec(), version, efecto };
    let mut facts = verdict.hechos;
    facts.push(tramite(row, context, (ClasePaso::Aprobacion, ahora)));
    facts.push(Change::VersionNombrada(named));
    Ok(facts)
}

/// The id of a row that a fact creates.
fn creada(fact: &Change) -> Option<uuid::Uuid> {
    match fact {
        Change::ObjetivoRegistrado(row) => Some(row.id.uuid()),
        Change::AccionRegistrada(row) => Some(row.id.uuid()),
        Change::ActividadCreada(row) => Some(row.id.uuid()),
        Change::TareaCreada(row) => Some(row.id.uuid()),
        Change::ElementoCreado(row) => Some(row.id.uuid()),
        Change::InsumoCreado(row) => Some(row.id.uuid()),
        _ => None,
    }
}

/// Inside the frame a Resolución is enough; what changes the total has the Acuerdo de Concejo too.
fn actos_validos(clase: ClaseModificacion, actos: &[Acto], context: &Context) -> Result<(), Rejections> {
    let expected: &[ClaseActo] = match clase {
        ClaseModificacion::FuncionalProgramatico => &[ClaseActo::ResolucionAlcaldia],
        ClaseModificacion::Institucional => &[ClaseActo::AcuerdoConcejo, ClaseActo::ResolucionAlcaldia],
    };
    if actos.len() != expected.len() {
        return Err(Rejection::ActosDeModificacion { clase }.into());
    }
    let wrong = expected.iter().zip(actos).filter_map(|(clase, acto)| acto_valido(acto, *clase, context.hoy).err());
    Rejections::check(wrong.collect())
}

fn tramite(row: &Modificacion, context: &Context, (clase, ahora): (ClasePaso, EstadoModificacion)) -> Change {
    let paso = Paso { persona: context.actor.persona, fecha: context.hoy, clase };
    Change::ModificacionTramitada { id: row.id, antes: row.estado.clone(), ahora, paso }
}

/// No person acts in two steps, and nobody reviews what they wrote (Art. 5, SPEC §1).
fn sin_otro_paso(row: &Modificacion, actor: &Actor) -> Result<(), Rejection> {
    if row.actuo(actor.persona) { Err(Rejection::DosPasos) } else { Ok(()) }
}

/// Said with a word where it is read.
#[derive(Clone, Copy)]
enum Puerta {
    Abierta,
    Cerrada,
}

impl From<bool> for Puerta {
    fn from(open: bool) -> Self {
        if open { Self::Abierta } else { Self::Cerrada }
    }
}

fn estado_permite(open: Puerta, estado: &EstadoModificacion, accion: &str) -> Result<(), Rejection> {
    match open {
        Puerta::Abierta => Ok(()),
        Puerta::Cerrada => {
            Err(Rejection::EstadoDeModificacion { estado: estado.nombre().to_owned(), accion: accion.to_owned() })
        }
    }
}
