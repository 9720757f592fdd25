//! Archives: everything that is kept, in one file that either engine reads.
//!
//! What lives here: the format, writing it while the program runs, and putting it back. What
//! never will: a copy of the tables of a plan. The log is the truth and they follow from it.

mod backup;
mod draft;
mod format;
mod reader;
mod restore;
mod writer;

pub use backup::backup;
pub use draft::Existing;
pub use format::{Counts, Ending};
pub use reader::{Contents, Unreadable, check};
pub use restore::{Onto, restore};
