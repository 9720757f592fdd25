//! `poi`: the one program to copy.

fn main() {}
