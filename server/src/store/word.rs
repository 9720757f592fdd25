//! Word of what was written, between the processes that share a PostgreSQL. It is a poke and
//! carries no data: what was written is in the log. SQLite has one process and needs none.

use domain::{Id, Plan};
use sqlx::{
    PgPool,
    postgres::{PgListener, PgPoolOptions},
};

use super::{Store, StoreError, Tx, base::Base};

const CHANNEL: &str = "poi_asiento";

/// The log of a plan has grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub plan: Id<Plan>,
    pub version: u64,
}

impl Tx {
    /// Tells the other processes, once this is committed.
    pub(super) async fn announce(&mut self, word: Word) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(_) => {
                let payload = format!("{} {}", word.plan, word.version);
                self.execute("SELECT pg_notify($1, $2)", vec![CHANNEL.into(), payload.into()]).await.map(drop)
            }
        }
    }
}

/// Hears the other processes, on a connection of its own.
pub struct Listener {
    pool: PgPool,
    open: Option<PgListener>,
}

impl Store {
    /// `None`: no other process writes this database.
    #[must_use]
    pub fn listener(&self) -> Option<Listener> {
        match &self.0 {
            Base::Sqlite { .. } => None,
            Base::Postgres(pool) => {
                let options = pool.connect_options().as_ref().clone();
                let pool = PgPoolOptions::new().max_connections(1).connect_lazy_with(options);
                Some(Listener { pool, open: None })
            }
        }
    }
}

impl Listener {
    /// Waits for the next word. `None`: the connection was opened, at first or again, and
    /// there may be something that no word came of.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the connection is lost; the next call opens it again.
    pub async fn next(&mut self) -> Result<Option<Word>, StoreError> {
        let Some(mut open) = self.open.take() else {
            let mut open = PgListener::connect_with(&self.pool).await?;
            open.eager_reconnect(false);
            open.listen(CHANNEL).await?;
            self.open = Some(open);
            return Ok(None);
        };
        let heard = open.try_recv().await?;
        // It ended without an error: the next call opens it again.
        let Some(heard) = heard else { return Ok(None) };
        self.open = Some(open);
        Ok(read(heard.payload()))
    }
}

fn read(payload: &str) -> Option<Word> {
    let (plan, version) = payload.split_once(' ')?;
    Some(Word { plan: Id::new(plan.parse().ok()?), version: version.parse().ok()? })
}
