//! The transaction script: the one way commands become entries. Those that wait while
//! another commit is under way share the next one.

use std::sync::Arc;

use app::AppError;
use app::api::plan::Remitente;
use domain::{Envelope, Hash};

use super::Servidor;
use super::draft::Draft;
use super::queue::{Answer, Order};
use crate::store::{StoreError, Tx};
use crate::telemetry::{internal, unavailable};

/// A failure of a whole batch.
enum Undone {
    /// The database was not reached, or not understood: no command is to blame.
    Unread(StoreError),
    /// What one of the commands became could not be written, so that nothing is.
    Unwritten(StoreError),
    /// The commit was made, or it was not.
    Unknown(StoreError),
}

impl Servidor {
    /// Carries a command out, to its end even if whoever asked has gone. The answer comes
    /// after what it became is durable.
    pub(super) async fn carry_out(self: &Arc<Self>, session: Hash, de: Remitente, envelope: Envelope) -> Answer {
        let order = Order::new(session, de, envelope).map_err(internal)?;
        let answer = self.vivo.queue.join(order);
        self.call_turn();
        answer.await.map_err(internal)?
    }

    fn call_turn(self: &Arc<Self>) {
        if self.vivo.queue.call_turn() {
            tokio::spawn(self.clone().take_turn());
        }
    }

    /// Commits those that wait. The next turn is called before anything can go wrong in this
    /// one, so that nobody is left waiting for none.
    async fn take_turn(self: Arc<Self>) {
        let _gate = self.vivo.gate.lock().await;
        let (orders, askers) = self.vivo.queue.take();
        self.call_turn();
        for (asker, answer) in askers.into_iter().zip(self.settle(&orders).await) {
            // Whoever asked may have gone; what was decided stands.
            drop(asker.send(answer));
        }
    }

    /// What came of each: together, or one by one where together they cannot be written. One
    /// whose commit nobody knows of is found in the log when it is carried out again.
    async fn settle(self: &Arc<Self>, orders: &[Order]) -> Vec<Answer> {
        match self.commit(orders).await {
            Ok(answers) => answers,
            Err(undone @ Undone::Unread(_)) => all(orders, &undone.tell()),
            Err(undone @ Undone::Unwritten(_)) if orders.len() == 1 => all(orders, &undone.tell()),
            Err(Undone::Unwritten(failure) | Undone::Unknown(failure)) => {
                tracing::warn!(%failure, commands = orders.len(), "a batch was not written: one by one");
                self.one_by_one(orders).await
            }
        }
    }

    /// Without a database, the rest do not try as well.
    async fn one_by_one(self: &Arc<Self>, orders: &[Order]) -> Vec<Answer> {
        let mut answers = Vec::with_capacity(orders.len());
        for (at, order) in orders.iter().enumerate() {
            match self.commit(std::slice::from_ref(order)).await {
                Ok(answer) => answers.extend(answer),
                Err(undone @ Undone::Unread(_)) => {
                    answers.extend(all(&orders[at..], &undone.tell()));
                    break;
                }
                Err(undone) => answers.push(Err(undone.tell())),
            }
        }
        answers
    }

    /// Takes the plan's lock, decides with authority, writes, makes it durable and publishes.
    /// The caller holds the gate.
    async fn commit(self: &Arc<Self>, orders: &[Order]) -> Result<Vec<Answer>, Undone> {
        let (mut tx, mut draft) = self.begin(orders).await.map_err(Undone::Unread)?;
        let answers: Result<_, _> = orders.iter().map(|order| draft.judge(order)).collect();
        let answers = answers.map_err(Undone::Unwritten)?;
        if !draft.entries.is_empty() {
            tx.append(&draft.state.plan, &draft.entries).await.map_err(Undone::Unwritten)?;
            tx.commit().await.map_err(|failure| self.not_committed(failure))?;
            let last = draft.state.plan.version();
            let first = last + 1 - draft.entries.len() as u64;
            self.vivo.publish(draft.state, draft.entries);
            self.keep_checkpoint(first..=last);
        }
        Ok(answers)
    }

    /// The plan under its lock, after what other processes wrote, with all there is to know of a batch.
    async fn begin(&self, orders: &[Order]) -> Result<(Tx, Draft), StoreError> {
        let mut tx = self.store().begin().await?;
        let missing = || StoreError::corrupt("plan", "id", self.vivo.id.to_string(), "no existe");
        let cabecera = tx.lock_plan(self.vivo.id).await?.ok_or_else(missing)?;
        let state = self.vivo.current(&mut tx, cabecera).await?;
        let draft = Draft::begin(self, &mut tx, &state, orders).await?;
        Ok((tx, draft))
    }

    /// What was refused is not there; anything else may be, and the tables will tell.
    fn not_committed(&self, failure: StoreError) -> Undone {
        if failure.is_refusal() {
            return Undone::Unwritten(failure);
        }
        self.vivo.forget();
        Undone::Unknown(failure)
    }
}

impl Undone {
    /// Logs it; what those who asked may know. Who is not told what became of a command, keeps it.
    fn tell(self) -> AppError {
        match self {
            Self::Unwritten(failure) => internal(failure),
            Self::Unread(failure) | Self::Unknown(failure) => unavailable(failure),
        }
    }
}

fn all(orders: &[Order], error: &AppError) -> Vec<Answer> {
    orders.iter().map(|_| Err(error.clone())).collect()
}
