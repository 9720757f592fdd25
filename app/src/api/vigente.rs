//! What follows the approval of the plan, over the wire: its acts, what is executed, how it changes.

use domain::plan::{Modificacion, UnidadOrganica, VersionNombrada};
use domain::vista::aprobacion::PaginaAprobacion;
use domain::vista::modificacion::{FichaModificacion, PaginaModificaciones};
use domain::vista::seguimiento::PaginaSeguimiento;
use domain::vista::versiones::VersionesComparadas;
use domain::{Id, Plan};
use leptos::prelude::*;

use crate::error::AppError;
use crate::wire::Json;

/// What stands in the way of the approval, and how the plan was approved.
#[server(endpoint = "aprobacion", input = Json, output = Json)]
pub async fn leer_aprobacion(#[server(default)] plan: Option<Id<Plan>>) -> Result<PaginaAprobacion, AppError> {
    crate::backend::leer(plan).await?.aprobacion()
}

/// Monthly follow-up of a unit; of the reader's own when none is named.
#[server(endpoint = "seguimiento", input = Json, output = Json)]
pub async fn leer_seguimiento(
    #[server(default)] plan: Option<Id<Plan>>,
    unidad: Option<Id<UnidadOrganica>>,
) -> Result<PaginaSeguimiento, AppError> {
    crate::backend::leer(plan).await?.seguimiento(unidad)
}

/// Every Modificacion of the plan, and the line of its versions.
#[server(endpoint = "modificaciones", input = Json, output = Json)]
pub async fn leer_modificaciones(#[server(default)] plan: Option<Id<Plan>>) -> Result<PaginaModificaciones, AppError> {
    crate::backend::leer(plan).await?.modificaciones()
}

/// One of them, if there is such a one.
#[server(endpoint = "modificacion", input = Json, output = Json)]
pub async fn leer_modificacion(
    #[server(default)] plan: Option<Id<Plan>>,
    id: Option<Id<Modificacion>>,
) -> Result<Option<FichaModificacion>, AppError> {
    crate::backend::leer(plan).await?.modificacion(id)
}

/// How two versions of the plan differ, without the first `desde` of the activities that do; a version
/// that is not named is the plan in force.
#[server(endpoint = "comparar_versiones", input = Json, output = Json)]
pub async fn comparar_versiones(
    de: Option<Id<VersionNombrada>>,
    a: Option<Id<VersionNombrada>>,
    #[server(default)] desde: usize,
) -> Result<VersionesComparadas, AppError> {
    let visit = crate::backend::visit()?;
    // The versions are those of the plan in force, also from inside a draft.
    let now = visit.backend.leer_en(&visit.request, u64::MAX).await?;
    let antes = visit.backend.leer_en(&visit.request, now.version_de(de)).await?;
    let despues = visit.backend.leer_en(&visit.request, now.version_de(a)).await?;
    Ok(domain::vista::versiones::comparar(&antes.plan, &despues.plan, desde))
}
