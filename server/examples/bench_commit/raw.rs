//! The rival: the statements of each commit, with the same bytes, the same sizes of batches
//! and the same waits for the disk, and nothing else: no rule, no session, no network.

use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr as _,
    time::Instant,
};

use anyhow::{Context as _, Result};
use domain::plan::Actividad;
use domain::{Change, Hash, Id};
use server::store::{Asiento, Registro, Tx, Value};
use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::site::Site;

const TABLES: &str = include_str!("../../../migrations/0002_plan.sql");
/// As the program limits its own.
const MAX_BINDS: usize = 500;

pub struct Statement {
    sql: String,
    values: Vec<Value>,
}

/// The statements of one commit.
pub type Batch = Vec<Statement>;

pub enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

macro_rules! replay {
    ($connection:expr, $begin:literal, $batches:expr) => {
        for batch in $batches {
            let mut tx = $connection.begin_with($begin).await?;
            for statement in batch {
                let mut query = sqlx::query(AssertSqlSafe(statement.sql.as_str()));
                for value in &statement.values {
                    query = match value {
                        Value::Text(text) => query.bind(text.as_deref()),
                        Value::Int(number) => query.bind(*number),
                    };
                }
                query.fetch_all(&mut *tx).await?;
            }
            tx.commit().await?;
        }
    };
}

impl Raw {
    pub async fn open(database: &str) -> Result<Self> {
        Ok(match database.strip_prefix("sqlite:") {
            Some(path) => {
                let options = SqliteConnectOptions::from_str(path)?
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true);
                Self::Sqlite(SqliteConnection::connect_with(&options).await?)
            }
            None => Self::Postgres(PgConnection::connect(database).await?),
        })
    }

    /// Commands per second.
    pub async fn replay(&mut self, batches: &[Batch], commands: f64) -> Result<f64> {
        let start = Instant::now();
        match self {
            Self::Sqlite(connection) => replay!(connection, "BEGIN IMMEDIATE", batches),
            Self::Postgres(connection) => replay!(connection, "BEGIN", batches),
        }
        Ok(commands / start.elapsed().as_secs_f64())
    }
}

/// What the program wrote after `since`, in the batches that ended at `commits`.
pub async fn batches(site: &Site, since: u64, commits: &[u64]) -> Result<Vec<Batch>> {
    let digests: BTreeMap<Id<Actividad>, Hash> = site.writers.iter().map(|it| (it.row, it.digest())).collect();
    let mut tx = site.store.read().await?;
    let log = tx.asientos(Registro::Plan(site.plan()), since, u32::MAX).await?;
    let mut log = log.as_slice();
    let mut batches = Vec::new();
    for tip in commits {
        let (these, rest) = log.split_at(log.iter().take_while(|entry| entry.body.version <= *tip).count());
        log = rest;
        batches.push(batch(&mut tx, site, these, &digests).await?);
    }
    Ok(batches)
}

