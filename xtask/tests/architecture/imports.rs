//! Who may import whom inside `app` and `server`; between crates, the compiler sees to it.

use crate::source::{Breach, Source, assert_none, sources};

/// A module and the modules of its crate that it may name. `*` stands for any.
type Layers = &'static [(&'static str, &'static [&'static str])];

const APP: Layers = &[
    ("lib", &["*"]),
    ("app", &["components", "pages", "state", "whole"]),
    ("shell", &["app", "components"]),
    // A page asks `api` for what it was opened for; what pages share goes through `state`.
    ("pages", &["api", "components", "state", "error", "lectura", "unit_address", "whole", "wire"]),
    // `backend` declares what a server must do; `api` calls it; they share their types.
    ("state", &["api", "error", "lectura", "unit_address", "whole", "wire"]),
    ("components", &["error", "unit_address", "whole"]),
    ("api", &["backend", "error", "wire"]),
    ("backend", &["api", "error", "lectura"]),
    // The pages as functions of the plan, for the server and for a browser without one.
    ("lectura", &["api", "error"]),
    ("error", &["wire"]),
    ("unit_address", &[]),
    // What begins once all of the program is here.
    ("whole", &[]),
    // How values are read from what the server sends; it knows no value.
    ("wire", &[]),
];

const SERVER: Layers = &[
    ("main", &["*"]),
    ("lib", &["*"]),
    ("cli", &["*"]),
    (
        "router",
        &[
            "assets",
            "backend",
            "config",
            "documents",
            "imports",
            "live",
            "security",
            "service_worker",
            "session",
            "telemetry",
        ],
    ),
    ("service_worker", &["assets", "live"]),
    ("serve", &["backend", "bootstrap", "clock", "config", "connections", "demo", "router", "session", "store", "tls"]),
    ("bootstrap", &["backend", "clock", "demo", "session", "store"]),
    ("archive", &["clock", "store", "verify"]),
    ("verify", &["store"]),
    ("live", &["assets", "backend", "clock", "security", "session", "telemetry"]),
    ("session", &["caller", "clock", "config", "security", "store", "telemetry"]),
    ("backend", &["clock", "session", "store", "telemetry"]),
    ("documents", &["backend", "clock", "security", "telemetry"]),
    // What is read back must be known as it was written.
    ("imports", &["backend", "clock", "documents", "security", "telemetry"]),
    ("connections", &["caller", "tls"]),
    ("caller", &[]),
    ("tls", &["config"]),
    ("security", &["caller", "config"]),
    ("telemetry", &["config"]),
    ("demo", &["backend", "clock", "store"]),
    ("store", &["clock"]),
    ("assets", &[]),
    ("clock", &[]),
    ("config", &[]),
];

#[test]
fn inside_app_imports_follow_the_layers() {
    assert_none(sources(&["app/src"], &["rs"]).iter().flat_map(|source| wrong_imports(source, "app/src/", APP)));
}

#[test]
fn inside_server_imports_follow_the_layers() {
    let sources = sources(&["server/src"], &["rs"]);
    assert_none(sources.iter().flat_map(|source| wrong_imports(source, "server/src/", SERVER)));
}

fn wrong_imports(source: &Source, root: &str, layers: Layers) -> Vec<Breach> {
    let inside = source.path.strip_prefix(root).unwrap_or(&source.path);
    let module = inside.split(['/', '.']).next().unwrap_or_default();
    let Some((_, allowed)) = layers.iter().find(|(name, _)| *name == module) else {
        return vec![source.at(1, "a new module: say in xtask/tests/architecture/imports.rs what it may import")];
    };
    let is_wrong = |named: &&str| *named != module && !allowed.contains(named) && !allowed.contains(&"*");
    let is_module = |named: &&str| layers.iter().any(|(name, _)| name == named);
    source
        .code()
        .flat_map(|(number, line)| named_modules(line).into_iter().map(move |named| (number, named)))
        .filter(|(_, named)| is_module(named) && is_wrong(named))
        .map(|(number, named)| {
            let known = if allowed.is_empty() { "nothing of its crate".to_owned() } else { allowed.join(", ") };
            source.at(number, &format!("`{module}` may import {known}, not `{named}`: hand it in, or move the code"))
        })
        .collect()
}

/// The modules that a line names after `crate::`, alone or in braces.
fn named_modules(line: &str) -> Vec<&str> {
    line.match_indices("crate::")
        .filter(|(start, _)| !line[..*start].ends_with(is_part_of_a_name))
        .flat_map(|(start, path)| {
            let rest = &line[start + path.len()..];
            let list = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or(list));
            let several = if list.len() == rest.len() { 1 } else { usize::MAX };
            list.split(',').take(several).map(|item| first_name(item.trim()))
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn first_name(path: &str) -> &str {
    path.split(|letter| !is_part_of_a_name(letter)).next().unwrap_or(path)
}

fn is_part_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[test]
fn imports_are_written_so_that_they_can_be_read_line_by_line() {
    let advice = "one `use crate::MODULE::…` for each module";
    let sources = sources(&["app/src", "server/src"], &["rs"]);
    assert_none(sources.iter().flat_map(|source| source.breaches(|line| line.trim() == "use crate::{", advice)));
}

#[test]
fn modules_are_named_alone_or_in_braces() {
    assert_eq!(named_modules("use crate::state::plan::Replica;"), ["state"]);
    assert_eq!(named_modules("use crate::{api::plan, error};"), ["api", "error"]);
    assert_eq!(named_modules("pub(in crate::pages) fn f(x: crate::api::X)"), ["pages", "api"]);
    assert_eq!(named_modules("use domain::Plan;"), Vec::<&str>::new());
}
