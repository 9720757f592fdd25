//! The one place of `xtask` that asks the machine it runs on: variables, programs, users.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// A variable of the environment, when it is set and not empty.
#[expect(clippy::disallowed_methods, reason = "xtask has no `config`; this module is its only reader")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Where cargo keeps what it downloads.
pub fn cargo_home() -> PathBuf {
    let own = || std::env::home_dir().unwrap_or_default().join(".cargo");
    variable("CARGO_HOME").map_or_else(own, PathBuf::from)
}

/// The first of these programs found on the PATH.
pub fn program(names: &[&str]) -> Option<PathBuf> {
    let folders = variable("PATH")?;
    names
        .iter()
        .flat_map(|name| std::env::split_paths(&folders).map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// Is this process the superuser's? PostgreSQL refuses to run as root.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// User and group number of the first of these users that the machine knows.
pub fn user(names: &[&str]) -> Option<(u32, u32)> {
    let passwd = fs::read_to_string("/etc/passwd").ok()?;
    names.iter().find_map(|name| find_user(&passwd, name))
}

fn find_user(passwd: &str, name: &str) -> Option<(u32, u32)> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next()? == name).then_some(())?;
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some((uid, gid))
    })
}

/// The folder for what need not outlive this run.
pub fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("{name}-{}", std::process::id()))
}

/// The entries of a folder, in order of name; none when it does not exist.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Every file under a folder, in order of path; none when it does not exist.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[cfg(test)]
mod tests {
    use super::find_user;

    #[test]
    fn a_user_is_found_by_its_whole_name() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65533:n:/:/bin/false\n";
        assert_eq!(find_user(passwd, "nobody"), Some((65534, 65533)));
        assert_eq!(find_user(passwd, "nob"), None);
    }
}