async fn batch(
    tx: &mut Tx,
    site: &Site,
    entries: &[Asiento],
    digests: &BTreeMap<Id<Actividad>, Hash>,
) -> Result<Batch> {
    let plan = site.plan().to_string();
    let last = entries.last().context("an entry")?;
    let rows: BTreeSet<_> = entries.iter().flat_map(|entry| &entry.body.changes).filter_map(edited).collect();
    let ids: Vec<Value> = rows.iter().map(|row| row.to_string().into()).collect();
    let sessions = rows.iter().map(|row| digests[row].to_string().into()).collect();
    let commands = entries.iter().map(|entry| entry.body.command_id.0.to_string().into()).collect();
    let mut batch = vec![
        Statement {
            sql: "UPDATE plan SET version = version WHERE id = $1 RETURNING id, version, head, epoch".into(),
            values: vec![plan.clone().into()],
        },
        among(
            "SELECT c.usuario, c.persona, c.clave, c.rol, c.unidad, c.estado, s.resumen, s.vista, s.expira \
             FROM sesion s JOIN cuenta c ON c.usuario = s.usuario \
             WHERE s.expira > $1 AND c.estado = 'Activa' AND s.resumen",
            &last.body.instante.to_string(),
            sessions,
        ),
        among(
            "SELECT command_id, version, persona, resumen FROM asiento WHERE plan = $1 AND command_id",
            &plan,
            commands,
        ),
    ];
    batch.extend(copies(tx, ("actividad", 2), "plan = $1 AND id", &plan, ids.clone()).await?);
    batch.extend(copies(tx, ("autoria", 3), "campo = 34 AND plan = $1 AND fila", &plan, ids).await?);
    let versions = entries.iter().map(|entry| i64::try_from(entry.body.version).map(Value::from));
    batch
        .extend(copies(tx, ("asiento", 0), "plan = $1 AND version", &plan, versions.collect::<Result<_, _>>()?).await?);
    batch.push(Statement {
        sql: "UPDATE plan SET version = $2, head = $3 WHERE id = $1".into(),
        values: vec![plan.clone().into(), i64::try_from(last.body.version)?.into(), last.hash.to_string().into()],
    });
    if site.store.is_shared() {
        let payload = format!("{plan} {}", last.body.version);
        let values = vec!["poi_asiento".into(), payload.into()];
        batch.push(Statement { sql: "SELECT pg_notify($1, $2)".into(), values });
    }
    Ok(batch)
}

fn edited(change: &Change) -> Option<Id<Actividad>> {
    match change {
        Change::ActividadEditada { id, .. } => Some(*id),
        _ => None,
    }
}

fn among(select: &str, first: &str, values: Vec<Value>) -> Statement {
    let sql = format!("{select} IN ({})", binds(2, values.len()));
    Statement { sql, values: std::iter::once(first.into()).chain(values).collect() }
}

fn binds(first: usize, count: usize) -> String {
    (first..first + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

/// The statements that write rows as they are now; the first `keys` columns say which.
async fn copies(
    tx: &mut Tx,
    (table, keys): (&str, usize),
    which: &str,
    plan: &str,
    values: Vec<Value>,
) -> Result<Vec<Statement>> {
    let columns = columns(table);
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let found = among(&format!("SELECT {} FROM {table} WHERE {which}", names.join(", ")), plan, values);
    let mut rows = Vec::new();
    for row in tx.rows(found.sql, found.values).await? {
        let cell = |(at, (_, is_text)): (usize, &(&str, bool))| {
            Ok(if *is_text { Value::Text(row.text(at)?) } else { Value::Int(row.int(at)?) })
        };
        rows.push(columns.iter().enumerate().map(cell).collect::<Result<Vec<_>>>()?);
    }
    let (key, rest) = names.split_at(keys);
    let pairs: Vec<String> = rest.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    let conflict = match keys {
        0 => String::new(),
        _ => format!(" ON CONFLICT ({}) DO UPDATE SET {}", key.join(", "), pairs.join(", ")),
    };
    let statement = |rows: &[Vec<Value>]| {
        let tuples: Vec<_> =
            (0..rows.len()).map(|row| format!("({})", binds(row * names.len() + 1, names.len()))).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES {}{conflict}", names.join(", "), tuples.join(", "));
        Statement { sql, values: rows.concat() }
    };
    Ok(rows.chunks(MAX_BINDS / names.len()).map(statement).collect())
}

/// The columns of a table, and whether each holds text.
fn columns(table: &str) -> Vec<(&'static str, bool)> {
    let start = format!("CREATE TABLE {table} (\n");
    let lines = TABLES.split(&start).nth(1).unwrap_or_default().lines().take_while(|line| *line != ");");
    let column = |line: &'static str| {
        let (name, rest) = line.trim().split_once(' ')?;
        let (text, number) = (rest.starts_with("TEXT"), rest.starts_with("BIGINT"));
        (text || number).then_some((name, text))
    };
    let later = (table == "asiento").then_some(("resumen", true));
    lines.filter_map(column).chain(later).collect()
}
