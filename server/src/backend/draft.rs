//! A batch of commands being decided: what the transaction knows of them is read at once,
//! and then each is judged on the plan as those before it leave it. Nothing is written here.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use app::AppError;
use app::api::plan::Respuesta;
use chrono::NaiveDate;
use domain::entry::Body;
use domain::{Actor, Change, CommandId, Context, Hash, Online, Rejection, decide};

use super::beyond::Others;
use super::queue::{Answer, Order};
use super::{Servidor, State, actor};
use crate::clock::Clock;
use crate::store::{Asiento, Registro, Repetida, StoreError, Tx};

/// What a batch would make of the plan.
pub(super) struct Draft {
    /// The plan as the commands accepted so far leave it.
    pub state: State,
    /// What they are to become in the log.
    pub entries: Vec<Arc<Asiento>>,
    /// Who sends; sessions that ended are missing.
    actors: HashMap<Hash, Actor>,
    /// Commands that are in the log, or will be with this batch.
    known: HashMap<CommandId, Repetida>,
    others: Others,
    hoy: NaiveDate,
    clock: Clock,
}

impl Draft {
    /// Reads who sends, each session once, and what was sent before.
    pub async fn begin(server: &Servidor, tx: &mut Tx, state: &State, orders: &[&Order]) -> Result<Self, StoreError> {
        let clock = server.clock().clone();
        let sessions: HashSet<Hash> = orders.iter().map(|order| order.session).collect();
        let sessions = tx.sesiones(sessions.into_iter(), clock.now()).await?;
        let known = tx.repetidas(Registro::of(&state.plan), orders.iter().map(|order| order.envelope.id)).await?;
        let hoy = server.today(tx).await?;
        let actors: HashMap<_, _> =
            sessions.into_iter().map(|(digest, sesion)| (digest, actor(&sesion.cuenta))).collect();
        let asked = orders.iter().filter_map(|order| Some((*actors.get(&order.session)?, &order.envelope.command)));
        let others = Others::read(server, tx, state, asked).await?;
        Ok(Self { state: state.clone(), entries: Vec::new(), actors, known, others, hoy, clock })
    }

    /// Decides with authority. A refusal leaves nothing and disturbs no other.
    ///
    /// # Errors
    /// [`StoreError::Unwritable`].
    pub fn judge(&mut self, order: &Order) -> Result<Answer, StoreError> {
        let Some(actor) = self.actors.get(&order.session).copied() else { return Ok(Err(AppError::no_session())) };
        if order.de.persona.is_some_and(|persona| persona != actor.persona) {
            return Ok(Err(AppError::other_person()));
        }
        if order.de.epoch.is_some_and(|epoch| epoch != self.state.epoch) {
            return Ok(Err(AppError::other_history()));
        }
        if let Some(before) = self.known.get(&order.envelope.id) {
            return Ok(Ok(again(before, &actor, order.resumen)));
        }
        let context = Context { actor, hoy: self.hoy, online: Online::Si };
        if let Err(rejections) = self.others.look(&actor, &order.envelope.command) {
            return Ok(Ok(Respuesta::Rechazada(rejections)));
        }
        Ok(Ok(match decide(&self.state.plan, &context, &order.envelope.command) {
            Err(rejections) => Respuesta::Rechazada(rejections),
            Ok(changes) if changes.is_empty() => Respuesta::SinCambio,
            Ok(changes) => Respuesta::Aceptada { version: self.accept(order, &actor, changes)? },
        }))
    }

    /// Makes an entry of what was decided; its version.
    fn accept(&mut self, order: &Order, actor: &Actor, changes: Vec<Change>) -> Result<u64, StoreError> {
        let (version, persona, resumen) = (self.state.plan.version() + 1, actor.persona, order.resumen);
        let (command_id, instante) = (order.envelope.id, self.clock.after(self.state.last));
        let body = Body { version, command_id, persona, instante, changes };
        let entry = Asiento::write(body, self.state.head)?.of_command(resumen);
        self.state.take(&entry);
        self.entries.push(Arc::new(entry));
        self.known.insert(command_id, Repetida { version, persona, resumen: Some(resumen) });
        Ok(version)
    }
}

/// The same command of the same person is answered as it was before.
fn again(before: &Repetida, actor: &Actor, resumen: Hash) -> Respuesta {
    let same = before.resumen.is_none_or(|before| before == resumen);
    if same && before.persona == actor.persona {
        Respuesta::Aceptada { version: before.version }
    } else {
        Respuesta::Rechazada(Rejection::IdentificadorRepetido.into())
    }
}
