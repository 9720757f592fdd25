//! The transaction script: the one way commands become entries. Those that wait while
//! another commit is under way share the next one.

use std::sync::Arc;

use app::AppError;
use app::api::plan::{Remitente, Respuesta};
use domain::{Envelope, Hash};

use super::draft::Draft;
use super::queue::{Answers, Order, Parcel};
use super::{Servidor, Vivo};
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
    /// Carries commands out in order, to their end even if whoever asked has gone. The answers
    /// come after what they became is durable, up to the first that failed; the error is of
    /// the first of all.
    pub(super) async fn carry_out(
        self: &Arc<Self>,
        vivo: &Arc<Vivo>,
        session: Hash,
        de: Remitente,
        envelopes: Vec<Envelope>,
    ) -> Result<Vec<Respuesta>, AppError> {
        let parcel = envelopes.into_iter().map(|envelope| Order::new(session, de, envelope));
        let parcel: Parcel = parcel.collect::<Result<_, _>>().map_err(internal)?;
        if parcel.is_empty() {
            return Ok(Vec::new());
        }
        let answers = vivo.queue.join(parcel);
        self.call_turn(vivo);
        let mut given = Vec::new();
        for answer in answers.await.map_err(internal)? {
            match answer {
                Ok(answer) => given.push(answer),
                Err(error) if given.is_empty() => return Err(error),
                Err(_) => break,
            }
        }
        Ok(given)
    }

    fn call_turn(self: &Arc<Self>, vivo: &Arc<Vivo>) {
        if vivo.queue.call_turn() {
            tokio::spawn(self.clone().take_turn(vivo.clone()));
        }
    }

    /// Commits those that wait. The next turn is called before anything can go wrong in this
    /// one, so that nobody is left waiting for none.
    async fn take_turn(self: Arc<Self>, vivo: Arc<Vivo>) {
        let _gate = vivo.gate.lock().await;
        let (parcels, askers) = vivo.queue.take();
        self.call_turn(&vivo);
        for (asker, answers) in askers.into_iter().zip(self.settle(&vivo, &parcels).await) {
            // Whoever asked may have gone; what was decided stands.
            drop(asker.send(answers));
        }
    }

    /// What came of each: together, or one by one where together they cannot be written. One
    /// whose commit nobody knows of is found in the log when it is carried out again.
    async fn settle(&self, vivo: &Arc<Vivo>, parcels: &[Parcel]) -> Vec<Answers> {
        let orders: Vec<&Order> = parcels.iter().flatten().collect();
        match self.commit(vivo, &orders).await {
            Ok(answers) => {
                let mut answers = answers.into_iter();
                parcels.iter().map(|parcel| answers.by_ref().take(parcel.len()).collect()).collect()
            }
            Err(undone @ Undone::Unread(_)) => all(parcels, &undone.tell()),
            Err(undone @ Undone::Unwritten(_)) if orders.len() == 1 => all(parcels, &undone.tell()),
            Err(Undone::Unwritten(failure) | Undone::Unknown(failure)) => {
                tracing::warn!(%failure, commands = orders.len(), "a batch was not written: one by one");
                self.one_by_one(vivo, parcels).await
            }
        }
    }

    /// Without a database, the rest do not try as well.
    async fn one_by_one(&self, vivo: &Arc<Vivo>, parcels: &[Parcel]) -> Vec<Answers> {
        let mut all_answers = Vec::with_capacity(parcels.len());
        for (at, parcel) in parcels.iter().enumerate() {
            let mut answers = Answers::new();
            let unread = self.in_order(vivo, parcel, &mut answers).await;
            all_answers.push(answers);
            if let Some(error) = unread {
                all_answers.extend(all(&parcels[at + 1..], &error));
                break;
            }
        }
        all_answers
    }

    /// One command after another, up to the first that fails: those behind it were given by
    /// someone who took it for done. Answers what is wrong with the database, if that was it.
    async fn in_order(&self, vivo: &Arc<Vivo>, parcel: &Parcel, answers: &mut Answers) -> Option<AppError> {
        for order in parcel {
            match self.commit(vivo, &[order]).await {
                Ok(answer) => answers.extend(answer),
                Err(undone) => {
                    let is_unread = matches!(undone, Undone::Unread(_));
                    let error = undone.tell();
                    answers.push(Err(error.clone()));
                    return is_unread.then_some(error);
                }
            }
        }
        None
    }

    /// Takes the plan's lock, decides with authority, writes, makes it durable and publishes.
    /// The caller holds the gate.
    async fn commit(&self, vivo: &Arc<Vivo>, orders: &[&Order]) -> Result<Answers, Undone> {
        let (mut tx, mut draft) = self.begin(vivo, orders).await.map_err(Undone::Unread)?;
        let answers: Result<_, _> = orders.iter().map(|order| draft.judge(order)).collect();
        let answers = answers.map_err(Undone::Unwritten)?;
        if !draft.entries.is_empty() {
            tx.append(&draft.state.plan, &draft.entries).await.map_err(Undone::Unwritten)?;
            tx.commit().await.map_err(|failure| not_committed(vivo, failure))?;
            let last = draft.state.plan.version();
            let first = last + 1 - draft.entries.len() as u64;
            vivo.publish(draft.state, draft.entries);
            vivo.keep_checkpoint(first..=last);
        }
        Ok(answers)
    }

    /// The plan under its lock, after what other processes wrote, with all there is to know of a batch.
    async fn begin(&self, vivo: &Vivo, orders: &[&Order]) -> Result<(Tx, Draft), StoreError> {
        let mut tx = self.store().begin().await?;
        let cabecera = tx.lock(vivo.log).await?.ok_or_else(|| vivo.missing())?;
        let state = vivo.current(&mut tx, cabecera).await?;
        let draft = Draft::begin(self, &mut tx, &state, orders).await?;
        Ok((tx, draft))
    }
}

/// What was refused is not there; anything else may be, and the tables will tell.
fn not_committed(vivo: &Vivo, failure: StoreError) -> Undone {
    if failure.is_refusal() {
        return Undone::Unwritten(failure);
    }
    vivo.forget();
    Undone::Unknown(failure)
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

/// The same failure for all.
fn all(parcels: &[Parcel], error: &AppError) -> Vec<Answers> {
    parcels.iter().map(|_| vec![Err(error.clone())]).collect()
}
