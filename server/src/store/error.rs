//! What goes wrong between the program and its database.

use std::path::PathBuf;

use tokio_rustls::rustls;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("la base de datos no respondió: {0}")]
    Database(#[source] sqlx::Error),
    #[error(
        "la dirección de la base de datos exige TLS (sslmode) y PostgreSQL no lo ofrece; actívelo en el servidor \
         (ssl = on), o quite sslmode si la red es de confianza"
    )]
    NoTls,
    #[error(
        "no se confía en el certificado de PostgreSQL ({0}); diga en la dirección qué autoridad lo firmó \
         (sslrootcert=ARCHIVO), y el nombre que lleva"
    )]
    Distrusted(rustls::CertificateError),
    #[error("no se pudo acordar TLS con PostgreSQL: {0}")]
    Tls(Box<dyn std::error::Error + Send + Sync>),
    /// A row that cannot become a value of the domain names itself.
    #[error("la fila {key} de {table} no se puede leer ({column}): {problem}")]
    Corrupt { table: &'static str, column: String, key: String, problem: String },
    #[error("no se pudo escribir una fila de {table}: {problem}")]
    Unwritable { table: &'static str, problem: String },
    #[error("otro programa «poi serve» usa la base de datos {}; ciérrelo antes de abrirla de nuevo", .0.display())]
    InUse(PathBuf),
    #[error("no se pudo abrir {}: {problem}", .path.display())]
    Unopened { path: PathBuf, problem: std::io::Error },
    #[error("«{0}» no es una base de datos: escriba sqlite:RUTA o postgres://…")]
    UnknownAddress(String),
    #[error(
        "PostgreSQL daría por guardado lo que aún no está en el disco (synchronous_commit=off) y un corte de luz lo \
         perdería; actívelo para el usuario del programa: ALTER ROLE usuario SET synchronous_commit = on"
    )]
    NotDurable,
    #[error("la base de datos es de una versión más nueva del programa (migración {0}); actualice el programa")]
    Newer(i64),
    #[error(
        "la base de datos es de una versión anterior del programa (migración {0}); ábrala una vez con «poi serve» y \
         quedará al día"
    )]
    Older(i64),
    #[error("no es una base de datos del POI, o todavía está vacía")]
    Foreign,
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Tls(problem) if problem.to_string().contains("does not support TLS") => Self::NoTls,
            sqlx::Error::Tls(problem) => Self::Tls(problem),
            sqlx::Error::Io(problem) => match problem.get_ref().and_then(|inner| inner.downcast_ref()) {
                Some(rustls::Error::InvalidCertificate(why)) => Self::Distrusted(why.clone()),
                _ => Self::Database(sqlx::Error::Io(problem)),
            },
            error => Self::Database(error),
        }
    }
}

impl StoreError {
    /// Whether the database refused what was to be written, so that none of it is there. After
    /// any other error of a commit, it may be there or not.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        use sqlx::error::{Error, ErrorKind};
        matches!(self, Self::Database(Error::Database(error)) if !matches!(error.kind(), ErrorKind::Other))
    }

    pub(crate) fn corrupt(
        table: &'static str,
        column: &str,
        key: impl Into<String>,
        problem: impl std::fmt::Display,
    ) -> Self {
        Self::Corrupt { table, column: column.to_owned(), key: key.into(), problem: problem.to_string() }
    }
}
