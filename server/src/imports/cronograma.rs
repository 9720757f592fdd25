//! `POST /api/documentos/cronograma/fechas`: what the dates of a file of MS Project would change.

use std::time::Duration;

use app::AppError;
use app::backend::Backend as _;
use app::error::Code;
use app::lectura::Lectura;
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{header, request::Parts};
use axum::response::{IntoResponse, Response};
use domain::vista::cronograma::{Cotejo, cotejar};

use super::mspdi;
use crate::backend::Shared;
use crate::security::refusal;
use crate::telemetry::internal;

/// Project writes some 3 kB for each task.
const LARGEST: usize = app::api::cronograma::MAXIMO_DE_ARCHIVO;
/// To receive it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Nothing is written. The file is only taken in once it is known who sends it.
pub async fn compare(State(server): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    match compared(&server, &parts, body).await {
        Ok(cotejo) => Json(cotejo).into_response(),
        Err(error) => refusal(&error),
    }
}

async fn compared(server: &Shared, parts: &Parts, body: Body) -> Result<Cotejo, AppError> {
    let Lectura { plan, context } = server.leer(parts, None).await?;
    let bytes = receive(parts, body).await?;
    let work = move || {
        let text = String::from_utf8(bytes).map_err(|_| "El archivo no está en UTF-8, como lo guarda MS Project.")?;
        Ok(cotejar(&plan, &context, &mspdi::read(&text)?))
    };
    let read: Result<Cotejo, String> = tokio::task::spawn_blocking(work).await.map_err(internal)?;
    read.map_err(|why| AppError::new(Code::Malformed, format!("{why} No se tomó nada de él.")))
}

async fn receive(parts: &Parts, body: Body) -> Result<Vec<u8>, AppError> {
    let announced = parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > LARGEST) {
        return Err(too_large());
    }
    match tokio::time::timeout(PATIENCE, to_bytes(body, LARGEST)).await {
        Ok(read) => read.map(Vec::from).map_err(|_| too_large()),
        Err(_) => Err(AppError::new(Code::Offline, "El archivo tardó demasiado en llegar. Vuelva a intentarlo.")),
    }
}

fn too_large() -> AppError {
    AppError::new(Code::Malformed, app::api::cronograma::demasiado_grande())
}
