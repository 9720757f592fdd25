//! What is wrong with what was typed, in Spanish: `clap` says it in English.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Prints it where it belongs and ends the program; help that was asked for is no complaint.
pub(super) fn exit(error: &Error) -> ! {
    match error.kind() {
        // The help is in Spanish already.
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            error.exit()
        }
        _ => {
            eprintln!("poi: {}\n\nVea «poi --help», o «poi ORDEN --help» para una orden.", sentence(error));
            std::process::exit(error.exit_code())
        }
    }
}

fn sentence(error: &Error) -> String {
    let said = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("no hay ninguna opción {argument}{}", perhaps(&said(ContextKind::SuggestedArg)))
        }
        ErrorKind::InvalidSubcommand => {
            let order = said(ContextKind::InvalidSubcommand);
            format!("no hay ninguna orden {order}{}", perhaps(&said(ContextKind::SuggestedSubcommand)))
        }
        ErrorKind::InvalidValue if matches!(error.get(ContextKind::InvalidValue), Some(ContextValue::String(text)) if text.is_empty()) =>
        {
            format!("falta el valor de {argument}")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{value} no sirve para {argument}"),
        ErrorKind::MissingRequiredArgument => format!("falta {argument}"),
        ErrorKind::MissingSubcommand => "falta la orden".to_owned(),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            prior if prior == argument => format!("{argument} está dos veces"),
            prior => format!("{argument} no va junto con {prior}"),
        },
        ErrorKind::TooManyValues => format!("sobra {value} en {argument}"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            format!("no se entiende el valor de {argument}")
        }
        ErrorKind::InvalidUtf8 => "algo de lo escrito no es texto (UTF-8)".to_owned(),
        _ => "no se entiende lo escrito".to_owned(),
    }
}

/// As it was typed, between quotation marks.
fn words(value: &ContextValue) -> String {
    let quoted = |text: &String| format!("«{text}»");
    match value {
        ContextValue::String(text) => quoted(text),
        ContextValue::Strings(texts) => texts.iter().map(quoted).collect::<Vec<_>>().join(" y "),
        _ => String::new(),
    }
}

fn perhaps(suggested: &str) -> String {
    if suggested.is_empty() { String::new() } else { format!("; ¿quiso decir {suggested}?") }
}
