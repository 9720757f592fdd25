//! Figures: runs the measurements, reads what they wrote, prints one table.
//!
//! A measurement writes `target/bench/NAME.json`, from its own run, rivals measured beside ours.
//! There are two kinds: examples of `server` named `bench_NAME`, and `end2end/bench/NAME.spec.ts`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::browser::Browser;
use crate::command::{cargo, run as execute};
use crate::postgres::{self, Disk, Postgres};
use crate::progress::Progress;
use crate::{environment, release, workspace};

/// One line of a measurement's file.
#[derive(Deserialize)]
struct Figure {
    case: String,
    unit: String,
    ours: f64,
    #[serde(default)]
    rivals: BTreeMap<String, f64>,
    target: Option<f64>,
    smaller_is_better: bool,
}

/// Measurements that need a database server.
const WITH_POSTGRES: &[&str] = &["commit"];

/// A measurement: by name, and how it is run.
enum Bench {
    Example(String),
    Browser(String),
}

pub fn run(only: Option<&str>) -> Result<()> {
    let benches: Vec<_> = all().into_iter().filter(|bench| only.is_none_or(|name| bench.name() == name)).collect();
    if benches.is_empty() {
        let known: Vec<_> = all().iter().map(|bench| bench.name().to_owned()).collect();
        bail!("no such measurement; there are: {}", known.join(", "));
    }
    let in_browser = benches.iter().any(|bench| matches!(bench, Bench::Browser(_)));
    let mut progress = Progress::new(benches.len() + if in_browser { 3 } else { 0 });
    if in_browser {
        release::build_site(&mut progress)?;
        release::build_server(&mut progress)?;
    }
    fs::create_dir_all(workspace::path("target/bench"))?;
    let mut missed = 0;
    for bench in &benches {
        let figures = progress.step(bench.name(), || bench.measure())?;
        missed += print(&figures);
    }
    progress.summary();
    if missed > 0 {
        bail!("{missed} figures miss their target");
    }
    Ok(())
}

fn all() -> Vec<Bench> {
    let stems = |folder: &str, prefix: &str, suffix: &str| -> Vec<String> {
        let names = environment::entries(&workspace::path(folder));
        let name = |path: PathBuf| {
            let name = path.file_name()?.to_str()?;
            let rest = name.strip_prefix(prefix)?;
            // What takes several files is a folder, without a suffix.
            Some(rest.strip_suffix(suffix).or(path.is_dir().then_some(rest))?.to_owned())
        };
        names.into_iter().filter_map(name).collect()
    };
    let examples = stems("server/examples", "bench_", ".rs").into_iter().map(Bench::Example);
    let browser = stems("end2end/bench", "", ".spec.ts").into_iter().map(Bench::Browser);
    examples.chain(browser).collect()
}

impl Bench {
    fn name(&self) -> &str {
        match self {
            Self::Example(name) | Self::Browser(name) => name,
        }
    }

    /// Runs it; a file left by an earlier run never stands for this one.
    fn measure(&self) -> Result<Vec<Figure>> {
        let file = workspace::path("target/bench").join(format!("{}.json", self.name()));
        if file.exists() {
            fs::remove_file(&file)?;
        }
        match self {
            Self::Example(name) => {
                let example = format!("bench_{name}");
                let mut run = cargo(&["run", "--release", "--package", "server", "--example", &example]);
                let wanted = WITH_POSTGRES.contains(&name.as_str());
                let postgres = wanted.then(|| Postgres::obtain(Disk::Awaited)).transpose()?;
                if let Some(postgres) = &postgres {
                    run.env(postgres::VARIABLE, postgres.url());
                }
                execute(&mut run)?;
            }
            Self::Browser(name) => {
                let spec = format!("{name}.spec.ts");
                let mut playwright = Browser::obtain()?.playwright(&workspace::path(release::BINARY))?;
                execute(playwright.args(["--config", "bench/playwright.config.ts", &spec]))?;
            }
        }
        let text = fs::read_to_string(&file).with_context(|| format!("{} was not written", file.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not a list of figures", file.display()))
    }
}

/// Prints the figures and counts those that miss their target.
fn print(figures: &[Figure]) -> usize {
    println!("{:<44} {:>12} {:>12} {:<6}  rivals", "case", "ours", "target", "unit");
    for figure in figures {
        let target = figure.target.map_or_else(|| "-".to_owned(), number);
        let rivals: Vec<_> = figure.rivals.iter().map(|(name, value)| format!("{name} {}", number(*value))).collect();
        let verdict = if figure.misses() { "  MISSED" } else { "" };
        let (case, ours, unit) = (&figure.case, number(figure.ours), &figure.unit);
        println!("{case:<44} {ours:>12} {target:>12} {unit:<6}  {}{verdict}", rivals.join(", "));
    }
    figures.iter().filter(|figure| figure.misses()).count()
}

fn number(value: f64) -> String {
    format!("{value:.2}")
}

impl Figure {
    fn misses(&self) -> bool {
        self.target.is_some_and(|target| if self.smaller_is_better { self.ours > target } else { self.ours < target })
    }
}

#[cfg(test)]
mod tests {
    use super::Figure;

    #[test]
    fn a_figure_misses_its_target_on_the_worse_side_of_it() {
        let figure = |ours: f64, smaller: bool| {
            let text = format!(
                r#"{{"case":"c","unit":"ms","ours":{ours},"rivals":{{}},"target":50,"smaller_is_better":{smaller}}}"#
            );
            serde_json::from_str::<Figure>(&text).unwrap()
        };
        assert!(figure(50.1, true).misses() && !figure(50.0, true).misses());
        assert!(figure(49.9, false).misses() && !figure(50.0, false).misses());
    }
}
