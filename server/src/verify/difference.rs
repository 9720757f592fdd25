//! The first row in which two copies of a plan differ, by the name of its table.

use std::collections::BTreeMap;

use domain::Plan;
use serde_json::Value;

/// A row that is not what it should be.
pub struct Difference {
    pub table: &'static str,
    pub row: String,
    pub problem: String,
}

/// Tables by the name their rows have in a checkpoint.
const TABLES: [(&str, &str); 22] = [
    ("entidad", "plan"),
    ("feriados", "feriado"),
    ("rubros", "rubro"),
    ("clasificadores", "clasificador"),
    ("unidades_medida", "unidad_medida"),
    ("unidades", "unidad"),
    ("objetivos", "objetivo"),
    ("acciones", "accion"),
    ("marco_presupuestal", "marco_presupuestal"),
    ("techos", "techo"),
    ("actividades", "actividad"),
    ("tareas", "tarea"),
    ("elementos", "elemento"),
    ("insumos", "insumo"),
    ("versiones", "version_nombrada"),
    ("aprobacion", "aprobacion"),
    ("avances", "avance"),
    ("gastos", "gasto"),
    ("cerrado", "mes_cerrado"),
    ("modificaciones", "modificacion"),
    ("genericas", "generica_cerrada"),
    ("autores", "autoria"),
];

/// # Errors
/// A sentence when a row cannot be written as JSON.
pub fn first_difference(tables: &Plan, log: &Plan) -> Result<Option<Difference>, String> {
    if tables.state_hash()? == log.state_hash()? {
        return Ok(None);
    }
    let value = |plan: &Plan| serde_json::to_value(plan.checkpoint()).map_err(|error| error.to_string());
    let (tables, log) = (value(tables)?, value(log)?);
    let found = TABLES.iter().find_map(|(name, table)| in_table(table, &tables[name], &log[name]));
    // Version, id and year are of the plan's row.
    let header = || Difference { table: "plan", row: log["id"].to_string(), problem: OTHER.to_owned() };
    Ok(Some(found.unwrap_or_else(header)))
}

const OTHER: &str = "no es lo que resulta del registro";

fn in_table(table: &'static str, stored: &Value, expected: &Value) -> Option<Difference> {
    let (stored, expected) = (by_key(stored), by_key(expected));
    let mut keys: Vec<_> = stored.keys().chain(expected.keys()).collect();
    keys.sort();
    keys.into_iter().find_map(|key| {
        let problem = match (stored.get(key), expected.get(key)) {
            (Some(stored), Some(expected)) if stored == expected => return None,
            (Some(stored), Some(expected)) => other(stored, expected),
            (Some(_), None) => "sobra: ningún asiento la creó".to_owned(),
            _ => "falta: el registro la tiene".to_owned(),
        };
        Some(Difference { table, row: key.clone(), problem })
    })
}

/// Names the column, where the row has columns.
fn other(stored: &Value, expected: &Value) -> String {
    let column = stored.as_object().and_then(|row| row.iter().find(|(name, value)| expected[name] != **value));
    match column {
        Some((name, value)) => format!("{name} es {value}, y del registro resulta {}", expected[name]),
        None => OTHER.to_owned(),
    }
}

/// Rows by what tells them apart: id, code, the first of a pair, else their place.
fn by_key(rows: &Value) -> BTreeMap<String, &Value> {
    let key = |at: usize, row: &Value| {
        let own = row.get("id").or_else(|| row.get("codigo")).or_else(|| row.get(0));
        match own {
            Some(Value::String(key)) => key.clone(),
            Some(key) => key.to_string(),
            None => format!("{at:05}"),
        }
    };
    match rows {
        Value::Array(rows) => rows.iter().enumerate().map(|(at, row)| (key(at, row), row)).collect(),
        row => BTreeMap::from([(key(0, row), row)]),
    }
}
