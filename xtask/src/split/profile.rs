//! Which functions were seen to run.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

/// Functions by the hash of their names: the names themselves, with all their types, are a megabyte.
#[derive(Default)]
pub struct Profile(BTreeSet<String>);

const ABOUT: &str = "\
# What opening Programación runs, by the hash of each function's name: the part of the program that
# a browser waits for. Written by `cargo xtask profile`; out of date it costs time, nothing else.
";

impl Profile {
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(key).collect())
    }

    pub fn read(text: &str) -> Self {
        Self(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
    }

    pub fn write(&self) -> String {
        self.0.iter().fold(ABOUT.to_owned(), |mut text, key| {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{key}");
            text
        })
    }

    /// How many of its functions are among these, and how many it has.
    pub fn found<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> (usize, usize) {
        let names: BTreeSet<String> = names.into_iter().map(key).collect();
        (self.0.intersection(&names).count(), self.0.len())
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains(&key(name))
    }
}

/// The name without the hashes of crates, `domain[0123456789abcdef]`: they change with the compiler's flags.
fn key(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        match after.split_once(']') {
            Some((hash, after)) if !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                rest = after;
            }
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    let hash = Sha256::digest(plain.as_bytes());
    hash.iter().take(6).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{Profile, key};

    #[test]
    fn a_function_is_known_whatever_the_hash_of_its_crate() {
        assert_eq!(key("<app[1a2b]::Sheet>::cell"), key("<app[ffff]::Sheet>::cell"));
        assert_ne!(key("<[u8]>::len"), key("<[u16]>::len"));
    }

    #[test]
    fn a_profile_is_read_as_it_was_written() {
        let profile = Profile::of(["one", "two"]);
        let read = Profile::read(&profile.write());
        assert!(read.has("one") && read.has("two") && !read.has("three"));
    }
}
