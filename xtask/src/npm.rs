//! The npm tools of `end2end/`: installed exactly as the lock file says, run with `node`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{command, run};
use crate::workspace;

/// A copy of the lock file as it was when `node_modules` was last installed from it.
const INSTALLED: &str = "end2end/node_modules/.installed-from";

/// Runs `npm ci` unless `node_modules` already holds what the lock file names.
pub fn install() -> Result<()> {
    let wanted = fs::read(workspace::path("end2end/package-lock.json"))
        .context("end2end/package-lock.json is part of the checkout and cannot be read")?;
    let installed = workspace::path(INSTALLED);
    if fs::read(&installed).is_ok_and(|present| present == wanted) {
        return Ok(());
    }
    // Install scripts fetch things from elsewhere; nothing here needs one.
    let mut npm = command("npm");
    npm.args(["ci", "--ignore-scripts", "--no-fund", "--no-audit"]).current_dir(workspace::path("end2end"));
    run(&mut npm).context("Node.js 20 or later with npm is needed")?;
    fs::write(&installed, wanted)?;
    Ok(())
}

/// A path inside `node_modules`, which must be there.
pub fn module(relative: &str) -> Result<PathBuf> {
    let path = workspace::path("end2end/node_modules").join(relative);
    if !path.exists() {
        bail!("{} is missing: delete end2end/node_modules and try again", path.display());
    }
    Ok(path)
}

/// The version of an installed package.
pub fn version(package: &str) -> Result<String> {
    let text = fs::read_to_string(module(&format!("{package}/package.json"))?)?;
    let described: serde_json::Value = serde_json::from_str(&text)?;
    Ok(described["version"].as_str().unwrap_or_default().to_owned())
}

/// `node` with a script, to be run in `end2end/`.
pub fn node(script: PathBuf) -> Command {
    let mut node = command("node");
    node.arg(script).current_dir(workspace::path("end2end"));
    node
}
