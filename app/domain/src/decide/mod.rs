//! The only place that says no.
//!
//! [`decide`] is pure: the same code answers in the browser, at once, and on the
//! server, with authority. Each module here holds the rules of one kind of row.

pub(crate) mod actividad;
mod aprobacion;
mod borrador;
mod catalogo;
mod comun;
mod cronograma;
mod ejecucion;
pub(crate) mod elemento;
pub(crate) mod insumo;
pub(crate) mod marco;
mod meta;
mod modificacion;
pub(crate) mod tarea;
mod techo;
pub(crate) mod unidad;
mod version;

pub use borrador::{abrir, al_dia, conforme, conocida};

use crate::{Actor, Change, Command, Context, Online, Plan, Rejection, Rejections, command::Asunto};

/// The most acts one command may join.
const MAXIMO_DE_ACTOS: usize = 2_000;

/// The facts a decision yields; none when nothing would change.
pub type Decision = Result<Vec<Change>, Rejections>;

/// Decides a command on a plan: the facts it yields, or all that is wrong with it.
///
/// # Errors
/// [`Rejections`], and then nothing has changed.
pub fn decide(plan: &Plan, context: &Context, command: &Command) -> Decision {
    if context.online == Online::No && command.needs_network() {
        return Err(Rejection::SinConexion.into());
    }
    match command {
        Command::Varios(commands) => several(plan, context, commands),
        single => one(plan, context, single),
    }
}

/// Each act is decided on what the ones before it left; one refused refuses all.
fn several(plan: &Plan, context: &Context, commands: &[Command]) -> Decision {
    if commands.len() > MAXIMO_DE_ACTOS {
        return Err(Rejection::Demasiadas { cuantas: commands.len(), maximo: MAXIMO_DE_ACTOS }.into());
    }
    let mut working = plan.clone();
    let mut facts = Vec::new();
    for command in commands {
        solo(command)?;
        let changes = one(&working, context, command)?;
        for change in &changes {
            working.apply(change);
        }
        facts.extend(changes);
    }
    Ok(facts)
}

/// What is never part of a group.
fn solo(command: &Command) -> Result<(), Rejection> {
    let detalle = match command {
        Command::Varios(_) => "un grupo dentro de otro",
        Command::PresentarModificacion(_) | Command::ActualizarBase { .. } => {
            "un acto que se hace solo, dentro de un grupo"
        }
        _ => return Ok(()),
    };
    Err(Rejection::Formato { detalle: detalle.into() })
}

fn one(plan: &Plan, context: &Context, command: &Command) -> Decision {
    if let Command::Varios(commands) = command {
        return several(plan, context, commands);
    }
    aprobacion::en_su_lugar(plan, &context.actor, command)?;
    match command.asunto() {
        Asunto::Contenido => en_la_rama(plan, contenido(plan, &context.actor, command)?),
        Asunto::Techos | Asunto::Marco => techos(plan, &context.actor, command),
        Asunto::Administracion => administracion(plan, &context.actor, command),
        Asunto::Version | Asunto::Aprobacion => hitos(plan, context, command),
        Asunto::Ejecucion => ejecutado(plan, context, command),
        Asunto::Borrador => del_borrador(plan, command),
        Asunto::Modificacion => modificacion::tramitar(plan, context, command),
    }
}

/// A branch leaves the months closed in it as they are (Art. 11).
fn en_la_rama(plan: &Plan, facts: Vec<Change>) -> Decision {
    if plan.rama().is_some() {
        modificacion::meses_cerrados(plan, &facts)?;
    }
    Ok(facts)
}

