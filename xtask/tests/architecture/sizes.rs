//! How long a piece may grow before it must become two.

use crate::source::{Breach, Source, assert_none, production, sources};

const FILE: usize = 450;
const FUNCTION: usize = 40;
const COMPONENT: usize = 80;
const SERVER_FUNCTION: usize = 6;

#[test]
fn no_file_is_too_long() {
    let folders = ["app", "frontend", "server", "xtask", "end2end", "style", "migrations"];
    let sources = sources(&folders, &["rs", "ts", "mjs", "css", "sql"]);
    let too_long = sources.iter().filter(|source| source.text.lines().count() > FILE);
    assert_none(too_long.map(|source| source.at(FILE + 1, "over 450 lines: split it by topic")));
}

#[test]
fn every_module_says_what_lives_in_it() {
    let silent = production().into_iter().filter(|source| !source.text.starts_with("//!"));
    assert_none(silent.map(|source| source.at(1, "begin with `//!`: what lives here, and what never will")));
}

#[test]
fn no_function_is_too_long() {
    assert_none(production().iter().flat_map(long_functions));
}

fn long_functions(source: &Source) -> Vec<Breach> {
    let lines: Vec<_> = source.code().collect();
    let starts = lines.iter().enumerate().filter(|(_, (_, line))| is_function(line.trim_start()));
    starts
        .filter_map(|(index, (number, line))| {
            let length = body_length(&lines[index..], line)?;
            let limit = limit(&lines[..index]);
            let advice = format!("{length} lines, where {limit} are allowed: name a part of it and move it out");
            (length > limit).then(|| source.at(*number, &advice))
        })
        .collect()
}

fn is_function(line: &str) -> bool {
    let mut words = line
        .split_whitespace()
        .skip_while(|word| word.starts_with("pub") || ["const", "async", "in"].contains(word) || word.ends_with(')'));
    words.next() == Some("fn")
}

/// Lines between the braces, by the closing brace that stands under the beginning.
fn body_length(lines: &[(usize, &str)], first: &str) -> Option<usize> {
    let indent = &first[..first.len() - first.trim_start().len()];
    if first.ends_with(['}', ';']) {
        return None;
    }
    let opened = lines.iter().position(|(_, line)| line.ends_with('{'))?;
    let closed = lines.iter().position(|(_, line)| line.strip_prefix(indent) == Some("}"))?;
    closed.checked_sub(opened + 1)
}

/// The limit that the attributes over a function call for.
fn limit(before: &[(usize, &str)]) -> usize {
    let mut attributes = before.iter().rev().map(|(_, line)| line.trim()).take_while(|line| is_attribute(line));
    attributes
        .find_map(|line| match line {
            _ if line.starts_with("#[component") => Some(COMPONENT),
            _ if line.starts_with("#[server") => Some(SERVER_FUNCTION),
            _ => None,
        })
        .unwrap_or(FUNCTION)
}

fn is_attribute(line: &str) -> bool {
    line.starts_with("#[") || line.ends_with(")]")
}

#[test]
fn a_long_function_is_found_with_its_own_limit() {
    let body = "    x();\n".repeat(41);
    let text = format!("fn a() {{\n{body}}}\n\n#[component]\npub fn B() -> V {{\n{body}}}\n");
    let source = Source { path: "a.rs".to_owned(), text };
    let found = long_functions(&source);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("a.rs:1: 41 lines"), "{found:?}");
}
