//! Help in Spanish: what `clap` writes by itself is in English.

use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use super::refusal;

const TEMPLATE: &str = "{about}\n\nUso: {usage}\n\n{all-args}";

/// What was typed; help, or what is wrong with it, ends the program.
pub(super) fn parse<C: CommandFactory + FromArgMatches>() -> C {
    let mut command = in_spanish(C::command()).disable_version_flag(true).arg(version());
    let matches = command.try_get_matches_from_mut(std::env::args_os());
    matches.and_then(|matches| C::from_arg_matches(&matches)).unwrap_or_else(|error| refusal::exit(&error))
}

fn in_spanish(command: Command) -> Command {
    let help = Arg::new("ayuda").short('h').long("help").action(ArgAction::Help).help("Muestra esta ayuda");
    command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Órdenes")
        .subcommand_value_name("ORDEN")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(help)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Argumentos" } else { "Opciones" };
            arg.help_heading(heading)
        })
        .mut_subcommands(in_spanish)
}

fn version() -> Arg {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    version.help("Muestra la versión").help_heading("Opciones")
}
