//! What is found in one place only, or nowhere.

use crate::source::{assert_none, production, sources};

#[test]
fn only_the_store_names_sqlx_and_holds_sql() {
    let is_sql = |line: &str| {
        ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE "]
            .iter()
            .any(|verb| line.contains(&format!("\"{verb}")))
    };
    let advice = "SQL lives in server/src/store only: add a method there and call it";
    let elsewhere = production().into_iter().filter(|source| !source.is_under(&["server/src/store"]));
    assert_none(elsewhere.flat_map(|source| source.breaches(|line| line.contains("sqlx") || is_sql(line), advice)));
}

#[test]
fn only_config_reads_the_environment_and_only_clock_the_time() {
    let places = ["server/src/config", "server/src/clock", "server/build.rs", "xtask/src/environment.rs"];
    let advice = "only `config` reads the environment and only `clock` the time: take the value as a parameter";
    let sources = sources(&["app", "frontend", "server", "xtask/src"], &["rs"]);
    // Tests have no configuration to ask: the size of a campaign comes to them by a variable.
    let bound = sources.iter().filter(|source| !source.is_under(&places) && !source.is_test_file());
    assert_none(bound.flat_map(|source| {
        source.breaches(
            |line| {
                let reads = ["env::var", "SystemTime::now", "Utc::now", "Local::now"];
                line.contains("clippy::disallowed_methods") || reads.iter().any(|call| line.contains(call))
            },
            advice,
        )
    }));
}

#[test]
fn views_carry_no_inline_style() {
    let advice = "no inline style, the security policy blocks it: a class, an SVG attribute, or style().set_property";
    assert_none(sources(&["app/src"], &["rs"]).iter().flat_map(|source| {
        source.breaches(|line| line.contains(" style=") || line.contains(" style:") || line.contains("<style"), advice)
    }));
}

#[test]
fn views_ask_neither_the_clock_nor_chance() {
    let advice = "what a view shows must be the same on the server and in the browser: take it from the data";
    assert_none(sources(&["app/src/pages", "app/src/components"], &["rs"]).iter().flat_map(|source| {
        source.breaches(
            |line| ["Date::now", "Date::new_0", "Math::random"].iter().any(|call| line.contains(call)),
            advice,
        )
    }));
}

#[test]
fn the_domain_does_nothing_but_decide() {
    let advice = "`domain` does no I/O and knows neither clock nor chance: take the value as a parameter";
    let acts = ["std::fs", "std::net", "std::env", "std::time", "std::thread", "println!", "now_v7", "new_v4"];
    assert_none(
        sources(&["app/domain/src"], &["rs"])
            .iter()
            .flat_map(|source| source.breaches(|line| acts.iter().any(|act| line.contains(act)), advice)),
    );
}

#[test]
fn the_domain_depends_on_values_only() {
    let manifest = sources(&["app/domain"], &["toml"]);
    let advice = "`domain` is compiled for the browser and decides by itself: no framework, database or runtime";
    let strangers = ["leptos", "sqlx", "tokio", "axum", "rand.", "rand =", "getrandom", "web-sys", "js-sys", "reqwest"];
    assert_none(manifest.iter().flat_map(|source| {
        source.breaches(|line| strangers.iter().any(|stranger| line.starts_with(stranger)), advice)
    }));
}

#[test]
fn nothing_is_left_for_later() {
    let advice = "finish it, or take it out and open an issue";
    // Spelled in two halves, for this file is read as well.
    let whole = |halves: &[[&str; 2]]| halves.iter().map(|halves| halves.concat()).collect::<Vec<_>>();
    let calls = whole(&[["todo", "!("], ["unimplemented", "!("], ["#[ig", "nore"], ["dbg", "!("]]);
    let notes = whole(&[["TO", "DO"], ["FIX", "ME"]]);
    let words =
        |line: &str| calls.iter().any(|call| line.contains(call)) || notes.iter().any(|note| stands_alone(line, note));
    let browser =
        |line: &str| ["test.skip", "test.fixme", ".only(", "waitForTimeout"].iter().any(|call| line.contains(call));
    let folders = ["app", "frontend/src", "server", "xtask", "end2end", "style", "migrations"];
    assert_none(sources(&folders, &["rs", "ts", "css", "sql"]).iter().flat_map(|source| {
        let is_browser = source.path.starts_with("end2end");
        let numbered = source.text.lines().enumerate();
        let left = numbered.filter(|(_, line)| words(line) || (is_browser && browser(line)));
        left.map(|(index, _)| source.at(index + 1, advice)).collect::<Vec<_>>()
    }));
}

/// `TODOS` is Spanish for all of them, and says nothing about later.
fn stands_alone(line: &str, word: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    let ends = |at: usize| (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
    line.match_indices(word).map(|(at, _)| ends(at)).any(|(before, after)| !is_part(before) && !is_part(after))
}
