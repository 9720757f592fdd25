//! The program as it is handed over: `target/release/poi`, one file with all assets inside.

use std::os::unix::process::CommandExt;

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::command::{cargo, command, run};
use crate::progress::Progress;
use crate::{npm, site, workspace};

pub const BINARY: &str = "target/release/poi";

/// A part of the build that can be asked for alone.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// `target/site`: wasm, styles, fonts, icons
    Site,
}

pub fn build(only: Option<Part>) -> Result<()> {
    let mut progress = Progress::new(if only.is_some() { 2 } else { 3 });
    build_site(&mut progress)?;
    if only.is_none() {
        build_server(&mut progress)?;
        println!("{BINARY} is the whole program: copy it anywhere.");
    }
    Ok(())
}

pub fn serve(options: &[String]) -> Result<()> {
    let mut progress = Progress::new(4);
    build_site(&mut progress)?;
    build_server(&mut progress)?;
    println!("[4/4] {BINARY} serve --demo");
    let binary = workspace::path(BINARY);
    // In place of this process, so that Ctrl+C is the server's to answer.
    let error = command(&binary.to_string_lossy()).args(["serve", "--demo"]).args(options).exec();
    Err(error).context(BINARY)
}

/// Two steps: what `test` needs as well.
pub fn build_site(progress: &mut Progress) -> Result<()> {
    progress.step("npm tools", npm::install)?;
    progress.step("wasm, styles, fonts and icons", site::build)
}

/// One step.
pub fn build_server(progress: &mut Progress) -> Result<()> {
    progress.step("server, with the site inside", || {
        run(&mut cargo(&["build", "--release", "--package", "server", "--bin", "poi"]))
    })
}
