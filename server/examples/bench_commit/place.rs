//! Where the databases of the measurement are kept: files on the disk of the workspace, and
//! schemas of a PostgreSQL that waits for its own.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use anyhow::{Context as _, Result, bail};
use server::config::postgres_of_tests;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

pub struct Place {
    folder: PathBuf,
    postgres: String,
    made: AtomicU32,
}

impl Place {
    pub async fn new() -> Result<Self> {
        let postgres =
            postgres_of_tests().context("POI_TEST_PG: `cargo xtask bench commit` starts one and says where")?;
        let mut connection = PgConnection::connect(&postgres).await?;
        let sql = "SELECT current_setting('fsync') || current_setting('synchronous_commit')";
        let waits: String = sqlx::query_scalar(sql).fetch_one(&mut connection).await?;
        if waits != "onon" {
            bail!("that PostgreSQL does not wait for its disk: what it says is no measure");
        }
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../target/bench/commit-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self { folder: folder.canonicalize()?, postgres, made: AtomicU32::new(0) })
    }

    /// The address of an empty one.
    pub async fn database(&self, engine: Engine) -> Result<String> {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        if engine == Engine::Sqlite {
            return Ok(format!("sqlite:{}", self.folder.join(format!("{number}.db")).display()));
        }
        let schema = format!("bench_{}_{number}", std::process::id());
        let mut connection = PgConnection::connect(&self.postgres).await?;
        sqlx::raw_sql(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).execute(&mut connection).await?;
        let joint = if self.postgres.contains('?') { '&' } else { '?' };
        Ok(format!("{}{joint}options=-csearch_path%3D{schema}", self.postgres))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).unwrap_or_default();
    }
}
