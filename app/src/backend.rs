//! The one thing the interface needs of a server.
//!
//! Server functions find an `Arc<dyn Backend>` in the context and call one method of
//! it. `server` implements it with the store behind; a test may implement it with a
//! value. No database is named here.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::command::Envelope;
use domain::plan::Apertura;
use domain::{Entry, Id, Instante, Plan, Rejections};
use http::{HeaderValue, header::SET_COOKIE, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::api::plan::{Miembro, Remitente, Respuesta};
use crate::api::presencia::Lugar;
use crate::api::session::{CuentaDemostracion, Sesion};
use crate::error::{AppError, Code};
use crate::lectura::Lectura;

/// A request's headers say who asks: the session cookie, and where from, for the limits.
#[async_trait]
pub trait Backend: Send + Sync {
    /// Opens a session; answers the `Set-Cookie` that carries it.
    async fn entrar(&self, request: &Parts, usuario: String, clave: String) -> Result<HeaderValue, AppError>;

    /// Ends the session; answers the `Set-Cookie` that forgets it.
    async fn salir(&self, request: &Parts) -> Result<HeaderValue, AppError>;

    /// Who is signed in, if anyone, and on which plan: the one named, else the draft that the page's
    /// address names, else the one in force.
    async fn sesion(&self, request: &Parts, plan: Option<Id<Plan>>) -> Result<Option<Sesion>, AppError>;

    /// The accounts one may try; empty unless this is a demonstration.
    async fn cuentas_de_demostracion(&self) -> Result<Vec<CuentaDemostracion>, AppError>;

    /// The latest entries of the plan, newest first, as far as who asks may read them.
    async fn recientes(&self, request: &Parts, cuantos: usize) -> Result<Vec<Entry>, AppError>;

    /// A plan as it is, and who reads it when: pages are pure functions of these. Without one named,
    /// the draft that the page's address names, else the plan in force.
    async fn leer(&self, request: &Parts, plan: Option<Id<Plan>>) -> Result<Lectura, AppError>;

    /// The plan in force as it stood at a version, and who reads it.
    async fn leer_en(&self, request: &Parts, version: u64) -> Result<Lectura, AppError>;

    /// The drafts of whoever asks, newest first, and when each was last written in.
    async fn borradores(&self, request: &Parts) -> Result<Vec<(Plan, Instante)>, AppError>;

    /// Opens a draft of the plan in force as it is now.
    async fn abrir_borrador(&self, request: &Parts, it: Apertura) -> Result<Result<(), Rejections>, AppError>;

    /// Decides commands in order with authority and makes them durable before answering, up to
    /// the first that cannot be; the error is of the first of all.
    async fn enviar_varios(
        &self,
        request: &Parts,
        de: Remitente,
        envelopes: Vec<Envelope>,
    ) -> Result<Vec<Respuesta>, AppError>;

    /// As [`Backend::enviar_varios`], one.
    async fn enviar(&self, request: &Parts, de: Remitente, envelope: Envelope) -> Result<Respuesta, AppError>;

    /// Notes where whoever asks is, for as long as their stream is open.
    async fn estar(&self, request: &Parts, lugar: Lugar) -> Result<(), AppError>;

    /// Names and posts of the people the plan knows by id.
    async fn directorio(&self, request: &Parts) -> Result<Vec<Miembro>, AppError>;

    /// Moves *today* of a demonstration; refused anywhere else.
    async fn mover_hoy(&self, request: &Parts, fecha: NaiveDate) -> Result<(), AppError>;
}

/// Reads a plan for the visit under way, as [`Backend::leer`] does.
///
/// # Errors
/// When nobody is signed in, the plan is not theirs to read, or the server cannot.
pub async fn leer(plan: Option<Id<Plan>>) -> Result<Lectura, AppError> {
    let visit = visit()?;
    visit.backend.leer(&visit.request, plan).await
}

/// Those of some plans that are there for whoever asks.
///
/// # Errors
/// When nobody is signed in, or the server cannot read.
pub async fn leer_los_propios(asked: impl Iterator<Item = Id<Plan>>) -> Result<Vec<Plan>, AppError> {
    let visit = visit()?;
    let mut found = Vec::new();
    for id in asked {
        match visit.backend.leer(&visit.request, Some(id)).await {
            Ok(lectura) => found.push(lectura.plan),
            Err(AppError { code: Code::NotFound, .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// What a server function works with: the backend and the request it answers.
pub struct Visit {
    pub backend: Arc<dyn Backend>,
    pub request: Parts,
}

/// The visit under way.
///
/// # Errors
/// Outside a request, or when the server did not provide its backend.
pub fn visit() -> Result<Visit, AppError> {
    let missing = || AppError::internal("sin-backend");
    Ok(Visit {
        backend: use_context::<Arc<dyn Backend>>().ok_or_else(missing)?,
        request: use_context::<Parts>().ok_or_else(missing)?,
    })
}

/// Sends a `Set-Cookie` with the answer under way.
pub fn set_cookie(cookie: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(SET_COOKIE, cookie);
    }
}
