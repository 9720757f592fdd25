//! What the frame and Inicio show beside the plan's pages.

use domain::plan::{Actividad, UnidadOrganica};
use domain::vista::NodoUnidad;
use domain::{Id, Instante, Plan};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// What someone did lately: one entry of the log, or several in a row on one activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reciente {
    pub version: u64,
    pub nombre: String,
    /// Of the last one.
    pub instante: Instante,
    /// What changed, up to the name of the activity, if it is about one.
    pub frase: String,
    pub actividad: Option<Citada>,
    /// How many changes are told together.
    pub cambios: usize,
}

/// An activity that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citada {
    pub id: Id<Actividad>,
    pub unidad: Id<UnidadOrganica>,
    pub nombre: String,
}

/// Whose plan it is, and its units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institucion {
    pub entidad: String,
    pub unidades: Vec<NodoUnidad>,
    /// What the draft on screen is called; none: the plan in force is.
    pub borrador: Option<String>,
}

/// What the frame shows of the plan.
#[server(endpoint = "institucion", input = Json, output = Json)]
pub async fn leer_institucion(#[server(default)] plan: Option<Id<Plan>>) -> Result<Institucion, AppError> {
    crate::backend::leer(plan).await?.institucion()
}

/// What happened lately, newest first.
#[server(endpoint = "recientes", input = Json, output = Json)]
pub async fn recientes() -> Result<Vec<Reciente>, AppError> {
    let visit = crate::backend::visit()?;
    let lectura = visit.backend.leer(&visit.request, None).await?;
    let entries = visit.backend.recientes(&visit.request, recent::READ).await?;
    let people = visit.backend.directorio(&visit.request).await?;
    Ok(recent::tell(&lectura.plan, &people, &entries))
}

#[cfg(feature = "ssr")]
mod recent {
    use super::{Citada, Reciente};
    use crate::api::plan::Miembro;
    use domain::plan::{Actividad, CampoActividad, Estado, UnidadOrganica};
    use domain::{Change, Entry, Id, Plan};

    /// Entries read, of which those in a row on one thing are told together.
    pub const READ: usize = 80;
    const TOLD: usize = 8;

    pub fn tell(plan: &Plan, people: &[Miembro], entries: &[Entry]) -> Vec<Reciente> {
        let same = |one: &Entry, next: &Entry| {
            one.body.persona == next.body.persona && subject(plan, one) == subject(plan, next)
        };
        entries.chunk_by(same).take(TOLD).filter_map(|group| together(plan, people, group)).collect()
    }

    /// The activity an entry is about, else what it did.
    fn subject(plan: &Plan, entry: &Entry) -> (Option<Id<Actividad>>, String) {
        let first = entry.body.changes.first();
        let activity = first.and_then(|change| activity(plan, change));
        let done = first.filter(|_| activity.is_none()).map(|change| sentence(plan, change));
        (activity, done.unwrap_or_default())
    }

    fn together(plan: &Plan, people: &[Miembro], group: &[Entry]) -> Option<Reciente> {
        let last = &group.first()?.body;
        let mut changes = group.iter().flat_map(|entry| &entry.body.changes).map(|change| sentence(plan, change));
        let cambios = group.iter().map(|entry| entry.body.changes.len()).sum();
        let frase = changes.next()?;
        let about = activity(plan, last.changes.first()?);
        let frase = match about {
            Some(_) if changes.any(|other| other != frase) => "hizo varios cambios en".to_owned(),
            _ => frase,
        };
        let person = people.iter().find(|member| member.id == last.persona);
        let nombre = person.map_or_else(|| "Una persona retirada".to_owned(), |member| member.nombre.clone());
        let actividad = about.and_then(|id| plan.get(id)).map(|row| Citada {
            id: row.id,
            unidad: row.unidad,
            nombre: row.nombre.to_string(),
        });
        Some(Reciente { version: last.version, nombre, instante: last.instante, frase, actividad, cambios })
    }

