//! Everything a person types: `cargo xtask serve | build | test | bench | profile | soak | mpxj`.
//!
//! What lives here: the order of the work and what is said while it goes on; each kind of work has
//! its own module. What never will: anything the running program needs. `poi` is complete without
//! this crate.

mod assets;
mod bench;
mod browser;
mod command;
mod environment;
mod mpxj;
mod npm;
mod postgres;
mod progress;
mod record;
mod release;
mod site;
mod split;
mod suite;
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
    /// Run every test: lints, domain, both databases, browser
    Test {
        /// Run a part alone
        #[arg(long)]
        only: Option<suite::Part>,
        /// Further options for the runner of that part: test names, spec files
        #[arg(last = true)]
        options: Vec<String>,
    },
    /// Measure, print a table and write target/bench/NAME.json
    Bench {
        /// The one measurement to run; all of them when left out
        name: Option<String>,
    },
    /// Record which functions opening Programación runs, in frontend/start.profile
    Profile,
    /// Run the randomised tests at full size
    Soak,
    /// Have MPXJ read exported schedules and compare; needs Python and Java
    Mpxj,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Serve { options } => release::serve(&options),
        Task::Build { only } => release::build(only),
        Task::Test { only, options } => suite::run(only, &options),
        Task::Bench { name } => bench::run(name.as_deref()),
        Task::Profile => record::run(),
        Task::Soak => suite::soak(),
        Task::Mpxj => mpxj::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
