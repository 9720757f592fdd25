//! Word between the processes that share a PostgreSQL. Of what was written it is a poke and
//! carries no data: what was written is in the log. Of who is where it is all there is, for
//! nothing of that is ever written. SQLite has one process and needs none.

use domain::{Id, Plan};
use sqlx::{
    AssertSqlSafe, PgPool,
    postgres::{PgListener, PgPoolOptions},
};

use super::{Store, StoreError, Tx, base::Base};

const CHANNEL: &str = "poi_asiento";
/// The channel of people: of those who share the tables, not only the database.
const PEOPLE: &str = "SELECT 'poi_presencia_' || quote_ident(current_schema())::regnamespace::oid";

/// The log of a plan has grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub plan: Id<Plan>,
    pub version: u64,
}

/// What a listener heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    Entry(Word),
    /// Of people, in the words of the process that said it.
    People(String),
    /// The connection was opened, at first or again: much may have been said and not heard.
    Nothing,
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

impl Store {
    /// Tells the other processes of people. Nothing of it is written.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn tell_people(&self, text: &str) -> Result<(), StoreError> {
        let Base::Postgres(pool) = &self.0 else { return Ok(()) };
        let tell = AssertSqlSafe(format!("SELECT pg_notify(({PEOPLE}), $1)"));
        sqlx::query(tell).bind(text).execute(pool).await.map(drop).map_err(StoreError::from)
    }
}

impl Listener {
    /// Waits for the next word.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the connection is lost; the next call opens it again.
    pub async fn next(&mut self) -> Result<Heard, StoreError> {
        let Some(mut open) = self.open.take() else {
            let mut open = PgListener::connect_with(&self.pool).await?;
            open.eager_reconnect(false);
            let people: String = sqlx::query_scalar(PEOPLE).fetch_one(&mut open).await?;
            open.listen_all([CHANNEL, &people]).await?;
            self.open = Some(open);
            return Ok(Heard::Nothing);
        };
        let heard = open.try_recv().await?;
        // It ended without an error: the next call opens it again.
        let Some(heard) = heard else { return Ok(Heard::Nothing) };
        self.open = Some(open);
        Ok(match (heard.channel(), heard.payload()) {
            (CHANNEL, payload) => read(payload).map_or(Heard::Nothing, Heard::Entry),
            (_, payload) => Heard::People(payload.to_owned()),
        })
    }
}

fn read(payload: &str) -> Option<Word> {
    let (plan, version) = payload.split_once(' ')?;
    Some(Word { plan: Id::new(plan.parse().ok()?), version: version.parse().ok()? })
}
