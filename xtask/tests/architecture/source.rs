//! The sources as text. No parser: `rustfmt` makes lines dependable enough.

use std::fs;
use std::path::Path;

/// One source file of the workspace.
pub struct Source {
    /// Relative to the root, with `/`.
    pub path: String,
    pub text: String,
}

/// A line that breaks a rule, as `path:number: what to do`.
pub type Breach = String;

/// Every file under these folders with one of these extensions, in order of path.
pub fn sources(folders: &[&str], extensions: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    for folder in folders {
        collect(root, &root.join(folder), extensions, &mut found);
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn collect(root: &Path, folder: &Path, extensions: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy();
        if path.is_dir() && name != "node_modules" && name != "target" {
            collect(root, &path, extensions, found);
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|known| extension == *known)) {
            let relative = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            found.push(Source { path: relative, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

/// The Rust that runs in production: `src` of every crate.
pub fn production() -> Vec<Source> {
    sources(&["app/src", "app/domain/src", "frontend/src", "server/src", "xtask/src"], &["rs"])
        .into_iter()
        .filter(|source| !source.is_test_file())
        .collect()
}

impl Source {
    /// Is the whole file tests?
    pub fn is_test_file(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Numbered lines of code: no comments, nothing that is compiled for tests only.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut skipping = None;
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(move |(_, line)| {
            let code = line.trim_start();
            if let Some(indent) = skipping {
                let ended = line.len() - code.len() == indent && (code == "}" || code.ends_with(';'));
                skipping = skipping.filter(|_| !ended);
                return false;
            }
            if code == "#[cfg(test)]" {
                skipping = Some(line.len() - code.len());
            }
            skipping.is_none() && !code.starts_with("//")
        })
    }

    /// The breaches of a rule on single lines of code.
    pub fn breaches(&self, breaks: impl Fn(&str) -> bool, advice: &str) -> Vec<Breach> {
        self.code().filter(|(_, line)| breaks(line)).map(|(number, _)| self.at(number, advice)).collect()
    }

    pub fn at(&self, line: usize, advice: &str) -> Breach {
        format!("{}:{line}: {advice}", self.path)
    }

    pub fn is_under(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }
}

#[track_caller]
pub fn assert_none(breaches: impl IntoIterator<Item = Breach>) {
    let breaches: Vec<_> = breaches.into_iter().collect();
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn comments_and_tests_are_not_code() {
    let text = "a;\n// b\n#[cfg(test)]\nmod tests;\nc;\n#[cfg(test)]\nmod more {\n    d;\n}\ne;\n".to_owned();
    let source = Source { path: "a.rs".to_owned(), text };
    assert_eq!(source.code().map(|(_, line)| line).collect::<Vec<_>>(), ["a;", "c;", "e;"]);
}
