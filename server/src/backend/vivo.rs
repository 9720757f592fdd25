//! A plan in memory: what every page reads, kept in step with its log.
//!
//! The database is the truth and its lock orders the writers; this is a copy at a known
//! version. Losing it costs a reading of the tables, never a change.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use domain::{Hash, Id, Instante, Plan};
use tokio::sync::watch;

use super::{Cursor, checkpoints, queue::Queue};
use crate::store::{Asiento, Cabecera, Registro, Store, StoreError, Tx};

/// Entries kept at hand for those who follow; older ones are read from the log.
const RECENT: usize = 512;
/// And so many bytes of them.
const RECENT_BYTES: usize = 8 * 1024 * 1024;
/// Entries read from the log at a time.
const BATCH: u32 = 500;

/// A plan at a version; copying it is O(1).
#[derive(Clone)]
pub struct State {
    pub plan: Plan,
    pub head: Hash,
    pub epoch: u64,
    /// When its last entry was made.
    pub last: Instante,
}

/// What followers wait for: where the log ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tip {
    pub epoch: u64,
    pub version: u64,
}

/// One plan of the installation, or a branch of one, alive.
pub struct Vivo {
    pub id: Id<Plan>,
    pub(super) log: Registro,
    /// Of a branch: the plan it is a branch of.
    pub(super) de: Option<Arc<Vivo>>,
    pub(super) store: Store,
    pub(super) packed: checkpoints::Cache,
    /// Held by whoever changes the copy, so that it only moves forward.
    pub(super) gate: tokio::sync::Mutex<()>,
    pub(super) queue: Queue,
    state: RwLock<Option<Arc<State>>>,
    recent: Mutex<Recent>,
    tip: watch::Sender<Tip>,
}

impl Vivo {
    /// A plan in force.
    #[must_use]
    pub fn new(store: Store, id: Id<Plan>) -> Self {
        Self::of(store, Registro::Plan(id), None)
    }

    /// A branch of one.
    #[must_use]
    pub fn rama(id: Id<Plan>, de: Arc<Self>) -> Self {
        Self::of(de.store.clone(), Registro::Rama(id), Some(de))
    }

    fn of(store: Store, log: Registro, de: Option<Arc<Self>>) -> Self {
        Self {
            id: log.id(),
            log,
            de,
            store,
            packed: checkpoints::Cache::default(),
            gate: tokio::sync::Mutex::new(()),
            queue: Queue::default(),
            state: RwLock::new(None),
            recent: Mutex::default(),
            tip: watch::Sender::default(),
        }
    }

    /// Follows where the log ends.
    #[must_use]
    pub fn follow(&self) -> watch::Receiver<Tip> {
        self.tip.subscribe()
    }

    /// Where the log ends, as far as it was followed.
    pub(super) fn tip(&self) -> Tip {
        *self.tip.borrow()
    }

    /// How many commands wait for their turn.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// The plan now.
    ///
    /// # Errors
    /// [`StoreError`] when it had to be read and could not.
    pub async fn state(&self) -> Result<Arc<State>, StoreError> {
        if let Some(state) = self.cached() {
            return Ok(state);
        }
        let _gate = self.gate.lock().await;
        if let Some(state) = self.cached() {
            return Ok(state);
        }
        let mut tx = self.store.read().await?;
        self.load(&mut tx).await
    }

    /// The plan as the lock just taken shows it, after publishing what others wrote.
    /// The caller holds the gate.
    pub(super) async fn current(&self, tx: &mut Tx, cabecera: Cabecera) -> Result<Arc<State>, StoreError> {
        match self.cached() {
            Some(state) if is_at(&state, cabecera) => Ok(state),
            Some(state) if state.epoch == cabecera.epoch && state.plan.version() < cabecera.version => {
                self.catch_up(tx, &state, cabecera).await
            }
            _ => self.load(tx).await,
        }
    }

