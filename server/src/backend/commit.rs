//! The transaction script: the one way commands become entries. Those that wait while
//! another commit is under way share the next one.

use std::sync::Arc;

use app::AppError;
use domain::{Envelope, Hash};

use super::Servidor;
use super::draft::Draft;
use super::queue::{Answer, Order};
use crate::store::{StoreError, Tx};
use crate::telemetry::internal;

/// A failure that undid a whole batch.
enum Undone {
    /// The database was not reached, or not understood: no command is to blame.
    Unread(StoreError),
    /// What one of the commands became could not be written, or nobody knows whether it was.
    Unwritten(StoreError),
}

impl Servidor {
    /// Carries a command out, to its end even if whoever asked has gone. The answer comes
    /// after what it became is durable.
    pub(super) async fn carry_out(self: &Arc<Self>, session: Hash, envelope: Envelope) -> Answer {
        let order = Order::new(session, envelope).map_err(internal)?;
        let answer = self.vivo.queue.join(order);
        tokio::spawn(self.clone().take_turn());
        answer.await.map_err(internal)?
    }

    /// Commits those that wait. Each that joins has a turn, so that none is left behind by
    /// one that failed.
    async fn take_turn(self: Arc<Self>) {
        let _gate = self.vivo.gate.lock().await;
        let (orders, askers) = self.vivo.queue.take();
        if orders.is_empty() {
            return;
        }
        for (asker, answer) in askers.into_iter().zip(self.settle(&orders).await) {
            // Whoever asked may have gone; what was decided stands.
            drop(asker.send(answer));
        }
    }

    /// What came of each: together, or one by one where together they cannot be written.
    async fn settle(self: &Arc<Self>, orders: &[Order]) -> Vec<Answer> {
        match self.commit(orders).await {
            Ok(answers) => answers,
            Err(Undone::Unwritten(failure)) if orders.len() > 1 => {
                tracing::warn!(%failure, commands = orders.len(), "a batch was not written: one by one");
                self.one_by_one(orders).await
            }
            Err(undone) => all(orders, &undone.tell()),
        }
    }

    async fn one_by_one(self: &Arc<Self>, orders: &[Order]) -> Vec<Answer> {
        let mut answers = Vec::with_capacity(orders.len());
        for (at, order) in orders.iter().enumerate() {
            match self.commit(std::slice::from_ref(order)).await {
                Ok(answer) => answers.extend(answer),
                Err(undone @ Undone::Unwritten(_)) => answers.push(Err(undone.tell())),
                Err(undone @ Undone::Unread(_)) => {
                    answers.extend(all(&orders[at..], &undone.tell()));
                    break;
                }
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
        if !failure.is_refusal() {
            self.vivo.forget();
        }
        Undone::Unwritten(failure)
    }
}

impl Undone {
    /// Logs it; what those who asked may know.
    fn tell(self) -> AppError {
        match self {
            Self::Unread(failure) | Self::Unwritten(failure) => internal(failure),
        }
    }
}

fn all(orders: &[Order], error: &AppError) -> Vec<Answer> {
    orders.iter().map(|_| Err(error.clone())).collect()
}
