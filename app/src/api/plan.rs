//! The plan over the wire: pages as `domain::vista` draws them, and commands.

use domain::command::{Envelope, Fila};
use domain::plan::{Actividad, UnidadOrganica, Ventana};
use domain::prioridad::Alcance;
use domain::vista::cronograma::PaginaCronograma;
use domain::vista::prioridades::{Agrupacion, Consulta, PaginaPrioridades};
use domain::vista::{Ambito, CuadroResumen, DetalleActividad, PaginaInicio, PaginaMarco, PaginaProgramacion};
use domain::{Id, Persona, Plan, Rejections};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// What became of a command. A refusal is an answer, not an error: nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Respuesta {
    /// Durable, at this version.
    Aceptada {
        version: u64,
    },
    /// The plan already was as the command wanted it.
    SinCambio,
    Rechazada(Rejections),
}

/// Someone whose name the plan only knows by id (Ley 29733).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Miembro {
    pub id: Id<Persona>,
    pub nombre: String,
    pub puesto: String,
}

/// Who sends, and from which line of history, as far as the sender says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remitente {
    /// Nobody's work is carried out under another's name (SPEC §10).
    pub persona: Option<Id<Persona>>,
    /// What was decided on another history first looks at this one.
    pub epoch: Option<u64>,
    /// The draft it was decided in; none: the plan in force.
    #[serde(default)]
    pub plan: Option<Id<Plan>>,
}

/// So many commands go together at most.
pub const JUNTOS: usize = 100;

/// Sends commands in order; answered after they are durable. A refusal stops none of those after
/// it. There are fewer answers where one could not be carried out to its end: it and what follows
/// it were not tried, or nobody knows, and go out again. The error is of the first.
#[server(endpoint = "enviar-varios", input = Json, output = Json)]
pub async fn enviar_varios(de: Remitente, envelopes: Vec<Envelope>) -> Result<Vec<Respuesta>, AppError> {
    let visit = crate::backend::visit()?;
    visit.backend.enviar_varios(&visit.request, de, envelopes).await
}

/// Sends one command, as pages of an older program do and whoever has only one.
#[server(endpoint = "enviar", input = Json, output = Json)]
pub async fn enviar(#[server(default)] de: Remitente, envelope: Envelope) -> Result<Respuesta, AppError> {
    let visit = crate::backend::visit()?;
    visit.backend.enviar(&visit.request, de, envelope).await
}

/// Who is who.
#[server(endpoint = "directorio", input = Json, output = Json)]
pub async fn directorio() -> Result<Vec<Miembro>, AppError> {
    let visit = crate::backend::visit()?;
    visit.backend.directorio(&visit.request).await
}

/// Programación of a unit; of the reader's own when none is named.
#[server(endpoint = "programacion", input = Json, output = Json)]
pub async fn programacion(
    #[server(default)] plan: Option<Id<Plan>>,
    unidad: Option<Id<UnidadOrganica>>,
) -> Result<PaginaProgramacion, AppError> {
    crate::backend::leer(plan).await?.programacion(unidad)
}

/// The schedule of a unit; of the reader's own when none is named.
#[server(endpoint = "cronograma", input = Json, output = Json)]
pub async fn cronograma(
    #[server(default)] plan: Option<Id<Plan>>,
    unidad: Option<Id<UnidadOrganica>>,
) -> Result<PaginaCronograma, AppError> {
    crate::backend::leer(plan).await?.cronograma(unidad)
}

/// The days that rows had at a version of the plan in force.
#[server(endpoint = "linea_base", input = Json, output = Json)]
pub async fn linea_base(version: u64) -> Result<Vec<(Fila, Ventana)>, AppError> {
    let visit = crate::backend::visit()?;
    let then = visit.backend.leer_en(&visit.request, version).await?;
    Ok(domain::vista::cronograma::linea_base(&then.plan))
}

/// The panel of one activity.
#[server(endpoint = "detalle", input = Json, output = Json)]
pub async fn detalle(
    #[server(default)] plan: Option<Id<Plan>>,
    actividad: Id<Actividad>,
) -> Result<Option<DetalleActividad>, AppError> {
    crate::backend::leer(plan).await?.detalle(actividad)
}

/// The Cuadro Resumen de presupuesto of a unit, alone or with all below it (Art. 8.4).
#[server(endpoint = "cuadro", input = Json, output = Json)]
pub async fn cuadro(
    #[server(default)] plan: Option<Id<Plan>>,
    unidad: Option<Id<UnidadOrganica>>,
    ambito: Ambito,
) -> Result<CuadroResumen, AppError> {
    crate::backend::leer(plan).await?.cuadro(unidad, ambito)
}

/// The strategic framework.
#[server(endpoint = "marco", input = Json, output = Json)]
pub async fn marco(#[server(default)] plan: Option<Id<Plan>>) -> Result<PaginaMarco, AppError> {
    crate::backend::leer(plan).await?.marco()
}

/// What is due and where a unit stands; the reader's own when none is named.
#[server(endpoint = "inicio", input = Json, output = Json)]
pub async fn inicio(
    #[server(default)] plan: Option<Id<Plan>>,
    unidad: Option<Id<UnidadOrganica>>,
) -> Result<PaginaInicio, AppError> {
    crate::backend::leer(plan).await?.inicio(unidad)
}

/// Whose activities the board has, beside the unit, and under which headings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableroPedido {
    /// As the address says it: nothing, `rama` or `institucion`.
    pub ambito: String,
    pub agrupacion: Agrupacion,
}

impl TableroPedido {
    /// What is on the board of a unit.
    #[must_use]
    pub fn consulta(&self, unidad: Id<UnidadOrganica>) -> Consulta {
        let alcance = match self.ambito.as_str() {
            "rama" => Alcance::Rama(unidad),
            "institucion" => Alcance::Institucion,
            _ => Alcance::Unidad(unidad),
        };
        Consulta { alcance, agrupacion: self.agrupacion }
    }
}

/// The board of priorities of a unit; of the reader's own when none is named.
#[server(endpoint = "prioridades", input = Json, output = Json)]
pub async fn prioridades(
    #[server(default)] plan: Option<Id<Plan>>,
    unidad: Option<Id<UnidadOrganica>>,
    asked: TableroPedido,
) -> Result<PaginaPrioridades, AppError> {
    crate::backend::leer(plan).await?.prioridades(unidad, asked)
}
