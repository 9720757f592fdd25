//! Reads an archive line by line and takes nothing on trust: what was cut, changed or written
//! by a newer program is refused with the reason.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

use domain::entry::Entry;
use domain::{Id, Plan};
use flate2::bufread::GzDecoder;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::format::{Counts, Ending, EntryLine, FORMAT, Line, Opening, PlanLine};
use crate::store::{Asiento, Cabecera};
use crate::verify::{Chain, Wrong};

/// No line of ours is so long: a file that is something else ends here and not in memory.
const LONGEST_LINE: u64 = 64 * 1024 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("no se pudo leer: {0}")]
    Io(io::Error),
    #[error("no es un respaldo del POI")]
    Foreign,
    #[error("es de un programa más nuevo (formato {0}; este lee hasta el {FORMAT}); actualice el programa")]
    Newer(u32),
    #[error("está incompleto: se cortó después de {0} líneas")]
    Truncated(u64),
    #[error("está dañado en la línea {line}: {problem}")]
    Damaged { line: u64, problem: String },
    #[error("está dañado: {0}")]
    Wrong(#[from] Wrong),
}

/// What a whole archive holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    pub opening: Opening,
    pub plans: Vec<PlanLine>,
    pub ending: Ending,
}

/// Lines of an archive; the first and the last are its own.
pub struct Reader {
    lines: BufReader<GzDecoder<BufReader<File>>>,
    digest: Sha256,
    counts: Counts,
    read: u64,
    pub opening: Opening,
    pub ending: Option<Ending>,
}

/// As much of the first line as every format will have.
#[derive(Deserialize)]
struct AnyOpening {
    poi: AnyFormat,
}

#[derive(Deserialize)]
struct AnyFormat {
    formato: u32,
}

impl Reader {
    pub fn open(path: &Path) -> Result<Self, Unreadable> {
        let file = BufReader::new(File::open(path).map_err(Unreadable::Io)?);
        let mut lines = BufReader::new(GzDecoder::new(file));
        let mut first = Vec::new();
        let whole = lines.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut first);
        if lines.get_ref().header().is_none() {
            return Err(Unreadable::Foreign);
        }
        whole.map_err(|error| failure(error, 0))?;
        let format = serde_json::from_slice::<AnyOpening>(&first).map_err(|_| Unreadable::Foreign)?.poi.formato;
        if format > FORMAT {
            return Err(Unreadable::Newer(format));
        }
        let Ok(Line::Poi(opening)) = serde_json::from_slice(&first) else { return Err(Unreadable::Foreign) };
        let digest = Sha256::new_with_prefix(&first);
        Ok(Self { lines, digest, counts: Counts::default(), read: 1, opening, ending: None })
    }

    /// The next line; `None` after the last, once it was found to be the last.
    pub fn next(&mut self) -> Result<Option<Line>, Unreadable> {
        let mut bytes = Vec::new();
        let read = self.lines.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes);
        if read.map_err(|error| failure(error, self.read))? == 0 {
            return Err(Unreadable::Truncated(self.read));
        }
        self.read += 1;
        let line = serde_json::from_slice(&bytes).map_err(|error| self.damaged(error))?;
        if let Line::Fin(ending) = line {
            self.end(ending)?;
            return Ok(None);
        }
        self.digest.update(&bytes);
        self.counts.add(&line);
        Ok(Some(line))
    }

    fn end(&mut self, said: Ending) -> Result<(), Unreadable> {
        if said != Ending::of(self.counts, &self.digest) {
            return Err(self.damaged("lo que se leyó no es lo que se guardó"));
        }
        // Reading past the end makes gzip look at its own checksum.
        let more = self.lines.read(&mut [0]).map_err(|error| failure(error, self.read))?;
        let after = self.lines.get_mut().get_mut().fill_buf().map_err(Unreadable::Io)?.len();
        if more + after > 0 {
            return Err(self.damaged("hay algo más después del final"));
        }
        self.ending = Some(said);
        Ok(())
    }

    fn damaged(&self, problem: impl std::fmt::Display) -> Unreadable {
        Unreadable::Damaged { line: self.read, problem: problem.to_string() }
    }

    /// The entry of a line.
    pub fn entry(&self, line: EntryLine) -> Result<Asiento, Unreadable> {
        let EntryLine { hash, resumen, texto } = line;
        let entry = Entry::read(texto.as_bytes(), hash).map_err(|problem| self.damaged(problem))?;
        Ok(Asiento { body: entry.body, hash, text: texto, resumen })
    }

    /// Refuses an entry that no plan precedes, or a branch that does not follow its own.
    pub fn stray<T>(&self) -> Result<T, Unreadable> {
        Err(self.damaged("un asiento sin su plan, o una rama sin el suyo"))
    }
}

fn failure(error: io::Error, read: u64) -> Unreadable {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Unreadable::Truncated(read),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            Unreadable::Damaged { line: read + 1, problem: "la compresión no se puede deshacer".to_owned() }
        }
        _ => Unreadable::Io(error),
    }
}

/// Reads a whole archive, follows the chain of every plan, and writes nothing.
///
/// # Errors
/// [`Unreadable`].
pub fn check(path: &Path) -> Result<Contents, Unreadable> {
    let mut reader = Reader::open(path)?;
    let mut plans: Vec<PlanLine> = Vec::new();
    let mut log: Option<(Chain, Cabecera)> = None;
    while let Some(line) = reader.next()? {
        match line {
            Line::Plan(plan) => {
                ended(log.as_ref())?;
                log = Some((Chain::new(plan.id), plan.cabecera()));
                plans.push(plan);
            }
            Line::Rama(line) => {
                ended(log.as_ref())?;
                if plans.last().is_none_or(|plan| plan.id != line.rama.de) {
                    return reader.stray();
                }
                log = Some((Chain::new(line.rama.apertura.id), line.cabecera()));
            }
            Line::Asiento(line) => {
                let entry = reader.entry(line)?;
                let Some((chain, _)) = &mut log else { return reader.stray() };
                chain.follow(&entry)?;
            }
            _ => {}
        }
    }
    ended(log.as_ref())?;
    let Some(ending) = reader.ending else { return Err(Unreadable::Foreign) };
    Ok(Contents { opening: reader.opening, plans, ending })
}

/// The log that was followed ends where the line before it said.
fn ended(log: Option<&(Chain, Cabecera)>) -> Result<(), Wrong> {
    log.map_or(Ok(()), |(chain, said)| chain.ends_at(*said))
}

impl Contents {
    #[must_use]
    pub fn ids(&self) -> Vec<Id<Plan>> {
        self.plans.iter().map(|plan| plan.id).collect()
    }

    /// The newest line of history among its plans.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.plans.iter().map(|plan| plan.epoch).max().unwrap_or(0)
    }
}
