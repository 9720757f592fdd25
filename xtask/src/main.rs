//! Everything a person types: `cargo xtask serve | build | test | bench | soak`.
//!
//! What lives here: the order of the work and what is said while it goes on; each kind of work has
//! its own module. What never will: anything the running program needs. `poi` is complete without
//! this crate.

mod assets;
mod command;
mod environment;
mod npm;
mod progress;
mod release;
mod site;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, serves, tests and measures the POI system")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and serve the demonstration on 127.0.0.1:3000
    Serve {
        /// Further options for `poi serve`
        #[arg(last = true)]
        options: Vec<String>,
    },
    /// Build the site and `target/release/poi`, one file with all assets inside
    Build {
        /// Build a part alone
        #[arg(long)]
        only: Option<release::Part>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Serve { options } => release::serve(&options),
        Task::Build { only } => release::build(only),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
