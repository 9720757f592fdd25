//! Two engines behind one small surface: a transaction that runs one SQL text with
//! values on either. Not `Any` (it fails on SQLite's types), not two implementations
//! (they drift apart), no generics over `Database`.

use std::{borrow::Cow, fmt::Write as _, str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    AssertSqlSafe, PgPool, Postgres, Row as _, Sqlite, SqlitePool, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions, PgRow},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};

use super::{
    StoreError, durability,
    lock::{self, Lock},
    migrations,
};

/// A bound value; the type of a NULL matters to PostgreSQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(Option<String>),
    Int(Option<i64>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

#[derive(Clone)]
pub(super) enum Base {
    /// One connection writes, so that writers queue here and not on a busy file.
    Sqlite {
        readers: SqlitePool,
        writer: SqlitePool,
        /// None where nothing will be written: reading hinders nobody.
        _lock: Option<Arc<Lock>>,
    },
    Postgres(PgPool),
}

/// The database of the program.
#[derive(Clone)]
pub struct Store(pub(super) Base);

/// A transaction on either engine. Dropped without [`Tx::commit`], it rolls back.
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// How long a statement may wait for another's lock.
const BUSY: Duration = Duration::from_secs(10);

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its tables up to date.
    ///
    /// # Errors
    /// When it cannot be opened, is in use by another program, or is newer than this one.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let base = match address.split_once(':') {
            Some(("sqlite", path)) => open_sqlite(path.trim_start_matches("//")).await?,
            Some(("postgres" | "postgresql", _)) => {
                let options = PgConnectOptions::from_str(address)?;
                Base::Postgres(
                    PgPoolOptions::new().max_connections(16).acquire_timeout(BUSY).connect_with(options).await?,
                )
            }
            _ => return Err(StoreError::UnknownAddress(address.to_owned())),
        };
        let store = Self(base);
        durability::check(&store).await?;
        migrations::run(&store).await?;
        Ok(store)
    }

    /// Opens a database that another program may be serving, to read it only.
    ///
    /// # Errors
    /// When there is none, or it is not of this version of the program.
    pub async fn open_to_read(address: &str) -> Result<Self, StoreError> {
        let base = match address.split_once(':') {
            Some(("sqlite", path)) => read_sqlite(path.trim_start_matches("//")).await?,
            Some(("postgres" | "postgresql", _)) => {
                let options = PgConnectOptions::from_str(address)?.options([("default_transaction_read_only", "on")]);
                Base::Postgres(
                    PgPoolOptions::new().max_connections(2).acquire_timeout(BUSY).connect_with(options).await?,
                )
            }
            _ => return Err(StoreError::UnknownAddress(address.to_owned())),
        };
        let store = Self(base);
        migrations::check(&store).await?;
        Ok(store)
    }

    /// A transaction that writes. On SQLite it takes the write lock at once: a plain
    /// `BEGIN` loses most concurrent writers.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match &self.0 {
            Base::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Base::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that reads one consistent state and writes nothing.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match &self.0 {
            Base::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Base::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// Whether other processes may write the same database.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self.0, Base::Postgres(_))
    }

    /// Closes every connection once those in use are returned.
    pub async fn close(&self) {
        match &self.0 {
            Base::Sqlite { readers, writer, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Base::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(path: &str) -> Result<Base, StoreError> {
    let path = lock::real(path.as_ref())?;
    let lock = Arc::new(Lock::take(&path)?);
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY);
    let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    let readers = SqlitePoolOptions::new().max_connections(8).connect_with(options).await?;
    Ok(Base::Sqlite { readers, writer, _lock: Some(lock) })
}

/// Without the lock: in WAL mode a reader has its own moment of the database, and no writer waits for it.
async fn read_sqlite(path: &str) -> Result<Base, StoreError> {
    let path = std::path::Path::new(path);
    let path = path.canonicalize().map_err(|problem| StoreError::Unopened { path: path.to_owned(), problem })?;
    let options = SqliteConnectOptions::new().filename(path).read_only(true).busy_timeout(BUSY);
    let readers = SqlitePoolOptions::new().max_connections(2).connect_with(options).await?;
    Ok(Base::Sqlite { writer: readers.clone(), readers, _lock: None })
}

/// So many placeholders, the first of them numbered `first`.
pub(super) fn binds(first: usize, count: usize) -> String {
    let mut binds = String::with_capacity(6 * count);
    for number in first..first + count {
        let comma = if number == first { "" } else { ", " };
        // Writing to a string does not fail.
        let _ = write!(binds, "{comma}${number}");
    }
    binds
}

/// Runs one SQL text with its values on the engine at hand.
macro_rules! on_either {
    ($tx:expr, $sql:expr, $values:expr, $query:ident, $conn:ident => $run:expr) => {
        match $tx {
            Tx::Sqlite(tx) => on_either!(@run Sqlite, tx, $sql, $values, $query, $conn => $run),
            Tx::Postgres(tx) => on_either!(@run Postgres, tx, $sql, $values, $query, $conn => $run),
        }
    };
    (@run $engine:ident, $tx:ident, $sql:expr, $values:expr, $query:ident, $conn:ident => $run:expr) => {{
        let mut $query = sqlx::query::<$engine>(AssertSqlSafe($sql));
        for value in $values {
            $query = match value {
                Value::Text(text) => $query.bind(text),
                Value::Int(number) => $query.bind(number),
            };
        }
        let $conn = &mut **$tx;
        $run
    }};
}

impl Tx {
    /// Runs a statement; answers how many rows it touched.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn execute(&mut self, sql: impl Into<Cow<'static, str>>, values: Vec<Value>) -> Result<u64, StoreError> {
        let sql = sql.into();
        Ok(on_either!(self, sql, values, query, conn => query.execute(conn).await?.rows_affected()))
    }

    /// Every row of a query.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn rows(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        let sql = sql.into();
        Ok(on_either!(self, sql, values, query, conn => {
            query.fetch_all(conn).await?.into_iter().map(Row::from).collect()
        }))
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn row(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        let sql = sql.into();
        Ok(on_either!(self, sql, values, query, conn => query.fetch_optional(conn).await?.map(Row::from)))
    }

    /// Runs several statements without values: a migration.
    pub(super) async fn script(&mut self, sql: &'static str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop)?,
            Self::Postgres(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop)?,
        }
        Ok(())
    }

    /// Makes it durable. After an error the outcome is unknown.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// A row of either engine.
pub enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl From<SqliteRow> for Row {
    fn from(row: SqliteRow) -> Self {
        Self::Sqlite(row)
    }
}
impl From<PgRow> for Row {
    fn from(row: PgRow) -> Self {
        Self::Postgres(row)
    }
}

impl Row {
    /// # Errors
    /// When column `at` is not text.
    pub fn text(&self, at: usize) -> Result<Option<String>, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(at)?,
            Self::Postgres(row) => row.try_get(at)?,
        })
    }

    /// # Errors
    /// When column `at` is not a whole number.
    pub fn int(&self, at: usize) -> Result<Option<i64>, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(at)?,
            Self::Postgres(row) => row.try_get(at)?,
        })
    }

    /// Its columns, to be read one after another into a value of the domain.
    #[must_use]
    pub fn reading(&self, table: &'static str, columns: &'static [&'static str], keys: usize) -> Reading<'_> {
        Reading { row: self, table, columns, keys, at: 0 }
    }
}

/// A row being read: each error names table, column and key.
pub struct Reading<'a> {
    pub(super) row: &'a Row,
    pub(super) table: &'static str,
    pub(super) columns: &'static [&'static str],
    pub(super) keys: usize,
    pub(super) at: usize,
}
