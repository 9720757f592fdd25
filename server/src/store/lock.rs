//! The lock file beside an embedded database: a second `serve` refuses.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::StoreError;

/// Held while the database is open; the operating system lets go of it if the program dies.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// `database` as [`real`] spells it.
    pub(super) fn take(database: &Path) -> Result<Self, StoreError> {
        let path = beside(database);
        let unopened = |problem| StoreError::Unopened { path: path.clone(), problem };
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(unopened)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(database.to_owned())),
            Err(TryLockError::Error(problem)) => Err(unopened(problem)),
        }
    }
}

/// The one path of a file, whatever links and dots lead to it; it may not be there yet.
pub(super) fn real(database: &Path) -> Result<PathBuf, StoreError> {
    let unopened = |problem| StoreError::Unopened { path: database.to_owned(), problem };
    if let Ok(path) = database.canonicalize() {
        return Ok(path);
    }
    let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = database.file_name().ok_or_else(|| unopened(ErrorKind::InvalidInput.into()))?;
    Ok(folder.canonicalize().map_err(unopened)?.join(name))
}

fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}
