//! What every measurement tells: medians, and figures beside their rivals.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// The middle one.
#[must_use]
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A figure of which less is better.
#[must_use]
pub fn figure(case: &str, unit: &str, ours: f64, rivals: &[(&str, f64)], target: Option<f64>) -> Value {
    let rivals: serde_json::Map<String, Value> =
        rivals.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    json!({
        "case": case, "unit": unit, "ours": ours, "rivals": rivals, "target": target, "smaller_is_better": true,
    })
}

fn print(figure: &Value) {
    let number = |value: &Value| value.as_f64().map_or_else(|| "-".to_owned(), |number| format!("{number:.2}"));
    let rivals: Vec<_> = figure["rivals"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| format!("{name} {}", number(value)))
        .collect();
    println!(
        "{:<44} {:>10} {:>10} {:<6} {}",
        figure["case"].as_str().unwrap_or_default(),
        number(&figure["ours"]),
        number(&figure["target"]),
        figure["unit"].as_str().unwrap_or_default(),
        rivals.join(", ")
    );
}

/// Prints the figures and writes `target/bench/NAME.json`.
///
/// # Errors
/// When it cannot be written.
pub fn tell(name: &str, figures: &[Value]) -> Result<()> {
    figures.iter().for_each(print);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}.json"));
    fs::write(&file, serde_json::to_string_pretty(figures)?).with_context(|| file.display().to_string())
}