    /// Looks whether another process wrote, and follows it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn poll(&self) -> Result<(), StoreError> {
        let Some(state) = self.cached() else { return Ok(()) };
        let mut tx = self.store.read().await?;
        let Some(cabecera) = tx.cabecera(self.log).await? else {
            // Other contents were restored: what is in memory is nobody's plan.
            self.forget();
            return Err(self.missing());
        };
        if is_at(&state, cabecera) {
            return Ok(());
        }
        drop(tx);
        let _gate = self.gate.lock().await;
        let mut tx = self.store.read().await?;
        let cabecera = tx.cabecera(self.log).await?.ok_or_else(|| self.missing())?;
        self.current(&mut tx, cabecera).await.map(drop)
    }

    pub(super) fn missing(&self) -> StoreError {
        StoreError::corrupt(self.log.cabeceras(), "id", self.id.to_string(), "no existe")
    }

    async fn load(&self, tx: &mut Tx) -> Result<Arc<State>, StoreError> {
        let (plan, cabecera) = self.read(tx).await?;
        let last = tx.ultimos(self.log, 1).await?.first().map_or(Instante::from_micros(0), |it| it.body.instante);
        self.recent().forget();
        let state = State { plan, head: cabecera.head, epoch: cabecera.epoch, last };
        Ok(self.swap(state))
    }

    /// A plan as its tables hold it; a branch as its log leaves it.
    async fn read(&self, tx: &mut Tx) -> Result<(Plan, Cabecera), StoreError> {
        match self.log {
            Registro::Plan(id) => tx.load_plan(id).await?.ok_or_else(|| self.missing()),
            Registro::Rama(_) => {
                let cabecera = tx.cabecera(self.log).await?.ok_or_else(|| self.missing())?;
                Ok((self.replay(tx, cabecera.version).await?, cabecera))
            }
        }
    }

    async fn catch_up(&self, tx: &mut Tx, from: &State, to: Cabecera) -> Result<Arc<State>, StoreError> {
        let mut state = from.clone();
        while state.plan.version() < to.version {
            let entries = tx.asientos(self.log, state.plan.version(), BATCH).await?;
            if entries.is_empty() {
                return self.load(tx).await;
            }
            for entry in entries {
                if state.head.follow(entry.text.as_bytes()) != entry.hash {
                    let key = entry.body.version.to_string();
                    return Err(StoreError::corrupt(self.log.asientos(), "hash", key, "no sigue a la anterior"));
                }
                state.take(&entry);
                self.recent().remember(Arc::new(entry));
            }
        }
        Ok(self.swap(state))
    }

    /// Takes an entry just made durable and tells those who follow.
    pub(super) fn publish(&self, state: State, entries: Vec<Arc<Asiento>>) {
        for entry in entries {
            self.recent().remember(entry);
        }
        self.swap(state);
    }

    /// Forgets the copy: the outcome of a commit is unknown.
    pub(super) fn forget(&self) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Entries after `since` up to the tip: from memory, else from the log.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn entries(&self, since: u64) -> Result<Vec<Arc<Asiento>>, StoreError> {
        if let Some(entries) = self.recent().after(since) {
            return Ok(entries);
        }
        let mut tx = self.store.read().await?;
        Ok(tx.asientos(self.log, since, BATCH).await?.into_iter().map(Arc::new).collect())
    }

    /// The entry of one version, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn entry(&self, version: u64) -> Result<Option<Arc<Asiento>>, StoreError> {
        let Some(before) = version.checked_sub(1) else { return Ok(None) };
        if let Some(entries) = self.recent().after(before) {
            return Ok(entries.into_iter().next());
        }
        let mut tx = self.store.read().await?;
        Ok(tx.asientos(self.log, before, 1).await?.pop().map(Arc::new))
    }

    /// Whether a place that a browser remembers is on this line of history.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn passed(&self, state: &State, cursor: &Cursor) -> Result<bool, StoreError> {
        let version = state.plan.version();
        if cursor.epoch != state.epoch || cursor.version > version {
            return Ok(false);
        }
        let hash = match cursor.version {
            0 => Some(Hash::GENESIS),
            at if at == version => Some(state.head),
            at => self.entry(at).await?.map(|entry| entry.hash),
        };
        Ok(hash.is_some_and(|hash| hash.short() == cursor.short))
    }

    fn swap(&self, state: State) -> Arc<State> {
        let tip = Tip { epoch: state.epoch, version: state.plan.version() };
        let state = Arc::new(state);
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Some(state.clone());
        self.tip.send_replace(tip);
        state
    }

    pub(super) fn cached(&self) -> Option<Arc<State>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn recent(&self) -> std::sync::MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The last entries, without a gap, as many as fit.
#[derive(Default)]
struct Recent {
    entries: VecDeque<Arc<Asiento>>,
    bytes: usize,
}

impl Recent {
    /// Those after `since`, if none of them was let go of.
    fn after(&self, since: u64) -> Option<Vec<Arc<Asiento>>> {
        let first = self.entries.front()?.body.version;
        let newer = || self.entries.iter().filter(|entry| entry.body.version > since).cloned().collect();
        (first <= since + 1).then(newer)
    }

    fn remember(&mut self, entry: Arc<Asiento>) {
        if self.entries.back().is_some_and(|last| last.body.version + 1 != entry.body.version) {
            self.forget();
        }
        self.bytes += entry.text.len();
        self.entries.push_back(entry);
        while self.entries.len() > RECENT || self.bytes > RECENT_BYTES {
            let Some(oldest) = self.entries.pop_front() else { break };
            self.bytes -= oldest.text.len();
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
    }
}

impl State {
    pub(super) fn take(&mut self, entry: &Asiento) {
        self.plan.apply_entry(&entry.body);
        self.head = entry.hash;
        self.last = entry.body.instante;
    }
}

pub(super) fn is_at(state: &State, cabecera: Cabecera) -> bool {
    (state.plan.version(), state.epoch, state.head) == (cabecera.version, cabecera.epoch, cabecera.head)
}
