//! What the installation is told from outside: the only reader of the environment.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// Where the data are and where to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    pub listen: SocketAddr,
    /// Whose word about other addresses is taken.
    pub proxies: Vec<IpAddr>,
    /// Over plain http without them.
    pub tls: Option<TlsFiles>,
}

/// Where the certificate (with its chain) and its key are, in PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    pub cert: PathBuf,
    pub key: PathBuf,
}

const LISTEN: &str = "127.0.0.1:3000";

impl Config {
    /// From `POI_DATABASE`, `POI_LISTEN` and `POI_PROXY`; without them, a file beside the program,
    /// the loopback address and no proxy.
    ///
    /// # Errors
    /// When `POI_LISTEN` is not an address, or one of `POI_PROXY` is not.
    pub fn from_env() -> anyhow::Result<Self> {
        let database = variable("POI_DATABASE").unwrap_or_else(|| format!("sqlite:{}", beside_program().display()));
        let listen = variable("POI_LISTEN").unwrap_or_else(|| LISTEN.to_owned());
        let listen =
            listen.parse().map_err(|_| anyhow::anyhow!("POI_LISTEN: «{listen}» no es una dirección IP:PUERTO"))?;
        let proxies = variable("POI_PROXY").map_or_else(|| Ok(Vec::new()), |list| addresses(&list))?;
        Ok(Self { database, listen, proxies, tls: None })
    }

    /// The address of the database without the password it may carry.
    #[must_use]
    pub fn database_shown(&self) -> String {
        match self.database.split_once("://").map(|(scheme, rest)| (scheme, rest.rsplit_once('@'))) {
            Some((scheme, Some((_, place)))) => format!("{scheme}://…@{place}"),
            _ => self.database.clone(),
        }
    }
}

/// What to log: `POI_LOG`, in the form of `tracing`'s filters.
#[must_use]
pub fn log_filter() -> String {
    variable("POI_LOG").unwrap_or_else(|| "info".to_owned())
}

/// The PostgreSQL that tests may fill with schemas of their own.
#[must_use]
pub fn postgres_of_tests() -> Option<String> {
    variable("POI_TEST_PG")
}

/// How many cases a random campaign runs: a tenth of `whole`, or all of it for `cargo xtask soak`.
#[must_use]
pub fn campaign(whole: u32) -> u32 {
    if variable("POI_CAMPAIGN").as_deref() == Some("full") { whole } else { whole / 10 }
}

fn variable(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "this is config")]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn addresses(list: &str) -> anyhow::Result<Vec<IpAddr>> {
    let address = |text: &str| {
        text.trim().parse().map_err(|_| anyhow::anyhow!("POI_PROXY: «{}» no es una dirección IP", text.trim()))
    };
    list.split(',').map(address).collect()
}

fn beside_program() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.parent().unwrap_or(Path::new(".")).join("poi.db")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let shown = |database: &str| {
            let (database, listen) = (database.into(), LISTEN.parse().unwrap());
            Config { database, listen, proxies: Vec::new(), tls: None }.database_shown()
        };
        assert_eq!(shown("postgres://poi:secreto@db:5432/poi"), "postgres://…@db:5432/poi");
        assert_eq!(shown("sqlite:/var/poi.db"), "sqlite:/var/poi.db");
    }

    #[test]
    fn proxies_are_addresses_between_commas() {
        let local: [IpAddr; 2] = ["127.0.0.1".parse().unwrap(), "::1".parse().unwrap()];
        assert_eq!(addresses("127.0.0.1, ::1").unwrap(), local);
        assert!(addresses("127.0.0.1,proxy").unwrap_err().to_string().contains("«proxy» no es una dirección IP"));
    }
}
