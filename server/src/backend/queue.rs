//! Commands that wait for their turn to be committed, in the order they came.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use app::AppError;
use app::api::plan::{Remitente, Respuesta};
use domain::{Command, Envelope, Hash};
use tokio::sync::oneshot;

use crate::store::StoreError;

/// So many commands share one commit, and with it one wait for the disk; more only where one
/// request brings them.
const BATCH: usize = 64;

/// What became of one command.
pub(super) type Answer = Result<Respuesta, AppError>;

/// The commands of one request, which stay in their order and are not parted.
pub(super) type Parcel = Vec<Order>;

/// What whoever asked is told, command by command: what follows an error was not tried.
pub(super) type Answers = Vec<Answer>;

/// A command as it was asked for.
pub(super) struct Order {
    pub session: Hash,
    pub de: Remitente,
    pub envelope: Envelope,
    /// Tells a command sent again from another one under its id.
    pub resumen: Hash,
}

impl Order {
    /// # Errors
    /// [`StoreError::Unwritable`].
    pub fn new(session: Hash, de: Remitente, envelope: Envelope) -> Result<Self, StoreError> {
        let resumen = digest(&envelope.command)?;
        Ok(Self { session, de, envelope, resumen })
    }
}

fn digest(command: &Command) -> Result<Hash, StoreError> {
    let unwritable = |error: serde_json::Error| StoreError::Unwritable { table: "asiento", problem: error.to_string() };
    serde_json::to_vec(command).map(|bytes| Hash::of(&bytes)).map_err(unwritable)
}

/// Where the answers to a parcel go; nobody may be there any more.
pub(super) type Asker = oneshot::Sender<Answers>;

/// Parcels of one plan.
#[derive(Default)]
pub(super) struct Queue(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    parcels: VecDeque<(Parcel, Asker)>,
    turn: Turn,
}

#[derive(Default, PartialEq, Eq)]
enum Turn {
    #[default]
    NotCalled,
    /// It will take those that wait.
    Called,
}

impl Queue {
    /// Waits with the others; whoever joins then sees to it that a turn comes.
    pub fn join(&self, parcel: Parcel) -> oneshot::Receiver<Answers> {
        let (asker, answers) = oneshot::channel();
        self.waiting().parcels.push_back((parcel, asker));
        answers
    }

    /// Whether somebody waits and no turn was called yet; whoever is told so begins one.
    pub fn call_turn(&self) -> bool {
        let mut waiting = self.waiting();
        let is_due = !waiting.parcels.is_empty() && waiting.turn == Turn::NotCalled;
        if is_due {
            waiting.turn = Turn::Called;
        }
        is_due
    }

    /// Those whose turn it is. Whoever is left, or joins from now on, needs another.
    pub fn take(&self) -> (Vec<Parcel>, Vec<Asker>) {
        let mut waiting = self.waiting();
        waiting.turn = Turn::NotCalled;
        let mut orders = 0;
        let fit = waiting.parcels.iter().take_while(|(parcel, _)| {
            let is_first = orders == 0;
            orders += parcel.len();
            is_first || orders <= BATCH
        });
        let count = fit.count();
        waiting.parcels.drain(..count).unzip()
    }

    /// How many commands wait.
    pub fn len(&self) -> usize {
        self.waiting().parcels.iter().map(|(parcel, _)| parcel.len()).sum()
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::CommandId;
    use uuid::Uuid;

    use super::*;

    fn parcel(size: usize) -> Parcel {
        let order = || {
            let envelope = Envelope { id: CommandId(Uuid::now_v7()), command: Command::ProgramarMetas(Vec::new()) };
            Order::new(Hash::GENESIS, Remitente::default(), envelope).unwrap()
        };
        (0..size).map(|_| order()).collect()
    }

    #[test]
    fn what_one_request_asks_for_is_never_parted() {
        let queue = Queue::default();
        let _answers: Vec<_> = [1, BATCH - 1, 2, BATCH + 36, 5, 6].map(|size| queue.join(parcel(size))).into();
        let mut turns = Vec::new();
        while queue.call_turn() {
            turns.push(queue.take().0.iter().map(Vec::len).collect::<Vec<_>>());
        }
        assert_eq!(turns, [vec![1, BATCH - 1], vec![2], vec![BATCH + 36], vec![5, 6]]);
        assert_eq!(queue.len(), 0);
    }
}
