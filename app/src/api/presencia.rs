//! Who is where in the plan, now. Ephemeral: none of it is ever in the log.

use domain::plan::{Actividad, UnidadOrganica};
use domain::{Id, Persona, Plan};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// Where someone is: the unit on screen, and the activity they are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lugar {
    pub unidad: Option<Id<UnidadOrganica>>,
    pub actividad: Option<Id<Actividad>>,
    /// In which draft; none: in the plan in force.
    #[serde(default)]
    pub borrador: Option<Id<Plan>>,
}

/// Someone who has the plan open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presente {
    pub persona: Id<Persona>,
    pub lugar: Lugar,
}

/// Says where one is, for as long as one's stream is open.
#[server(endpoint = "estoy", input = Json, output = Json)]
pub async fn estoy(lugar: Lugar) -> Result<(), AppError> {
    let visit = crate::backend::visit()?;
    visit.backend.estar(&visit.request, lugar).await
}
