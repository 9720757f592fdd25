//! A file that is whole or absent: written beside its place under another name, made durable,
//! and only then given its own. What a program that was killed left there, the next one removes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// Between the name of a draft and this, who writes it.
const SUFFIX: &str = ".parcial";

/// What to do with a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Overwrite,
}

/// Dropped without [`Draft::publish`], it leaves nothing.
pub struct Draft {
    place: PathBuf,
    written: PathBuf,
    existing: Existing,
}

impl Draft {
    /// The draft, and the file to write it to: only its owner reads it, for it holds the
    /// accounts of people.
    pub fn create(place: &Path, existing: Existing) -> anyhow::Result<(Self, File)> {
        if existing == Existing::Keep && place.exists() {
            bail!(taken(place));
        }
        let name = place.file_name().with_context(|| format!("{} no es un archivo", place.display()))?;
        let prefix = format!(".{}.", name.display());
        remove_abandoned(folder(place), &prefix);
        let written = place.with_file_name(format!("{prefix}{}{SUFFIX}", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&written);
        let file = file.with_context(|| format!("no se puede escribir en {}", written.display()))?;
        // It tells others that somebody writes it; on a disk without locks theirs cannot be had either.
        drop(file.try_lock());
        Ok((Self { place: place.to_owned(), written, existing }, file))
    }

    /// Gives the file its name, once its bytes are on the disk.
    pub fn publish(self, file: &File) -> anyhow::Result<()> {
        let failed = || format!("no se pudo terminar {}", self.place.display());
        file.sync_all().with_context(failed)?;
        match self.name_it() {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => bail!(taken(&self.place)),
            named => named.with_context(failed)?,
        }
        // The name itself is in the folder.
        File::open(folder(&self.place)).and_then(|folder| folder.sync_all()).with_context(failed)
    }

    /// A link is refused where a rename would overwrite; some disks know no links.
    fn name_it(&self) -> io::Result<()> {
        if self.existing == Existing::Keep {
            match fs::hard_link(&self.written, &self.place) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists && !self.place.exists() => {}
                linked => return linked,
            }
        }
        fs::rename(&self.written, &self.place)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        match fs::remove_file(&self.written) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(%error, file = %self.written.display(), "a draft was left behind");
            }
            _ => {}
        }
    }
}

fn folder(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes drafts of the same file that nobody writes any more.
fn remove_abandoned(folder: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let is_draft = |name: &str| {
        let writer = name.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(SUFFIX));
        writer.is_some_and(|writer| writer.parse::<u32>().is_ok())
    };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_str().is_some_and(is_draft)) {
        let is_abandoned = File::open(entry.path()).is_ok_and(|draft| draft.try_lock().is_ok());
        if is_abandoned && let Err(error) = fs::remove_file(entry.path()) {
            tracing::warn!(%error, file = %entry.path().display(), "an abandoned draft was left behind");
        }
    }
}

fn taken(place: &Path) -> String {
    format!("{} ya existe; elija otro nombre o agregue --sobrescribir", place.display())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_file_is_whole_or_absent_and_overwritten_only_when_told() {
        let folder = std::env::temp_dir().join(format!("poi-draft-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let place = folder.join("respaldo");
        let names = || fs::read_dir(&folder).unwrap().count();
        let write = |text: &str, existing| {
            let (draft, mut file) = Draft::create(&place, existing)?;
            file.write_all(text.as_bytes())?;
            draft.publish(&file)
        };
        drop(Draft::create(&place, Existing::Keep).unwrap());
        assert_eq!(names(), 0, "what is given up leaves nothing");
        write("uno", Existing::Keep).unwrap();
        assert!(write("dos", Existing::Keep).unwrap_err().to_string().contains("ya existe"));
        assert_eq!(fs::read_to_string(&place).unwrap(), "uno");
        write("tres", Existing::Overwrite).unwrap();
        assert_eq!((fs::read_to_string(&place).unwrap().as_str(), names()), ("tres", 1));
        // What was left by who writes no longer, by who still does, and what is somebody else's.
        let drafts = [".respaldo.1.parcial", ".respaldo.2.parcial", ".respaldo.mio.parcial", ".otro.1.parcial"];
        let made = drafts.map(|name| File::create(folder.join(name)).unwrap());
        made[1].lock().unwrap();
        write("cuatro", Existing::Overwrite).unwrap();
        assert_eq!(drafts.map(|name| folder.join(name).exists()), [false, true, true, true]);
        let (late, file) = Draft::create(&folder.join("otro"), Existing::Keep).unwrap();
        fs::write(folder.join("otro"), "de alguien").unwrap();
        assert!(late.publish(&file).is_err(), "also when it appears meanwhile");
        assert_eq!(fs::read_to_string(folder.join("otro")).unwrap(), "de alguien");
        fs::remove_dir_all(folder).unwrap();
    }
}
