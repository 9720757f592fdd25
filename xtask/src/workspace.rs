//! Where things are in the checkout. Paths only: nothing here creates or reads a file.

use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or_else(|| Path::new("."))
}

/// A path of the workspace, given relative to its root.
pub fn path(relative: &str) -> PathBuf {
    root().join(relative)
}
