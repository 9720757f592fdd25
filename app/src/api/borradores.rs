//! Drafts of Modificaciones, and scenarios: whose they are, and opening one.

use domain::plan::{Apertura, ClaseModificacion, EstadoModificacion, Modificacion};
use domain::vista::PaginaEscenarios;
#[cfg(feature = "ssr")]
use domain::vista::{MAXIMO_DE_ESCENARIOS, escenarios};
use domain::{Id, Instante, Plan, Rejections};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// A draft as its members find it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FichaBorrador {
    pub id: Id<Plan>,
    pub modificacion: Id<Modificacion>,
    pub titulo: String,
    /// None yet: it may stay a scenario.
    pub causa: Option<String>,
    pub clase: ClaseModificacion,
    /// The version of the plan in force that it is compared with.
    pub base: u64,
    pub miembros: usize,
    /// When it was last written in; none: never.
    pub escrito: Option<Instante>,
}

impl FichaBorrador {
    /// What a branch says of itself.
    #[must_use]
    pub fn of(plan: &Plan, escrito: Instante) -> Option<Self> {
        let rama = plan.rama()?;
        let it = &rama.modificacion;
        Some(Self {
            id: plan.id(),
            modificacion: it.id,
            titulo: it.titulo.to_string(),
            causa: it.causa.as_ref().map(|causa| causa.nombre().to_owned()),
            clase: it.clase,
            base: rama.base,
            miembros: rama.miembros.len(),
            escrito: (plan.version() > 0).then_some(escrito),
        })
    }
}

/// The drafts of whoever asks, newest first.
#[server(endpoint = "borradores", input = Json, output = Json)]
pub async fn borradores() -> Result<Vec<FichaBorrador>, AppError> {
    let visit = crate::backend::visit()?;
    let all = visit.backend.borradores(&visit.request).await?;
    Ok(all.iter().filter_map(|(plan, escrito)| FichaBorrador::of(plan, *escrito)).collect())
}

/// Opens a draft of the plan in force as it is now; what a rule refuses opens none.
#[server(endpoint = "abrir-borrador", input = Json, output = Json)]
pub async fn abrir_borrador(apertura: Apertura) -> Result<Result<(), Rejections>, AppError> {
    let visit = crate::backend::visit()?;
    visit.backend.abrir_borrador(&visit.request, apertura).await
}

/// How a draft stands with the plan in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situacion {
    /// Of the plan in force, now.
    pub version: u64,
    /// What became of it since it was presented.
    pub estado: Option<EstadoModificacion>,
}

/// What the plan in force knows of a draft: nothing, until it is presented.
#[server(endpoint = "situacion", input = Json, output = Json)]
pub async fn leer_situacion(vigente: Id<Plan>, modificacion: Id<Modificacion>) -> Result<Situacion, AppError> {
    let plan = crate::backend::leer(Some(vigente)).await?.plan;
    let estado = plan.get(modificacion).map(|row| row.estado.clone());
    Ok(Situacion { version: plan.version(), estado })
}

/// The plan in force beside some of one's drafts, in the order given; those that are not one's own
/// are not there.
#[server(endpoint = "escenarios", input = Json, output = Json)]
pub async fn leer_escenarios(vigente: Id<Plan>, borradores: Vec<Id<Plan>>) -> Result<PaginaEscenarios, AppError> {
    let asked = std::iter::once(vigente).chain(borradores.into_iter().take(MAXIMO_DE_ESCENARIOS));
    Ok(escenarios(&crate::backend::leer_los_propios(asked).await?))
}
