//! What this browser keeps of each person's work: unsent commands, refusals, texts that no rule
//! takes, the plan as last seen, and who they are. In `IndexedDB`; a write is answered once it is on the disk.
//!
//! What never lives here: when something is kept, which is for `queue` and `live` to say.

mod people;
mod plan;
mod records;

use domain::{Id, Persona, Plan};
use gloo::events::EventListener;
use idb::builder::ObjectStoreBuilder;
use idb::{Database, KeyRange, Query, Transaction, TransactionMode};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

pub use people::Kept;
pub use plan::{Arrived, Before, KeptPlan, unpack};
pub use records::Queued;

const NAME: &str = "poi";
/// Grows when [`STORES`] changes.
const SCHEMA: u32 = 2;

const PEOPLE: &str = "people";
const PLANS: &str = "plans";
const ENTRIES: &str = "entries";
const QUEUE: &str = "queue";
const REFUSED: &str = "refused";
const UNWRITTEN: &str = "unwritten";
const STORES: [&str; 6] = [PEOPLE, PLANS, ENTRIES, QUEUE, REFUSED, UNWRITTEN];

/// Why something could not be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The browser gives this site no more room.
    Full,
    /// It keeps nothing: a private window, a broken profile.
    Unavailable,
}

impl From<JsValue> for Fault {
    fn from(_: JsValue) -> Self {
        Self::Unavailable
    }
}
impl From<idb::Error> for Fault {
    fn from(error: idb::Error) -> Self {
        match error {
            idb::Error::DomException(why) if why.name() == "QuotaExceededError" => Self::Full,
            _ => Self::Unavailable,
        }
    }
}

/// Whose work: nothing of one person is ever read as another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    pub persona: Id<Persona>,
    pub plan: Id<Plan>,
}

impl Owner {
    /// One word for both, as keys and channels are named.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}/{}", self.persona, self.plan)
    }

    fn key(self) -> JsValue {
        self.name().into()
    }

    fn key_of(self, parts: &[JsValue]) -> JsValue {
        std::iter::once(self.key()).chain(parts.iter().cloned()).collect::<Array>().into()
    }

    /// Every key of theirs: an array comes after every text and number.
    fn all(self) -> Result<Query, idb::Error> {
        let last = self.key_of(&[Array::new().into()]);
        KeyRange::bound(&self.key_of(&[]), &last, None, None).map(Query::from)
    }
}

/// The database, open.
#[derive(Clone)]
pub struct Vault(IdbDatabase);

impl Vault {
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn open() -> Result<Self, Fault> {
        let builder = Database::builder(NAME).version(SCHEMA);
        let builder = STORES.iter().fold(builder, |all, store| all.add_object_store(ObjectStoreBuilder::new(store)));
        let database: IdbDatabase = builder.build().await?.into();
        // Another tab has a newer program: it must not wait for this one.
        let closing = database.clone();
        EventListener::once(&database, "versionchange", move |_| closing.close()).forget();
        Ok(Self(database))
    }

    fn reading(&self, stores: &[&str]) -> Result<Transaction, Fault> {
        let names: Array = stores.iter().map(|store| JsValue::from(*store)).collect();
        let mode = TransactionMode::ReadOnly.into();
        Ok(self.0.transaction_with_str_sequence_and_mode(&names, mode).map(Transaction::from)?)
    }

    /// Writes all of it or nothing, through to the disk: without `strict` a browser answers
    /// before that, and a battery that ends takes what it had answered for.
    async fn write<F>(&self, stores: &[&str], put: F) -> Result<(), Fault>
    where
        F: FnOnce(&Transaction) -> Result<(), idb::Error>,
    {
        let names: Array = stores.iter().map(|store| JsValue::from(*store)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
        let raw: IdbTransaction = begin.call3(&self.0, &names, &"readwrite".into(), &options)?.dyn_into()?;
        let transaction = Transaction::from(raw.clone());
        put(&transaction)?;
        if transaction.await?.is_committed() {
            return Ok(());
        }
        match raw.error() {
            Some(why) => Err(idb::Error::DomException(why).into()),
            None => Err(Fault::Unavailable),
        }
    }
}
