//! One way to write and read a row of any kind.
//!
//! A column is written as `serde` writes the value: ids, codes, dates, states and
//! texts are strings; money, quantities and months are whole numbers. Reading goes
//! through the same doors (`try_from`), so that nothing invalid comes in.

use std::sync::Arc;

use serde::de::{DeserializeOwned, IntoDeserializer, value::Error as Unreadable};
use serde::{Serialize, de::Error as _};

use domain::{Id, Plan};

use super::{Reading, StoreError, Tx, Value, base::binds};

/// PostgreSQL and SQLite take more; a plan's statements stay small enough for both.
const MAX_BINDS: usize = 500;

/// A kind of row of a plan. Its columns follow `plan`, keys first.
pub(super) trait Fila: Sized {
    const TABLE: &'static str;
    const COLUMNS: &'static [&'static str];
    const KEYS: usize;

    fn write(&self, cells: &mut Cells);

    /// # Errors
    /// When a column does not hold what it should.
    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError>;
}

impl<T: Fila> Fila for Arc<T> {
    const TABLE: &'static str = T::TABLE;
    const COLUMNS: &'static [&'static str] = T::COLUMNS;
    const KEYS: usize = T::KEYS;

    fn write(&self, cells: &mut Cells) {
        T::write(self, cells);
    }

    fn read(cells: &mut Reading<'_>) -> Result<Self, StoreError> {
        T::read(cells).map(Self::new)
    }
}

/// The values of a row being written, in the order of its columns.
#[derive(Default)]
pub(super) struct Cells {
    values: Vec<Value>,
    problem: Option<String>,
}

impl Cells {
    /// A value that `serde` writes as a string or a whole number.
    pub(super) fn put(&mut self, value: &impl Serialize) {
        match serde_json::to_value(value) {
            Ok(serde_json::Value::String(text)) => self.values.push(Value::Text(Some(text))),
            Ok(serde_json::Value::Number(number)) => self.values.push(Value::Int(number.as_i64())),
            other => self.problem = Some(format!("{other:?} no cabe en una columna")),
        }
    }

    pub(super) fn text(&mut self, value: Option<&impl Serialize>) {
        match value {
            Some(value) => self.put(value),
            None => self.values.push(Value::Text(None)),
        }
    }

    pub(super) fn int(&mut self, value: Option<impl Into<i64>>) {
        self.values.push(Value::Int(value.map(Into::into)));
    }

    /// A list of leaves without identity or money.
    pub(super) fn json(&mut self, value: &impl Serialize) {
        match serde_json::to_string(value) {
            Ok(text) => self.values.push(Value::Text(Some(text))),
            Err(problem) => self.problem = Some(problem.to_string()),
        }
    }

    pub(super) fn finish(self, table: &'static str) -> Result<Vec<Value>, StoreError> {
        match self.problem {
            None => Ok(self.values),
            Some(problem) => Err(StoreError::Unwritable { table, problem }),
        }
    }
}

impl Reading<'_> {
    fn fail(&self, at: usize, problem: impl std::fmt::Display) -> StoreError {
        let key: Vec<String> = (0..self.keys)
            .map(|key| match self.row.text(key) {
                Ok(text) => text.unwrap_or_default(),
                Err(_) => self.row.int(key).ok().flatten().unwrap_or_default().to_string(),
            })
            .collect();
        StoreError::corrupt(self.table, self.columns.get(at).copied().unwrap_or("?"), key.join(" "), problem)
    }

    fn next(&mut self) -> usize {
        self.at += 1;
        self.at - 1
    }

    /// Leaves out columns that were read as something else.
    pub(super) fn skip(&mut self, columns: usize) {
        self.at += columns;
    }

    pub(super) fn opt_text<T: DeserializeOwned>(&mut self) -> Result<Option<T>, StoreError> {
        let at = self.next();
        let text = self.row.text(at).map_err(|problem| self.fail(at, problem))?;
        text.map(|text| T::deserialize(text.into_deserializer()))
            .transpose()
            .map_err(|problem: Unreadable| self.fail(at, problem))
    }

    pub(super) fn text<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        let at = self.at;
        self.opt_text()?.ok_or_else(|| self.fail(at, "está vacía"))
    }

    pub(super) fn opt_int<T: DeserializeOwned>(&mut self) -> Result<Option<T>, StoreError> {
        let at = self.next();
        let number = self.row.int(at).map_err(|problem| self.fail(at, problem))?;
        number
            .map(|number| T::deserialize(number.into_deserializer()))
            .transpose()
            .map_err(|problem: Unreadable| self.fail(at, problem))
    }

    pub(super) fn int<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        let at = self.at;
        self.opt_int()?.ok_or_else(|| self.fail(at, "está vacía"))
    }

    /// Twelve months in columns of their own.
    pub(super) fn doce<T: DeserializeOwned + Copy + Default>(&mut self) -> Result<[Option<T>; 12], StoreError> {
        let mut months = [None; 12];
        for month in &mut months {
            *month = self.opt_int()?;
        }
        Ok(months)
    }

    pub(super) fn json<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        let at = self.at;
        let text: String = self.text()?;
        serde_json::from_str(&text).map_err(|problem| self.fail(at, problem))
    }

    /// Refuses the column just read.
    pub(super) fn refuse<T>(&self, problem: &str) -> Result<T, StoreError> {
        Err(self.fail(self.at.saturating_sub(1), Unreadable::custom(problem)))
    }
}

/// Writes rows: new ones are added, known ones overwritten.
pub(super) async fn upsert<T: Fila>(tx: &mut Tx, plan: Id<Plan>, rows: &[T]) -> Result<(), StoreError> {
    let width = T::COLUMNS.len() + 1;
    for batch in rows.chunks((MAX_BINDS / width).max(1)) {
        let mut values = Vec::with_capacity(batch.len() * width);
        for row in batch {
            let mut cells = Cells::default();
            cells.put(&plan);
            row.write(&mut cells);
            values.extend(cells.finish(T::TABLE)?);
        }
        tx.execute(upsert_sql::<T>(batch.len()), values).await?;
    }
    Ok(())
}

fn upsert_sql<T: Fila>(rows: usize) -> String {
    let width = T::COLUMNS.len() + 1;
    let tuples: Vec<String> = (0..rows).map(|row| format!("({})", binds(row * width + 1, width))).collect();
    let (keys, rest) = T::COLUMNS.split_at(T::KEYS);
    let action = if rest.is_empty() {
        "NOTHING".to_owned()
    } else {
        let pairs: Vec<String> = rest.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        format!("UPDATE SET {}", pairs.join(", "))
    };
    format!(
        "INSERT INTO {} (plan, {}) VALUES {} ON CONFLICT (plan, {}) DO {action}",
        T::TABLE,
        T::COLUMNS.join(", "),
        tuples.join(", "),
        keys.join(", "),
    )
}

/// Every row of a kind. In no particular order: the plan orders them by id.
pub(super) async fn load<T: Fila>(tx: &mut Tx, plan: Id<Plan>) -> Result<Vec<T>, StoreError> {
    let sql = format!("SELECT {} FROM {} WHERE plan = $1", T::COLUMNS.join(", "), T::TABLE);
    let rows = tx.rows(sql, vec![plan.to_string().into()]).await?;
    rows.iter().map(|row| T::read(&mut row.reading(T::TABLE, T::COLUMNS, T::KEYS))).collect()
}
