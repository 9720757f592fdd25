//! `target/site`: what the server embeds. `pkg/` holds the files under their served names, each
//! beside its compressed forms; `assets.txt` says which logical name each of them answers to.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::assets::{self, Assets};
use crate::wasm::{self, Bundle};
use crate::{environment, workspace};

/// Lines of `logical name, tab, served name`; read by `server/build.rs`.
const LIST: &str = "target/site/assets.txt";
const PKG: &str = "target/site/pkg";

/// What a browser waits for before Programación answers: bytes as sent, with brotli.
const START_BUDGET: u64 = 300_000;

/// Builds the wasm where its inputs changed, and the site around it.
///
/// # Errors
/// When something is not built, or a browser would wait for more than it may.
pub fn build() -> Result<()> {
    let sent = build_of_any_size()?;
    if sent > START_BUDGET {
        bail!("start.wasm is {sent} bytes as sent, and may be {START_BUDGET}: look at what opening Programación runs");
    }
    Ok(())
}

/// The same for what finds out what a browser has to wait for; the bytes that it waits for now.
pub fn build_of_any_size() -> Result<u64> {
    wasm::add_target()?;
    fs::create_dir_all(workspace::path(PKG))?;
    let bundle = wasm::build()?;
    let mut assets = Assets::default();
    add_public(&mut assets, &workspace::path("frontend/public"))?;
    assets.add_css("poi.css", &style_sheet(&workspace::path("style/main.css"))?)?;
    assets.add("service_worker.js", fs::read(workspace::path("frontend/service_worker.js"))?);
    add_bundle(&mut assets, bundle);
    write(&assets)?;
    report(&assets)
}

/// Fonts, icons, the web manifest: the manifest last, for it names the others.
fn add_public(assets: &mut Assets, folder: &Path) -> Result<()> {
    let (manifests, others): (Vec<_>, Vec<_>) = environment::files(folder)
        .into_iter()
        .partition(|file| file.extension().is_some_and(|extension| extension == "webmanifest"));
    for file in others {
        let logical = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        assets.add(&logical, fs::read(&file)?);
    }
    for file in manifests {
        let logical = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        let text = assets.resolve(&fs::read_to_string(&file)?);
        assets.add(&logical, text.into_bytes());
    }
    Ok(())
}

fn add_bundle(assets: &mut Assets, bundle: Bundle) {
    let mut js = bundle.js;
    for (logical, content) in bundle.snippets {
        let hashed = assets.add(&logical, content);
        js = js.replace(&format!("./{logical}"), &format!("./{hashed}"));
    }
    assets.add("poi.js", js.into_bytes());
    assets.add("start.wasm", bundle.start);
    assets.add("rest.wasm", bundle.rest);
}

/// One sheet of the files that `main.css` imports, in its order: one request instead of thirty.
fn style_sheet(main: &Path) -> Result<String> {
    let Ok(text) = fs::read_to_string(main) else { return Ok(String::new()) };
    let folder = main.parent().unwrap_or(main);
    let mut sheet = String::new();
    for name in imports(&text)? {
        let file = folder.join(name);
        sheet += &fs::read_to_string(&file).with_context(|| format!("style/main.css imports {name}"))?;
        sheet.push('\n');
    }
    Ok(sheet)
}

fn imports(main: &str) -> Result<Vec<&str>> {
    let mut names = Vec::new();
    for line in without_comments(main) {
        let Some(name) = line.strip_prefix("@import ").and_then(|rest| rest.strip_suffix(';')) else {
            bail!("style/main.css holds only lines of `@import url(\"NAME.css\");`, not `{line}`");
        };
        let name = name.trim().trim_start_matches("url(").trim_end_matches(')');
        names.push(name.trim_matches(['"', '\'']));
    }
    Ok(names)
}

fn without_comments(css: &str) -> impl Iterator<Item = &str> {
    css.split("/*")
        .enumerate()
        .filter_map(|(index, part)| if index == 0 { Some(part) } else { part.split_once("*/").map(|(_, rest)| rest) })
        .flat_map(str::lines)
        .map(str::trim)
        .filter(|line| !line.is_empty())
}

/// Writes what is new and removes what is no longer named; a file that stays keeps its time, so
/// that the server is not compiled again for nothing.
fn write(assets: &Assets) -> Result<()> {
    let pkg = workspace::path(PKG);
    let mut wanted = BTreeSet::new();
    let mut list = String::new();
    for (logical, hashed, content) in assets.iter() {
        writeln!(list, "{logical}\t{hashed}")?;
        for file in write_forms(&pkg.join(hashed), content)? {
            wanted.insert(file);
        }
    }
    for file in environment::files(&pkg) {
        if !wanted.contains(&file) {
            fs::remove_file(file)?;
        }
    }
    let path = workspace::path(LIST);
    if fs::read_to_string(&path).ok().as_deref() != Some(&*list) {
        fs::write(path, list)?;
    }
    Ok(())
}

/// The file and its compressed forms; their names carry the content's hash, so present is right.
fn write_forms(file: &Path, content: &[u8]) -> Result<Vec<PathBuf>> {
    let name = file.to_string_lossy();
    let (br, gz) = (PathBuf::from(format!("{name}.br")), PathBuf::from(format!("{name}.gz")));
    let compressible = assets::is_compressible(&name);
    if !file.exists() {
        fs::create_dir_all(file.parent().unwrap_or(file))?;
        if compressible {
            fs::write(&br, assets::brotli(content)?)?;
            fs::write(&gz, assets::gzip(content)?)?;
        }
        // Last: its presence says that the compressed forms are complete.
        fs::write(file, content)?;
    }
    Ok(if compressible { vec![file.to_owned(), br, gz] } else { vec![file.to_owned()] })
}

/// Prints the sizes; that of what is waited for.
fn report(assets: &Assets) -> Result<u64> {
    let mut start = 0;
    for name in ["start.wasm", "rest.wasm", "poi.js", "poi.css"] {
        let Some((_, hashed, content)) = assets.iter().find(|(logical, ..)| *logical == name) else { continue };
        let sent = fs::metadata(workspace::path(PKG).join(format!("{hashed}.br")))?.len();
        println!("      {name}: {} kB, {} kB as sent (brotli)", content.len() / 1000, sent / 1000);
        if name == "start.wasm" {
            start = sent;
        }
    }
    Ok(start)
}

#[cfg(test)]
mod tests {
    use super::imports;

    #[test]
    fn main_css_is_a_list_of_imports() {
        let main = "/* order\n matters */\n@import url(\"tokens.css\");\n\n@import 'base.css'; /* last */\n";
        assert_eq!(imports(main).unwrap(), ["tokens.css", "base.css"]);
    }

    #[test]
    fn a_rule_in_main_css_is_refused() {
        assert!(imports("body { color: red }").is_err());
    }
}
