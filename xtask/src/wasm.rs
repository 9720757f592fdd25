//! The browser's half of the program: `frontend` compiled to wasm, bound to JavaScript, made small.
//!
//! The result lies in `target/site/wasm`; `assets` gives it its served names. Nothing is done when
//! no input changed, so that a warm run costs only the reading of the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::command::{capture, cargo, command, run};
use crate::split::{self, Profile};
use crate::{environment, npm, workspace};

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";
const OUTPUT: &str = "target/site/wasm";
const STAMP: &str = "target/site/wasm.inputs";

/// What was seen to run; `cargo xtask profile` writes it.
pub const PROFILE_FILE: &str = "frontend/start.profile";

/// Made small for whoever downloads it compressed: what is written once more in the same words costs
/// next to nothing, what is mixed with its surroundings costs all of itself. So a function that one
/// other calls stays a function unless it is tiny, a value is reckoned where it is used, and functions
/// stand beside those like them (`split::order`). Together a sixth of what `-Oz` alone leaves.
///
/// The features are what rustc emits for the target today; a module with more is refused.
const OPTIMISE: &[&str] = &[
    "-Oz",
    "--converge",
    "--one-caller-inline-max-function-size=15",
    "--skip-pass=local-cse",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Everything that the wasm is made of.
const INPUTS: &[&str] = &[
    "app",
    "frontend/src",
    "frontend/boot.js",
    "frontend/start.profile",
    "frontend/Cargo.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "rust-toolchain.toml",
];

/// The files that the browser loads.
pub struct Bundle {
    pub js: String,
    /// What opening Programación runs, and everything else.
    pub start: Vec<u8>,
    pub rest: Vec<u8>,
    /// JavaScript that crates brought along, by the path `poi.js` imports it from.
    pub snippets: BTreeMap<String, Vec<u8>>,
}

/// Adds the compiler's standard library for wasm where it is missing.
pub fn add_target() -> Result<()> {
    let library = capture(command("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if environment::entries(Path::new(library.trim())).iter().any(|file| is_std(file)) {
        return Ok(());
    }
    run(command("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!("the Rust target {TARGET} is not installed and could not be added; install it and try again")
    })
}

fn is_std(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("libstd-") && name.ends_with(".rlib")
}

/// Compiles, binds and optimises, unless the last result was made from the same inputs.
pub fn build() -> Result<Bundle> {
    let inputs = fingerprint()?;
    let stamp = workspace::path(STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|last| last == inputs) {
        return read();
    }
    let build = ["build", "--package", "frontend", "--lib", "--target", TARGET, "--profile", PROFILE];
    run(cargo(&build).arg("--config").arg(nameless()))?;
    bind()?;
    part()?;
    let bundle = read()?;
    fs::write(stamp, inputs)?;
    Ok(bundle)
}

/// Where crates are unpacked is nobody's business who downloads the program.
fn nameless() -> String {
    let crates = environment::cargo_home().join("registry").join("src");
    format!("target.{TARGET}.rustflags = ['--remap-path-prefix={}=crates']", crates.display())
}

fn fingerprint() -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(OPTIMISE.join(" "));
    hash.update(npm::version("binaryen")?);
    for file in INPUTS.iter().flat_map(|input| sources(&workspace::path(input))) {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
    }
    Ok(format!("{:x}", hash.finalize()))
}

/// The files of an input; tests and examples beside the code are none of the browser's.
fn sources(input: &Path) -> Vec<PathBuf> {
    if input.is_file() {
        return vec![input.to_owned()];
    }
    let beside = ["tests", "benches", "examples"];
    let is_source = |file: &PathBuf| !file.iter().any(|part| beside.iter().any(|folder| part == *folder));
    environment::files(input).into_iter().filter(is_source).collect()
}

fn bind() -> Result<()> {
    let output = workspace::path(OUTPUT);
    if output.exists() {
        fs::remove_dir_all(&output)?;
    }
    Bindgen::new()
        .input_path(workspace::path("target").join(TARGET).join(PROFILE).join("frontend.wasm"))
        .out_name("poi")
        .web(true)
        .and_then(|bindgen| bindgen.remove_producers_section(true).generate(&output))
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))
}

/// The whole module, bound, with the names of its functions.
pub fn module() -> Result<Vec<u8>> {
    Ok(fs::read(workspace::path(OUTPUT).join("poi_bg.wasm"))?)
}

/// The line is drawn before optimising: afterwards functions that do the same share one name.
fn part() -> Result<()> {
    let profile = fs::read_to_string(workspace::path(PROFILE_FILE)).context(PROFILE_FILE)?;
    let parts = split::split(&module()?, &Profile::read(&profile))?;
    println!("      {PROFILE_FILE}: {} of {} functions are in the program", parts.found.0, parts.found.1);
    for (name, wasm) in [("start.wasm", parts.start), ("rest.wasm", parts.rest)] {
        let file = workspace::path(OUTPUT).join(name);
        fs::write(&file, wasm)?;
        let mut wasm_opt = npm::node(npm::module("binaryen/bin/wasm-opt")?);
        run(wasm_opt.args(OPTIMISE).arg(&file).arg("-o").arg(&file))?;
    }
    Ok(())
}

fn read() -> Result<Bundle> {
    let output = workspace::path(OUTPUT);
    let mut snippets = BTreeMap::new();
    for file in environment::files(&output.join("snippets")) {
        let name = file.strip_prefix(&output)?.to_string_lossy().into_owned();
        snippets.insert(name, fs::read(&file)?);
    }
    let boot = fs::read_to_string(workspace::path("frontend/boot.js"))?;
    let js = fs::read_to_string(output.join("poi.js"))? + "\n" + &boot;
    let part = |name| fs::read(output.join(name));
    Ok(Bundle { js, start: part("start.wasm")?, rest: part("rest.wasm")?, snippets })
}
