//! Files of other programs taken in: read with suspicion, and only as a dry run. What never lives
//! here: changing a plan, for whoever asked sends the command.

pub mod cronograma;
pub mod mspdi;