/// What the plan says.
fn contenido(plan: &Plan, actor: &Actor, command: &Command) -> Decision {
    match command {
        Command::RegistrarObjetivo(row) => marco::registrar_objetivo(plan, actor, row),
        Command::EditarObjetivo { id, seen, nuevo } => marco::editar_objetivo(plan, actor, *id, seen, nuevo),
        Command::RegistrarAccion(row) => marco::registrar_accion(plan, actor, row),
        Command::EditarAccion { id, seen, nuevo } => marco::editar_accion(plan, actor, *id, seen, nuevo),
        Command::CrearActividad(nueva) => actividad::crear(plan, actor, nueva),
        Command::EditarActividad { id, seen, nuevo } => actividad::editar(plan, actor, *id, seen, nuevo),
        Command::ProgramarMetas(celdas) => meta::programar(plan, actor, celdas),
        Command::CrearTarea(row) => tarea::crear(plan, actor, row),
        Command::EditarTarea { id, seen, nuevo } => tarea::editar(plan, actor, *id, seen, nuevo),
        Command::CrearElemento(row) => elemento::crear(plan, actor, row),
        Command::EditarElemento { id, seen, nuevo } => elemento::editar(plan, actor, *id, seen, nuevo),
        Command::CrearInsumo(row) => insumo::crear(plan, actor, row),
        Command::EditarInsumo { id, seen, nuevo } => insumo::editar(plan, actor, *id, seen, nuevo),
        Command::Reprogramar(list) => cronograma::reprogramar(plan, actor, list),
        _ => desconocido(),
    }
}

fn techos(plan: &Plan, actor: &Actor, command: &Command) -> Decision {
    match command {
        Command::ProponerTecho { unidad, rubro, seen, nuevo } => {
            techo::proponer(plan, actor, *unidad, *rubro, *seen, *nuevo)
        }
        Command::AprobarTechos => techo::aprobar_sin_ver(actor),
        Command::AprobarTechosVistos(vistos) => techo::aprobar(plan, actor, vistos),
        Command::FijarMarcoPresupuestal { rubro, seen, nuevo } => {
            techo::fijar_marco(plan, actor, *rubro, *seen, *nuevo)
        }
        _ => desconocido(),
    }
}

fn administracion(plan: &Plan, actor: &Actor, command: &Command) -> Decision {
    match command {
        Command::RegistrarUnidad(row) => unidad::registrar(plan, actor, row),
        Command::EditarUnidad { id, seen, nuevo } => unidad::editar(plan, actor, *id, seen, nuevo),
        Command::RegistrarRubro(_)
        | Command::RegistrarClasificador(_)
        | Command::RegistrarUnidadMedida(_)
        | Command::FijarFeriados { .. } => catalogo::registrar(plan, actor, command),
        Command::FijarGenericas { seen, nuevas } => catalogo::fijar_genericas(plan, actor, seen, nuevas),
        _ => desconocido(),
    }
}

/// Versions and the approval.
fn hitos(plan: &Plan, context: &Context, command: &Command) -> Decision {
    match command {
        Command::NombrarVersion { id, nombre } => version::nombrar(plan, &context.actor, *id, nombre),
        Command::AprobarPoi { version, acuerdo, resolucion } => {
            aprobacion::aprobar(plan, context, *version, acuerdo, resolucion)
        }
        _ => desconocido(),
    }
}

/// What is executed of it.
fn ejecutado(plan: &Plan, context: &Context, command: &Command) -> Decision {
    match command {
        Command::RegistrarAvances(celdas) => ejecucion::registrar_avances(plan, context, celdas),
        Command::RegistrarGastos(celdas) => ejecucion::registrar_gastos(plan, context, celdas),
        Command::CerrarMes { mes } => ejecucion::cerrar(plan, context, *mes),
        _ => desconocido(),
    }
}

/// The draft itself; who acts is one of its members.
fn del_borrador(plan: &Plan, command: &Command) -> Decision {
    match command {
        Command::EditarBorrador { seen, nuevo } => borrador::editar(plan, seen, nuevo),
        Command::InvitarMiembro { persona } => borrador::invitar(plan, *persona),
        Command::RetirarMiembro { persona } => borrador::retirar(plan, *persona),
        Command::ActualizarBase { base, cambios } => borrador::actualizar(plan, *base, cambios),
        _ => desconocido(),
    }
}

/// An act whose matter says that other rules are its own: a variant put under a wrong one.
fn desconocido() -> Decision {
    Err(Rejection::Formato { detalle: "el acto no es de esta materia".into() }.into())
}
