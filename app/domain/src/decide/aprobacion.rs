//! The approval of the plan by its two acts (Art. 9, 10-II; SPEC §6), and what it closes.

use chrono::NaiveDate;

use super::{
    Decision,
    comun::{con_texto, exigir, libre},
};
use crate::{
    Actor, Change, Command, Context, Id, Plan, Rejection, Rejections, Rol,
    command::Asunto,
    plan::{AccionEstrategica, Actividad, Acto, Aprobacion, ClaseActo, Insumo, UnidadOrganica, Valor, VersionNombrada},
    texto::Nombre,
};

/// A refusal names so many rows of each kind.
const NOMBRADAS: usize = 20;

/// Where an act is done: an approved plan changes only in a Modificacion (Art. 8.2.3), whose
/// draft changes nothing else and is its members'.
pub(super) fn en_su_lugar(plan: &Plan, actor: &Actor, command: &Command) -> Result<(), Rejection> {
    match (plan.rama(), command.asunto()) {
        (Some(rama), Asunto::Contenido | Asunto::Borrador) => {
            if rama.miembros.contains(&actor.persona) {
                Ok(())
            } else {
                Err(Rejection::BorradorAjeno)
            }
        }
        (Some(_), _) => Err(Rejection::SoloEnVigente),
        (None, Asunto::Borrador) => Err(Rejection::SoloEnBorrador),
        (None, asunto) => en_vigente(plan, asunto),
    }
}

fn en_vigente(plan: &Plan, asunto: Asunto) -> Result<(), Rejection> {
    match (plan.aprobacion(), asunto) {
        (None, Asunto::Ejecucion | Asunto::Modificacion) => Err(Rejection::SinAprobar),
        (Some(approved), Asunto::Contenido | Asunto::Techos) => {
            Err(Rejection::PlanAprobado { resolucion: approved.resolucion.to_string() })
        }
        _ => Ok(()),
    }
}

pub(super) fn aprobar(
    plan: &Plan,
    context: &Context,
    version: Id<VersionNombrada>,
    acuerdo: &Acto,
    resolucion: &Acto,
) -> Decision {
    permitido(&context.actor)?;
    if let Some(done) = plan.aprobacion() {
        return Err(Rejection::YaAprobado { resolucion: done.resolucion.to_string() }.into());
    }
    libre(plan, version)?;
    let mut wrong = Vec::new();
    wrong.extend(acto_valido(acuerdo, ClaseActo::AcuerdoConcejo, context.hoy).err());
    wrong.extend(acto_valido(resolucion, ClaseActo::ResolucionAlcaldia, context.hoy).err());
    wrong.extend(sin_actividades(plan));
    wrong.extend(provisionales(plan).take(NOMBRADAS));
    wrong.extend(por_detallar(plan).take(NOMBRADAS));
    wrong.extend(sobre_techo(plan).take(NOMBRADAS));
    Rejections::check(wrong)?;
    let pia = plan.programado();
    let approved = Aprobacion { version, acuerdo: acuerdo.clone(), resolucion: resolucion.clone(), pia };
    Ok(vec![Change::PoiAprobado(approved), Change::VersionNombrada(version_siguiente(plan, version, "Aprobado")?)])
}

fn permitido(actor: &Actor) -> Result<(), Rejection> {
    exigir((actor.rol == Rol::Titular).into(), actor, "registrar la aprobación del POI")
}

/// The version that this very entry makes. A name that someone gave before gets a number.
pub(super) fn version_siguiente(
    plan: &Plan,
    id: Id<VersionNombrada>,
    nombre: &str,
) -> Result<VersionNombrada, Rejection> {
    let known = |name: &str| plan.todos::<VersionNombrada>().values().any(|other| &*other.nombre == name);
    let numbered = (2..).map(|number: u32| format!("{nombre} ({number})"));
    let name = std::iter::once(nombre.to_owned()).chain(numbered).find(|name| !known(name)).unwrap_or_default();
    let nombre =
        Nombre::new(&name).map_err(|error| Rejection::Texto { campo: "El nombre de la versión".into(), error })?;
    Ok(VersionNombrada { id, nombre, version: plan.version() + 1 })
}

/// Of its class, with its number, and already given.
pub(super) fn acto_valido(acto: &Acto, clase: ClaseActo, hoy: NaiveDate) -> Result<(), Rejection> {
    if acto.clase != clase {
        return Err(Rejection::ActoDeOtraClase { esperada: clase, recibida: acto.clase });
    }
    con_texto(&acto.numero, &format!("El número de «{}»", clase.nombre()))?;
    if acto.fecha > hoy { Err(Rejection::ActoFuturo { acto: acto.to_string(), hoy }) } else { Ok(()) }
}

fn sin_actividades(plan: &Plan) -> Option<Rejection> {
    let any = plan.todos::<Actividad>().values().any(|row| row.estado.es_vigente());
    (!any).then_some(Rejection::SinActividades)
}

/// AEI "sin indicador ni meta" with activities in force (SPEC §3).
fn provisionales(plan: &Plan) -> impl Iterator<Item = Rejection> {
    let rows = plan.todos::<AccionEstrategica>().values();
    rows.filter(|row| row.estado.es_vigente() && row.es_provisional()).filter_map(|row| {
        let cuantas = plan.actividades_bajo(row.id).filter(|it| it.estado.es_vigente()).count();
        (cuantas > 0).then(|| Rejection::AccionProvisional { codigo: row.codigo.to_string(), cuantas })
    })
}

/// Lines not yet detailed, of activities in force.
pub(super) fn por_detallar(plan: &Plan) -> impl Iterator<Item = Rejection> {
    plan.todos::<Insumo>().values().filter_map(|line| linea_por_detallar(plan, line))
}

pub(super) fn linea_por_detallar(plan: &Plan, line: &Insumo) -> Option<Rejection> {
    let activity = plan.get(line.actividad).filter(|row| row.estado.es_vigente())?;
    let open = line.estado.es_vigente() && matches!(line.valor, Valor::PorDetallar { .. });
    open.then(|| Rejection::SinDetallar {
        actividad: activity.nombre.to_string(),
        detalle: line.detalle.to_string(),
        rubro: line.rubro,
        importe: line.total(),
    })
}

fn sobre_techo(plan: &Plan) -> impl Iterator<Item = Rejection> {
    plan.programado().into_iter().filter_map(|(clave, programado)| {
        let techo = plan.techo(clave.unidad, clave.rubro).and_then(|techo| techo.aprobado).unwrap_or_default();
        let unit = plan.get::<UnidadOrganica>(clave.unidad).map(|unit| unit.nombre.to_string());
        (programado > techo).then(|| Rejection::SobreTecho {
            unidad: unit.unwrap_or_default(),
            rubro: clave.rubro,
            programado,
            techo,
            exceso: programado.menos(techo),
        })
    })
}
