//! `poi`: the one program of the system.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match server::cli::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("poi: {error:#}");
            ExitCode::FAILURE
        }
    }
}
