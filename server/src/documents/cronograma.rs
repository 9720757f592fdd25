//! `GET /api/documentos/cronograma.xml`: the schedule of a unit for MS Project.

use app::AppError;
use app::error::Code;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header, request::Parts};
use axum::response::{IntoResponse, Response};
use domain::plan::{UnidadOrganica, VersionNombrada};
use domain::texto::fold;
use domain::vista::Ambito;
use domain::vista::cronograma::Consulta;
use domain::{Id, Plan};
use serde::Deserialize;

use super::mspdi::{self, Baseline};
use crate::backend::Shared;
use crate::security::refusal;
use crate::telemetry::internal;

/// `?unidad=…&ambito=ConDependientes&base=…`, and `&borrador=…` of a draft.
#[derive(Deserialize)]
pub struct Wanted {
    unidad: Id<UnidadOrganica>,
    #[serde(default)]
    ambito: Ambito,
    /// What it is compared with.
    base: Option<Id<VersionNombrada>>,
}

/// Of the plan as it is now, for whoever is signed in.
pub async fn export(State(server): State<Shared>, Query(wanted): Query<Wanted>, request: Parts) -> Response {
    match exported(&server, wanted, &request).await {
        Ok(response) => response,
        Err(error) => refusal(&error),
    }
}

async fn exported(Shared(server): &Shared, wanted: Wanted, request: &Parts) -> Result<Response, AppError> {
    let (vivo, _) = server.visited(request, None).await?;
    let plan = vivo.state().await.map_err(internal)?.plan.clone();
    let missing = |what: &str| AppError::new(Code::NotFound, format!("{what} no está en el plan de este ejercicio."));
    let name = file_name(&plan, plan.get(wanted.unidad).ok_or_else(|| missing("Esa unidad orgánica"))?);
    let base = match wanted.base {
        None => None,
        Some(id) => {
            let version = plan.get(id).ok_or_else(|| missing("Esa versión con nombre"))?.clone();
            let before = server.vivo.plan_at(version.version).await.map_err(internal)?;
            Some((version, before))
        }
    };
    let consulta = Consulta { ambito: wanted.ambito, ..Consulta::new(wanted.unidad) };
    // Ten thousand rows take longer than others should wait.
    let work = move || {
        let base = base.as_ref().map(|(version, plan)| Baseline { nombre: &version.nombre, plan });
        mspdi::write(&plan, &consulta, base.as_ref())
    };
    let bytes = tokio::task::spawn_blocking(work).await.map_err(internal)?.map_err(internal)?;
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(internal)?;
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response())
}

/// `cronograma-2017-17.19.xml`, or by the name of a unit without a code: what these may hold
/// besides would not be the name of a file everywhere.
fn file_name(plan: &Plan, unidad: &UnidadOrganica) -> String {
    let called = if unidad.codigo.is_empty() { fold(&unidad.nombre) } else { unidad.codigo.to_string() };
    let words = called.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.');
    let words: Vec<&str> = words.map(|word| word.trim_matches('.')).filter(|word| !word.is_empty()).collect();
    let called: String = words.join("-").chars().take(60).collect();
    format!("cronograma-{}-{called}.xml", plan.ejercicio())
}
