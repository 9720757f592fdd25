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

/// So many commands share one commit, and with it one wait for the disk.
const BATCH: usize = 64;

/// What whoever asked is told.
pub(super) type Answer = Result<Respuesta, AppError>;

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

/// Where the answer to an order goes; nobody may be there any more.
pub(super) type Asker = oneshot::Sender<Answer>;

/// Orders of one plan.
#[derive(Default)]
pub(super) struct Queue(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    orders: VecDeque<(Order, Asker)>,
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
    pub fn join(&self, order: Order) -> oneshot::Receiver<Answer> {
        let (asker, answer) = oneshot::channel();
        self.waiting().orders.push_back((order, asker));
        answer
    }

    /// Whether somebody waits and no turn was called yet; whoever is told so begins one.
    pub fn call_turn(&self) -> bool {
        let mut waiting = self.waiting();
        let is_due = !waiting.orders.is_empty() && waiting.turn == Turn::NotCalled;
        if is_due {
            waiting.turn = Turn::Called;
        }
        is_due
    }

    /// Those whose turn it is. Whoever is left, or joins from now on, needs another.
    pub fn take(&self) -> (Vec<Order>, Vec<Asker>) {
        let mut waiting = self.waiting();
        waiting.turn = Turn::NotCalled;
        let count = waiting.orders.len().min(BATCH);
        waiting.orders.drain(..count).unzip()
    }

    pub fn len(&self) -> usize {
        self.waiting().orders.len()
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
