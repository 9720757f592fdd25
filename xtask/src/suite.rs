//! Every test, from a bare checkout: lints, the rules, both databases, the browser.

use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::browser::Browser;
use crate::command::{cargo, command, run as execute};
use crate::postgres::{self, Disk, Postgres};
use crate::progress::Progress;
use crate::{npm, release, wasm, workspace};

/// The program that the browser tests talk to: the one that the other tests compiled.
pub const BINARY: &str = "target/debug/poi";

/// What records the decisions of the native program, and where the browser's tests find them.
const RECORDER: &str = "target/debug/examples/decisions";
const DECISIONS: (&str, &str) = ("POI_DECISIONS", "target/decisions");

/// Asks for random campaigns of their full size, in place of a tenth.
const CAMPAIGN: (&str, &str) = ("POI_CAMPAIGN", "full");

const LINTS: &str = "formatting, clippy on host and wasm, types of the browser tests";

/// A part of the tests that can be asked for alone.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Formatting, clippy on host and wasm, types of the browser tests
    Lint,
    /// The rules: `app/domain`
    Domain,
    /// The server, on SQLite and PostgreSQL
    Server,
    /// The browser tests
    E2e,
}

pub fn run(only: Option<Part>, options: &[String]) -> Result<()> {
    match only {
        None => whole(options),
        Some(Part::Lint) => {
            let mut progress = Progress::new(2);
            progress.step("npm tools", npm::install)?;
            progress.step(LINTS, lint)
        }
        Some(Part::Domain) => execute(cargo(&["test", "--package", "domain"]).args(options)),
        Some(Part::Server) => with_postgres(cargo(&["test", "--package", "server"]).args(options)),
        Some(Part::E2e) => {
            let mut progress = Progress::new(5);
            release::build_site(&mut progress)?;
            browse(&mut progress, options)
        }
    }
}

/// The randomised tests at full size; they print how many cases that is.
pub fn soak() -> Result<()> {
    with_postgres(cargo(&["test"]).env(CAMPAIGN.0, CAMPAIGN.1))?;
    let mut progress = Progress::new(5);
    release::build_site(&mut progress)?;
    progress.step("server for the browser tests", build_server)?;
    progress.step("decisions of the native program", || execute(recorder().env(CAMPAIGN.0, CAMPAIGN.1)))?;
    progress.step("browsers that write at random, and that decide alike", || {
        execute(playwright()?.args(["convergence", "decisions"]).env(CAMPAIGN.0, CAMPAIGN.1))
    })?;
    progress.summary();
    Ok(())
}

fn whole(options: &[String]) -> Result<()> {
    let mut progress = Progress::new(7);
    release::build_site(&mut progress)?;
    progress.step(LINTS, lint)?;
    progress.step("rules, server on SQLite and PostgreSQL, tools", || with_postgres(&mut cargo(&["test"])))?;
    browse(&mut progress, options)?;
    progress.summary();
    Ok(())
}

fn lint() -> Result<()> {
    let strict = ["--", "--deny", "warnings"];
    execute(&mut cargo(&["fmt", "--all", "--check"]))?;
    execute(cargo(&["clippy", "--all-targets"]).args(strict))?;
    wasm::add_target()?;
    let wasm = ["--package", "frontend", "--package", "app", "--features", "app/hydrate"];
    execute(cargo(&["clippy", "--target", "wasm32-unknown-unknown"]).args(wasm).args(strict))?;
    execute(npm::node(npm::module("typescript/bin/tsc")?).args(["--project", "."]))
}

fn with_postgres(tests: &mut Command) -> Result<()> {
    let postgres = Postgres::obtain(Disk::Ignored)?;
    execute(tests.env(postgres::VARIABLE, postgres.url()))
}

/// Three steps.
fn browse(progress: &mut Progress, options: &[String]) -> Result<()> {
    progress.step("server for the browser tests", build_server)?;
    progress.step("decisions of the native program", || execute(&mut recorder()))?;
    progress.step("browser tests", || execute(playwright()?.args(options)))
}

fn recorder() -> Command {
    let mut recorder = command(&workspace::path(RECORDER).to_string_lossy());
    recorder.arg(DECISIONS.1);
    recorder
}

fn playwright() -> Result<Command> {
    let mut playwright = Browser::obtain()?.playwright(&workspace::path(BINARY))?;
    playwright.env(DECISIONS.0, workspace::path(DECISIONS.1));
    Ok(playwright)
}

/// The features of dependencies are those of `cargo test` only while a test is built as well;
/// without one, half of the dependencies would be compiled a second time.
pub fn build_server() -> Result<()> {
    execute(&mut cargo(&["build", "--bin", "poi", "--example", "decisions", "--test", "architecture"]))
}
