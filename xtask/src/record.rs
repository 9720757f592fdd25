//! Records what opening Programación runs: the whole module, made to remember, in a real browser.

use std::fs;

use anyhow::{Context, Result};

use crate::browser::Browser;
use crate::command::run as execute;
use crate::progress::Progress;
use crate::split::{self, Profile};
use crate::{npm, site, suite, wasm, workspace};

/// Where the module that remembers lies, and what it remembered.
const FOLDER: &str = "target/profile";

pub fn run() -> Result<()> {
    let mut progress = Progress::new(4);
    progress.step("npm tools", npm::install)?;
    progress.step("wasm, styles, fonts and icons", || site::build_of_any_size().map(drop))?;
    progress.step("server to open it on", suite::build_server)?;
    progress.step("opening Programación", record)?;
    progress.summary();
    Ok(())
}

fn record() -> Result<()> {
    let folder = workspace::path(FOLDER);
    fs::create_dir_all(&folder)?;
    let module = split::instrument(&wasm::module()?)?;
    fs::write(folder.join("module.wasm"), &module.wasm)?;
    let seen = folder.join("seen.json");
    if seen.exists() {
        fs::remove_file(&seen)?;
    }
    let mut playwright = Browser::obtain()?.playwright(&workspace::path(suite::BINARY))?;
    playwright.env("POI_MODULE", folder.join("module.wasm")).env("POI_SEEN", &seen);
    playwright.env("POI_MARKS", format!("{} {}", module.at, module.names.len()));
    execute(playwright.args(["--config", "profile/playwright.config.ts"]))?;
    let ran: Vec<usize> = serde_json::from_str(&fs::read_to_string(&seen)?)?;
    let names = ran.iter().map(|place| module.names.get(*place).map(String::as_str));
    let names = names.collect::<Option<Vec<_>>>().context("a mark that no function made")?;
    println!("      {} of {} functions", names.len(), module.names.len());
    fs::write(workspace::path(wasm::PROFILE_FILE), Profile::of(names).write())?;
    Ok(())
}
