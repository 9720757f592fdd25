//! Writes the table of embedded assets: everything that `cargo xtask build` left in `target/site`.
//!
//! Where there is no site the table is empty, so that `cargo check` needs no wasm; such a server
//! answers without styles and scripts.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let workspace = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("..");
    let site = workspace.join("target/site");
    // A watched path that does not exist makes Cargo run this script every time.
    fs::create_dir_all(site.join("pkg"))?;
    let site = site.canonicalize()?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", site.join("pkg").display());
    let list = site.join("assets.txt");
    if list.exists() {
        println!("cargo::rerun-if-changed={}", list.display());
    }
    let list = fs::read_to_string(list).unwrap_or_default();
    let table = table(&list, &site.join("pkg"));
    fs::write(PathBuf::from(variable("OUT_DIR")).join("assets.rs"), table)
}

#[expect(clippy::disallowed_methods, reason = "Cargo speaks to build scripts through the environment")]
fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// One line of Rust for each line of the list, in the list's order: by logical name.
fn table(list: &str, pkg: &Path) -> String {
    let mut rust = String::from("&[\n");
    for (logical, path) in list.lines().filter_map(|line| line.split_once('\t')) {
        let raw = pkg.join(path).display().to_string();
        let form = |extension: &str| {
            let compressed = format!("{raw}{extension}");
            if Path::new(&compressed).exists() {
                format!("Some(include_bytes!({compressed:?}))")
            } else {
                "None".into()
            }
        };
        let (br, gz) = (form(".br"), form(".gz"));
        let _ = writeln!(
            rust,
            "Asset {{ logical: {logical:?}, path: {path:?}, raw: include_bytes!({raw:?}), br: {br}, gz: {gz} }},"
        );
    }
    rust + "]\n"
}
