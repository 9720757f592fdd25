//! The rules of the house that the compiler cannot keep: who may import whom, what is found in one
//! place only, and how long a piece may grow. Each failure says what to do about it.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the sources has failed")]

mod absences;
mod imports;
mod sizes;
mod source;