    /// The activity that a change is of.
    fn activity(plan: &Plan, change: &Change) -> Option<Id<Actividad>> {
        match change {
            Change::ActividadCreada(row) => Some(row.id),
            Change::ActividadEditada { id, .. } | Change::MetaProgramada { id, .. } => Some(*id),
            Change::TareaCreada(row) => Some(row.actividad),
            Change::TareaEditada { id, .. } => plan.get(*id).map(|row| row.actividad),
            Change::ElementoCreado(row) => Some(row.actividad),
            Change::ElementoEditado { id, .. } => plan.get(*id).map(|row| row.actividad),
            Change::InsumoCreado(row) => Some(row.actividad),
            Change::InsumoEditado { id, .. } => plan.get(*id).map(|row| row.actividad),
            Change::AvanceRegistrado { actividad, .. } => Some(*actividad),
            Change::GastoRegistrado { clave, .. } => Some(clave.actividad),
            _ => None,
        }
    }

    /// What was done; of an activity, up to its name.
    fn sentence(plan: &Plan, change: &Change) -> String {
        let said = match change {
            Change::UnidadRegistrada(unit) => return format!("registró la unidad «{}»", unit.nombre),
            Change::UnidadEditada { id, .. } => return format!("corrigió la unidad {}", unit_name(plan, *id)),
            Change::TechoFijado { clave, .. } => return format!("fijó un techo de {}", unit_name(plan, clave.unidad)),
            Change::ObjetivoRegistrado(_) => "registró un objetivo estratégico",
            Change::ObjetivoEditado { .. } => "cambió un objetivo estratégico",
            Change::AccionRegistrada(_) => "registró una acción estratégica",
            Change::AccionEditada { .. } => "cambió una acción estratégica",
            Change::ActividadCreada(_) => "creó la actividad",
            Change::ActividadEditada { ahora: CampoActividad::Estado(Estado::Retirado), .. } => "retiró la actividad",
            Change::ActividadEditada { ahora: CampoActividad::Prioridad(_), .. } => "cambió la prioridad de",
            Change::ActividadEditada { .. } => "cambió la actividad",
            Change::MetaProgramada { .. } => "programó metas de",
            Change::TareaCreada(_) => "agregó una tarea a",
            Change::TareaEditada { .. } => "cambió una tarea de",
            Change::ElementoCreado(_) => "agregó un elemento crítico a",
            Change::ElementoEditado { .. } => "cambió un elemento crítico de",
            Change::InsumoCreado(_) => "agregó un insumo a",
            Change::InsumoEditado { .. } => "cambió un insumo de",
            Change::MarcoPresupuestalFijado { .. } => "fijó el marco presupuestal de un rubro",
            Change::RubroRegistrado(_) | Change::ClasificadorRegistrado(_) | Change::UnidadMedidaRegistrada(_) => {
                "amplió los catálogos del ejercicio"
            }
            Change::FeriadosFijados { .. } => "fijó los feriados",
            Change::VersionNombrada(row) => return format!("nombró la versión «{}»", row.nombre),
            Change::PoiAprobado(_) => "registró la aprobación del POI",
            Change::AvanceRegistrado { .. } => "registró lo ejecutado de",
            Change::GastoRegistrado { .. } => "registró lo gastado en",
            Change::GenericasFijadas { .. } => "fijó las genéricas que no dan o no reciben",
            Change::ModificacionPresentada(row) => return format!("presentó la modificación «{}»", row.titulo),
            Change::ModificacionTramitada { id, ahora, .. } => {
                let titulo = plan.get(*id).map(|row| row.titulo.to_string()).unwrap_or_default();
                return format!("dejó {} la modificación «{titulo}»", ahora.nombre());
            }
            Change::BorradorEditado { .. } => "cambió el borrador de una modificación",
            Change::MiembroInvitado { .. } | Change::MiembroRetirado { .. } => "cambió los miembros de un borrador",
            Change::BaseActualizada { .. } => "puso un borrador al día",
            Change::MesCerrado { mes } => return format!("cerró {mes}"),
        };
        said.to_owned()
    }

    fn unit_name(plan: &Plan, id: Id<UnidadOrganica>) -> String {
        plan.get(id).map_or_else(|| "una unidad".to_owned(), |unit| format!("«{}»", unit.nombre))
    }
}
