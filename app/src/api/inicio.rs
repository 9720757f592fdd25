//! What the frame and Inicio show beside the plan's pages.

use domain::Instante;
use domain::vista::NodoUnidad;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// One of the latest entries: who changed what, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reciente {
    pub version: u64,
    pub nombre: String,
    pub instante: Instante,
    /// What changed, in one sentence.
    pub frase: String,
}

/// The tree of units, for the picker.
#[server(endpoint = "unidades", input = Json, output = Json)]
pub async fn unidades() -> Result<Vec<NodoUnidad>, AppError> {
    Ok(domain::vista::arbol(&crate::backend::leer().await?.plan))
}

/// What happened lately, newest first.
#[server(endpoint = "recientes", input = Json, output = Json)]
pub async fn recientes() -> Result<Vec<Reciente>, AppError> {
    let visit = crate::backend::visit()?;
    let lectura = visit.backend.leer(&visit.request).await?;
    let entries = visit.backend.recientes(&visit.request, 8).await?;
    let people = visit.backend.directorio(&visit.request).await?;
    Ok(entries.iter().map(|entry| recent::tell(&lectura.plan, &people, entry)).collect())
}

#[cfg(feature = "ssr")]
mod recent {
    use super::Reciente;
    use crate::api::plan::Miembro;
    use domain::plan::UnidadOrganica;
    use domain::{Change, Entry, Id, Plan};

    /// The first fact of an entry, and how many more came with it.
    pub fn tell(plan: &Plan, people: &[Miembro], entry: &Entry) -> Reciente {
        let body = &entry.body;
        let first = body.changes.first().map_or_else(String::new, |change| sentence(plan, change));
        let frase = match body.changes.len() {
            0 | 1 => first,
            2 => format!("{first}, y un cambio más"),
            count => format!("{first}, y {} cambios más", count - 1),
        };
        let person = people.iter().find(|member| member.id == body.persona);
        let nombre = person.map_or_else(|| "Una persona retirada".to_owned(), |member| member.nombre.clone());
        Reciente { version: body.version, nombre, instante: body.instante, frase }
    }

    fn sentence(plan: &Plan, change: &Change) -> String {
        match change {
            Change::UnidadRegistrada(unit) => format!("registró la unidad «{}»", unit.nombre),
            Change::UnidadEditada { id, .. } => format!("corrigió la unidad {}", unit_name(plan, *id)),
            Change::ObjetivoRegistrado(_) => "registró un objetivo estratégico".to_owned(),
            Change::ObjetivoEditado { .. } => "cambió un objetivo estratégico".to_owned(),
            Change::AccionRegistrada(_) => "registró una acción estratégica".to_owned(),
            Change::AccionEditada { .. } => "cambió una acción estratégica".to_owned(),
            Change::ActividadCreada(row) => format!("creó la actividad «{}»", row.nombre),
            Change::ActividadEditada { id, .. } => format!("cambió la actividad {}", activity(plan, *id)),
            Change::MetaProgramada { id, .. } => format!("programó metas de {}", activity(plan, *id)),
            Change::TareaCreada(row) => format!("agregó una tarea a {}", activity(plan, row.actividad)),
            Change::TareaEditada { .. } => "cambió una tarea".to_owned(),
            Change::ElementoCreado(row) => format!("agregó un elemento crítico a {}", activity(plan, row.actividad)),
            Change::ElementoEditado { .. } => "cambió un elemento crítico".to_owned(),
            Change::InsumoCreado(row) => format!("agregó un insumo a {}", activity(plan, row.actividad)),
            Change::InsumoEditado { .. } => "cambió un insumo".to_owned(),
            Change::TechoFijado { clave, .. } => format!("fijó un techo de {}", unit_name(plan, clave.unidad)),
            Change::MarcoPresupuestalFijado { .. } => "fijó el marco presupuestal de un rubro".to_owned(),
            Change::RubroRegistrado(_) | Change::ClasificadorRegistrado(_) | Change::UnidadMedidaRegistrada(_) => {
                "amplió los catálogos del ejercicio".to_owned()
            }
            Change::FeriadosFijados { .. } => "fijó los feriados".to_owned(),
        }
    }

    fn activity(plan: &Plan, id: Id<domain::plan::Actividad>) -> String {
        plan.get(id).map_or_else(|| "una actividad".to_owned(), |row| format!("«{}»", row.nombre))
    }

    fn unit_name(plan: &Plan, id: Id<UnidadOrganica>) -> String {
        plan.get(id).map_or_else(|| "una unidad".to_owned(), |unit| format!("«{}»", unit.nombre))
    }
}
