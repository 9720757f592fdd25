//! The transaction script: the one way a command becomes an entry.

use std::sync::Arc;

use app::AppError;
use app::api::plan::Respuesta;
use domain::entry::Body;
use domain::{Command, Context, Envelope, Hash, Online, Rejection, decide};

use super::{Servidor, State, Vivo, actor};
use crate::store::{Asiento, StoreError, Tx};
use crate::telemetry::internal;

/// A failure that undid everything.
pub(super) enum Failure {
    NoSession,
    Store(StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Failure> for AppError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoSession => Self::no_session(),
            Failure::Store(error) => internal(error),
        }
    }
}

/// What a decision leaves to be written.
enum Outcome {
    Answer(Respuesta),
    Entry(Box<State>, Arc<Asiento>),
}

impl Servidor {
    /// Takes the plan's lock, decides with authority, writes and publishes. Runs to its
    /// end even if whoever asked has gone.
    pub(super) async fn commit(&self, vivo: &Vivo, digest: Hash, envelope: &Envelope) -> Result<Respuesta, Failure> {
        let _gate = vivo.gate.lock().await;
        let mut tx = self.store().begin().await?;
        let missing = || StoreError::corrupt("plan", "id", vivo.id.to_string(), "no existe");
        let cabecera = tx.lock_plan(vivo.id).await?.ok_or_else(missing)?;
        let state = vivo.current(&mut tx, cabecera).await?;
        let (state, entry) = match self.judge(&mut tx, vivo, &state, digest, envelope).await? {
            Outcome::Answer(answer) => return Ok(answer),
            Outcome::Entry(state, entry) => (*state, entry),
        };
        tx.append(&state.plan, std::slice::from_ref(&entry)).await?;
        if let Err(error) = tx.commit().await {
            vivo.forget();
            return Err(error.into());
        }
        let version = entry.body.version;
        vivo.publish(state, vec![entry]);
        Ok(Respuesta::Aceptada { version })
    }

    async fn judge(
        &self,
        tx: &mut Tx,
        vivo: &Vivo,
        state: &State,
        digest: Hash,
        envelope: &Envelope,
    ) -> Result<Outcome, Failure> {
        let sesion = tx.sesion(digest, self.clock().now()).await?.ok_or(Failure::NoSession)?;
        let actor = actor(&sesion.cuenta);
        let resumen = digest_of(&envelope.command)?;
        if let Some(before) = tx.asiento_of(vivo.id, envelope.id).await? {
            let same = before.resumen.is_none_or(|before| before == resumen);
            return Ok(Outcome::Answer(if same && before.persona == actor.persona {
                Respuesta::Aceptada { version: before.version }
            } else {
                Respuesta::Rechazada(Rejection::IdentificadorRepetido.into())
            }));
        }
        let context = Context { actor, hoy: self.today(tx).await?, online: Online::Si };
        let changes = match decide(&state.plan, &context, &envelope.command) {
            Err(rejections) => return Ok(Outcome::Answer(Respuesta::Rechazada(rejections))),
            Ok(changes) if changes.is_empty() => return Ok(Outcome::Answer(Respuesta::SinCambio)),
            Ok(changes) => changes,
        };
        let body = Body {
            version: state.plan.version() + 1,
            command_id: envelope.id,
            persona: actor.persona,
            instante: self.clock().after(state.last),
            changes,
        };
        let entry = Asiento::write(body, state.head)?.of_command(resumen);
        let mut next = state.clone();
        next.take(&entry);
        Ok(Outcome::Entry(Box::new(next), Arc::new(entry)))
    }
}

/// What tells a command sent again from another one under its id.
fn digest_of(command: &Command) -> Result<Hash, StoreError> {
    let unwritable = |error: serde_json::Error| StoreError::Unwritable { table: "asiento", problem: error.to_string() };
    serde_json::to_vec(command).map(|bytes| Hash::of(&bytes)).map_err(unwritable)
}
