//! What another program reads in the schedules we export: MPXJ, by which many read Project's files.
//!
//! Apart from the tests, for it needs Python, Java and a download. Missing ones are an error and
//! never a reason to skip: who asks for a comparison wants one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{cargo, command, run as execute};
use crate::progress::Progress;
use crate::{environment, workspace};

const FOLDER: &str = "target/mpxj";
const REQUIREMENTS: &str = "xtask/mpxj/requirements.txt";

pub fn run() -> Result<()> {
    let python = environment::program(&["python3", "python"])
        .context("Python 3 is missing: MPXJ is asked through it. Install python3 with its venv module")?;
    environment::program(&["java"]).context("Java is missing: MPXJ is written in it. Install version 11 or later")?;
    let schedules = workspace::path(FOLDER).join("schedules");
    fs::create_dir_all(&schedules)?;
    let mut progress = Progress::new(4);
    let python = progress.step("MPXJ from PyPI", || install(&python))?;
    progress.step("schedules for it to read", || execute(schedule().arg(&schedules)))?;
    progress.step("every date, link, cost and baseline compared", || {
        execute(command(&python.to_string_lossy()).arg(workspace::path("xtask/mpxj/compare.py")).arg(&schedules))
    })?;
    progress.step("what it saves again read as dates", || execute(schedule().arg(&schedules).arg("again")))?;
    progress.summary();
    Ok(())
}

fn schedule() -> Command {
    cargo(&["run", "--quiet", "--example", "export_mspdi", "--"])
}

/// Installs what the requirements name, unless it is there; the Python that has it.
fn install(python: &Path) -> Result<PathBuf> {
    let (place, wanted) = (workspace::path(FOLDER).join("python"), fs::read(workspace::path(REQUIREMENTS))?);
    let (own, installed) = (place.join("bin/python"), place.join(".installed-from"));
    if fs::read(&installed).is_ok_and(|present| present == wanted) {
        return Ok(own);
    }
    execute(command(&python.to_string_lossy()).args(["-m", "venv", "--clear"]).arg(&place))
        .context("the venv module of Python is needed")?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS];
    execute(command(&own.to_string_lossy()).args(pip)).context("MPXJ could not be fetched from PyPI")?;
    fs::write(&installed, wanted)?;
    Ok(own)
}
