//! The one error that crosses the wire between server and browser.
//!
//! A stable [`Code`] for programs, one sentence for the person, and every field that
//! was refused at once. What went wrong inside the server never travels: only a
//! reference that is also in its log.

use leptos::server_fn::error::FromServerFnError;
use leptos::server_fn::error::ServerFnErrorErr;
use serde::{Deserialize, Serialize};

use crate::wire::Wire;

/// What kind of refusal this is. Names are stable: the browser decides by them
/// (an expired session asks who one is, a lost connection keeps the queue).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Nobody is signed in, or the session ended.
    NoSession,
    /// Someone else is signed in than whose work this is.
    OtherPerson,
    /// User or password did not match.
    WrongCredentials,
    /// Signed in, but this is not theirs to do.
    Forbidden,
    /// The server is on another line of history than the browser: a backup was restored.
    OtherHistory,
    /// What was asked for does not exist.
    NotFound,
    /// A rule of the plan said no; `fields` and `message` say which.
    Rejected,
    /// The request could not be understood.
    Malformed,
    /// Too many attempts; wait.
    TooMany,
    /// The server could not be reached.
    Offline,
    /// It failed inside; `message` carries the reference that is in the log.
    Internal,
}

/// One refused field: its name as the form spells it, and why, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{message}")]
pub struct AppError {
    pub code: Code,
    /// For the person, in Spanish: what happened, what was kept, what to do.
    pub message: String,
    pub fields: Vec<FieldError>,
}

impl AppError {
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), fields: Vec::new() }
    }

    #[must_use]
    pub fn with_field(mut self, field: impl Into<String>, message: impl Into<String>) -> Self {
        self.fields.push(FieldError { field: field.into(), message: message.into() });
        self
    }

    /// Why the named field was refused, if it was.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|refused| refused.field == name).map(|refused| refused.message.as_str())
    }

    #[must_use]
    pub fn no_session() -> Self {
        Self::new(Code::NoSession, "Su sesión terminó. Ingrese de nuevo; lo que escribió se conserva en este equipo.")
    }

    #[must_use]
    pub fn other_person() -> Self {
        Self::new(
            Code::OtherPerson,
            "Otra persona ingresó en este navegador. Lo que usted escribió se conserva y se enviará cuando vuelva a ingresar.",
        )
    }

    #[must_use]
    pub fn other_history() -> Self {
        Self::new(
            Code::OtherHistory,
            "Se restauró un respaldo del plan: se vuelve a leer. Lo que escribió se conserva.",
        )
    }

    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(Code::Forbidden, "Su puesto no permite esta acción.")
    }

    /// `reference` is also in the server's log, beside the cause.
    #[must_use]
    pub fn internal(reference: &str) -> Self {
        Self::new(
            Code::Internal,
            format!(
                "El sistema no pudo completar la operación y no se cambió nada. Avise a Sistemas con la referencia {reference}."
            ),
        )
    }
}

impl FromServerFnError for AppError {
    type Encoder = Wire;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::new(
                Code::Offline,
                "No hay conexión con el servidor. Lo que escribió se conserva; vuelva a intentarlo.",
            ),
            // In a browser: what answered is not the program, but something on the way to it.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "hydrate") => Self::new(
                Code::Offline,
                "Algo en el camino respondió en lugar del servidor. Lo que escribió se conserva y se volverá a enviar.",
            ),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::new(
                    Code::Malformed,
                    "El servidor no entendió el pedido. Vuelva a cargar la página e inténtelo otra vez.",
                )
            }
            _ => Self::new(Code::Internal, "El sistema no pudo completar la operación y no se cambió nada."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AppError, Code};
    use leptos::server_fn::error::FromServerFnError;

    #[test]
    fn an_error_arrives_as_it_was_sent() {
        let sent = AppError::new(Code::Rejected, "No se guardó.").with_field("nombre", "Escriba el nombre.");
        let arrived = AppError::de(sent.ser());
        assert_eq!(arrived, sent);
        assert_eq!(arrived.field("nombre"), Some("Escriba el nombre."));
    }

    #[test]
    fn codes_are_stable_words_on_the_wire() {
        let json = serde_json::to_string(&Code::WrongCredentials).expect("a code serialises");
        assert_eq!(json, "\"wrong-credentials\"");
    }
}
