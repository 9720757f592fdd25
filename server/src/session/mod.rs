//! Signing in and staying signed in. The session lives in the database; the browser
//! carries a random token and nothing else.

pub mod limits;
pub mod password;
pub mod token;

use app::AppError;
use app::error::Code;
use domain::{Hash, Instante};
use http::{HeaderValue, request::Parts};

use crate::clock::{Clock, later};
use crate::store::{Cuenta, SesionAbierta, Store, StoreError, Tx};
use crate::telemetry::internal;
use limits::Turn;
use password::{Match, Passwords};

/// A session ends after so long without use: a working day.
const IDLE_SECONDS: i64 = 12 * 3600;
/// Its use is noted no more often than this.
const NOTE_SECONDS: i64 = 60;
/// Longer ones are not hashed.
const LONGEST: usize = 200;

/// Opens and closes sessions.
#[derive(Clone)]
pub struct Sessions {
    pub store: Store,
    pub clock: Clock,
    pub passwords: Passwords,
}

impl Sessions {
    /// The `Set-Cookie` of a new session.
    ///
    /// # Errors
    /// Wrong credentials (the same for an unknown account, after the same work), or too
    /// many attempts.
    pub async fn open(&self, request: &Parts, usuario: &str, clave: String) -> Result<HeaderValue, AppError> {
        let usuario = usuario.trim().to_lowercase();
        if usuario.is_empty() || usuario.contains('\0') || usuario.len() > LONGEST || clave.len() > LONGEST {
            return Err(wrong());
        }
        let address = token::address(request);
        let stored = self.take_turn(&usuario, &address).await?;
        let matched = self.passwords.verify(clave, stored).await.map_err(internal)?;
        if matched == Match::No {
            tracing::info!(%usuario, %address, "sign-in refused");
            return Err(wrong());
        }
        let (token, digest) = token::mint().map_err(internal)?;
        self.admit(&usuario, &address, digest).await.map_err(internal)?;
        token::cookie(&token, request).ok_or_else(|| internal("cookie"))
    }

    /// Counts the attempt; the stored hash of an open account.
    async fn take_turn(&self, usuario: &str, address: &str) -> Result<Option<String>, AppError> {
        let now = self.clock.now();
        let counted = async {
            let mut tx = self.store.begin().await?;
            let turn = limits::take(&mut tx, usuario, address, now).await?;
            let cuenta = tx.cuenta(usuario).await?;
            tx.commit().await?;
            Ok::<_, StoreError>((turn, cuenta))
        };
        match counted.await.map_err(internal)? {
            (Turn::Wait { minutes }, _) => Err(AppError::new(
                Code::TooMany,
                format!("Hubo demasiados intentos. Vuelva a intentarlo en {minutes} minutos o pida ayuda a Sistemas."),
            )),
            (Turn::Taken, cuenta) => {
                Ok(cuenta.filter(|it| it.estado == crate::store::EstadoCuenta::Activa).map(|it| it.clave))
            }
        }
    }

    async fn admit(&self, usuario: &str, address: &str, digest: Hash) -> Result<(), StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        limits::give_back(&mut tx, usuario, address, now).await?;
        tx.sweep_sesiones(now).await?;
        tx.open_sesion(digest, usuario, now, later(now, IDLE_SECONDS)).await?;
        tx.audit(now, usuario, "entrar", address).await?;
        tx.commit().await
    }

    /// Ends the session of a request; the `Set-Cookie` that forgets it.
    ///
    /// # Errors
    /// Internal ones.
    pub async fn close(&self, request: &Parts) -> Result<HeaderValue, AppError> {
        if let Some(digest) = token::of(request) {
            let ended = async {
                let mut tx = self.store.begin().await?;
                tx.end_sesion(digest).await?;
                tx.commit().await
            };
            ended.await.map_err(internal)?;
        }
        token::forget(request).ok_or_else(|| internal("cookie"))
    }

    /// Puts the end of a session off, once it has been in use for a while.
    pub fn keep(&self, digest: Hash, sesion: &SesionAbierta) {
        let now = self.clock.now();
        if now < later(sesion.vista, NOTE_SECONDS) {
            return;
        }
        let store = self.store.clone();
        tokio::spawn(async move {
            if let Err(error) = note(&store, digest, now).await {
                tracing::warn!(%error, "the use of a session was not noted");
            }
        });
    }
}

/// Writes an account with a new password, role or unit: whoever was in with the old ones is out.
///
/// # Errors
/// [`StoreError`].
pub async fn change_account(tx: &mut Tx, cuenta: &Cuenta) -> Result<(), StoreError> {
    tx.put_cuenta(cuenta).await?;
    tx.end_sesiones_de(&cuenta.usuario).await
}

async fn note(store: &Store, digest: Hash, now: Instante) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    tx.touch_sesion(digest, now, later(now, IDLE_SECONDS)).await?;
    tx.commit().await
}

fn wrong() -> AppError {
    AppError::new(Code::WrongCredentials, "El usuario o la clave no coinciden. Revíselos e inténtelo de nuevo.")
}
