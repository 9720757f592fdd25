//! Writes an archive line by line; nothing of it stays in memory.

use std::io::{self, Write};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest as _, Sha256};

use super::format::{Counts, Ending, Line};

pub struct Writer<W: Write> {
    out: GzEncoder<W>,
    digest: Sha256,
    counts: Counts,
}

impl<W: Write> Writer<W> {
    pub fn new(out: W) -> Self {
        let out = GzEncoder::new(out, Compression::default());
        Self { out, digest: Sha256::new(), counts: Counts::default() }
    }

    pub fn put(&mut self, line: &Line) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.digest.update(&bytes);
        self.counts.add(line);
        self.out.write_all(&bytes)
    }

    /// Writes how many there were, and gives back what it wrote to.
    pub fn end(mut self) -> io::Result<(W, Ending)> {
        let ending = Ending::of(self.counts, &self.digest);
        self.put(&Line::Fin(ending.clone()))?;
        Ok((self.out.finish()?, ending))
    }
}
