//! The days that rows had at a named version: from the server, and without one from this browser,
//! which keeps those of the version it was last compared with.

use domain::Id;
use domain::command::Fila;
use domain::plan::{Ventana, VersionNombrada};
use serde::{Deserialize, Serialize};

use super::replica::Replica;
use crate::api::plan::linea_base;
use crate::error::AppError;

/// A version never changes: what was once fetched of it stays true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    pub version: Id<VersionNombrada>,
    pub days: Vec<(Fila, Ventana)>,
}

impl Replica {
    /// The days of a version.
    ///
    /// # Errors
    /// The server is not at hand and this browser does not have them, or what the server says.
    pub async fn baseline(self, version: &VersionNombrada) -> Result<Baseline, AppError> {
        match linea_base(version.version).await {
            Ok(days) => {
                let base = Baseline { version: version.id, days };
                #[cfg(feature = "hydrate")]
                super::live::keep_baseline(self, &base).await;
                Ok(base)
            }
            Err(error) => self.kept(version.id).await.ok_or(error),
        }
    }

    async fn kept(self, version: Id<VersionNombrada>) -> Option<Baseline> {
        #[cfg(feature = "hydrate")]
        let kept = super::live::baseline(self).await;
        #[cfg(not(feature = "hydrate"))]
        let kept = std::future::ready(None::<Baseline>).await;
        kept.filter(|base| base.version == version)
    }
}
