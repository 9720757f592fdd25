//! Files made of the plan for other programs. What never lives here: what is in them that is a
//! rule or a figure (that is `domain`), and taking files in (that is `imports`).

pub mod cronograma;
pub mod mspdi;
