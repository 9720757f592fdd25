//! Structured logs, and the references that tie what a person reads to them.

use app::AppError;
use app::error::Code;
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

/// One line of JSON per event on standard error.
pub fn start(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let started = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    if let Err(error) = started {
        tracing::debug!(%error, "a subscriber is already there");
    }
}

/// Logs a failure and answers what the person may know of it: the reference.
pub fn internal(failure: impl std::fmt::Display) -> AppError {
    let reference = reference();
    tracing::error!(%failure, %reference, "internal failure");
    AppError::internal(&reference)
}

/// Logs that the database could not be used; the browser keeps what it sent, and sends it again.
pub fn unavailable(failure: impl std::fmt::Display) -> AppError {
    let reference = reference();
    tracing::error!(%failure, %reference, "the database cannot be used");
    let sentence = "El servidor no pudo usar su base de datos. Lo que escribió se conserva y se enviará de nuevo";
    AppError::new(Code::Offline, format!("{sentence} (referencia {reference})."))
}

/// Eight characters a person can read aloud.
fn reference() -> String {
    Uuid::new_v4().simple().to_string().chars().take(8).collect()
}
