//! The Chromium that the browser tests drive, and Playwright, which drives it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::capture;
use crate::{environment, npm, workspace};

/// A Chromium and what it needs to start.
pub struct Browser {
    executable: PathBuf,
    /// Libraries and fonts that came with it, where it was unpacked from npm.
    folder: Option<PathBuf>,
}

impl Browser {
    /// The one given in the environment, else one of the machine, else the one of npm.
    pub fn obtain() -> Result<Self> {
        let given = environment::variable("CHROMIUM").map(PathBuf::from);
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        match given.or_else(|| environment::program(&names)) {
            Some(executable) => Ok(Self { executable, folder: None }),
            None => Self::unpack(),
        }
    }

    /// npm's Chromium is made for machines without a screen and carries the libraries it needs.
    fn unpack() -> Result<Self> {
        let version = npm::version("@sparticuz/chromium")?;
        let folder = workspace::path("target/chromium").join(version);
        if !folder.exists() {
            let partial = folder.with_extension("partial");
            if partial.exists() {
                fs::remove_dir_all(&partial)?;
            }
            fs::create_dir_all(&partial)?;
            let script = workspace::path("end2end/support/unpack-chromium.mjs");
            // The package unpacks to the folder for temporary files.
            capture(npm::node(script).env("TMPDIR", &partial)).context("unpacking npm's Chromium")?;
            write_font_settings(&partial, &folder)?;
            fs::rename(&partial, &folder)?;
        }
        Ok(Self { executable: folder.join("chromium"), folder: Some(folder) })
    }

    /// Playwright with this browser and this server, ready for its arguments.
    pub fn playwright(&self, server: &Path) -> Result<Command> {
        let mut playwright = npm::node(npm::module("@playwright/test/cli.js")?);
        playwright.arg("test").env("CHROMIUM", &self.executable).env("POI_BIN", server);
        if let Some(folder) = &self.folder {
            playwright.env("CHROMIUM_LIBRARIES", folder.join("al2023/lib"));
            playwright.env("FONTCONFIG_PATH", folder.join("fonts"));
        }
        Ok(playwright)
    }
}

/// The package's own settings name folders of the machine it was made for.
fn write_font_settings(partial: &Path, folder: &Path) -> Result<()> {
    let folder = folder.display();
    let settings = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n  \
         <dir>{folder}/fonts</dir>\n  <cachedir>{folder}/fonts-cache</cachedir>\n</fontconfig>\n"
    );
    fs::write(partial.join("fonts/fonts.conf"), settings)?;
    Ok(())
}
