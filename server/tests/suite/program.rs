//! The real program in a process of its own.

use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    process::{Child, Command, ExitStatus, Stdio},
};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::time::timeout;

use crate::support::PATIENCE;

/// `poi serve`, killed when dropped.
pub struct Poi {
    child: Child,
    pub address: SocketAddr,
}

impl Poi {
    /// On a database that has a plan; answers once it listens.
    pub fn start(database: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_poi"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("POI_DATABASE", database)
            .env("POI_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said =
            BufReader::new(child.stdout.take().unwrap()).lines().next().expect("it says where it listens").unwrap();
        let address = said.split("http://").nth(1).and_then(|rest| rest.split_whitespace().next()).expect(&said);
        Self { address: address.parse().unwrap(), child }
    }

    pub fn id(&self) -> Pid {
        Pid::from_raw(self.child.id().try_into().unwrap())
    }

    /// As a power cut would, but for the memory of the machine.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// As whoever runs it would.
    pub async fn end(mut self) -> ExitStatus {
        kill(self.id(), Signal::SIGTERM).unwrap();
        let ended = tokio::task::spawn_blocking(move || self.child.wait());
        timeout(PATIENCE, ended).await.expect("it ends").unwrap().unwrap()
    }
}

impl Drop for Poi {
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Ok(Some(status)) = self.child.try_wait()
        {
            println!("poi had ended before: {status}");
        }
        self.child.kill().unwrap_or_default();
        self.child.wait().map(drop).unwrap_or_default();
    }
}
