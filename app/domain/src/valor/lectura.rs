//! Reading numbers as people type or paste them, from either side of the decimal comma.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// Why what was typed is not a number that fits its place. Each is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
pub enum LecturaError {
    #[error("La celda está vacía.")]
    Vacia,
    #[error("«{0}» no es un número.")]
    NoEsNumero(String),
    #[error("«{0}» se puede leer de dos maneras; escriba los decimales con punto y sin separar los miles.")]
    Ambiguo(String),
    #[error("No se aceptan valores negativos.")]
    Negativo,
    #[error("El número es demasiado grande.")]
    Grande,
    #[error("Se aceptan {permitidos} decimales como máximo.")]
    Decimales { permitidos: u8 },
    #[error("La unidad de medida «{unidad}» es entera: no admite fracciones.")]
    Fraccion { unidad: String },
}

/// Reads `1,234.50`, `1.234,50`, `1 234.5`, `S/ 12`, `12.345.678`.
///
/// One separator alone followed by exactly three digits (`1,234` or `1.234`) is
/// the classic trap. A comma is taken for thousands there, as Peru writes them
/// (NTP ISO 80000 aside, it is how every spreadsheet of the entity is set up);
/// a point is taken for the decimal mark, as the same spreadsheets do.
///
/// # Errors
/// [`LecturaError`] for anything else. Never panics, whatever is pasted.
pub fn leer_decimal(text: &str) -> Result<Decimal, LecturaError> {
    let clean = limpiar(text);
    if clean.is_empty() {
        return Err(LecturaError::Vacia);
    }
    let unreadable = || LecturaError::NoEsNumero(text.trim().chars().take(40).collect());
    let (sign, digits) = match clean.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", clean.as_str()),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return Err(unreadable());
    }
    if !digits.chars().any(|c| c.is_ascii_digit()) {
        return Err(unreadable());
    }
    let plain = normalizar(digits).ok_or_else(unreadable)?;
    if plain.len() > 28 {
        return Err(LecturaError::Grande);
    }
    format!("{sign}{plain}").parse::<Decimal>().map_err(|_| unreadable())
}

/// Drops spaces of any kind and the currency sign.
fn limpiar(text: &str) -> String {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
    let lower = compact.to_lowercase();
    for prefix in ["s/.", "s/"] {
        if let Some(rest) = lower.strip_prefix(prefix) {
            return rest.to_owned();
        }
    }
    compact.replace('\u{2212}', "-")
}

/// To digits with at most one point; `None` when the separators make no sense.
fn normalizar(digits: &str) -> Option<String> {
    let last_point = digits.rfind('.');
    let last_comma = digits.rfind(',');
    let (decimal, thousands) = match (last_point, last_comma) {
        (None, None) => return Some(digits.to_owned()),
        (Some(point), Some(comma)) if point > comma => (Some('.'), ','),
        (Some(_), Some(_)) => (Some(','), '.'),
        (Some(_), None) if digits.matches('.').count() > 1 => (None, '.'),
        (Some(_), None) => (Some('.'), ','),
        (None, Some(comma)) if digits.matches(',').count() == 1 && digits.len() - comma != 4 => (Some(','), '.'),
        (None, Some(_)) => (None, ','),
    };
    let (whole, fraction) = match decimal {
        Some(mark) => digits.split_once(mark)?,
        None => (digits, ""),
    };
    if fraction.contains(['.', ',']) || !miles_bien_puestos(whole, thousands) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    Some(if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") })
}

/// Thousands marks, where there are any, stand every three digits.
fn miles_bien_puestos(whole: &str, mark: char) -> bool {
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<_> = groups.collect();
    rest.is_empty() || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3))
}

/// Scales a number to an integer of `places` decimals between 0 and `maximum`.
pub(super) fn escalar(value: Decimal, places: u8, maximum: i64) -> Result<i64, LecturaError> {
    if value.is_sign_negative() && !value.is_zero() {
        return Err(LecturaError::Negativo);
    }
    let value = value.normalize();
    if value.scale() > u32::from(places) {
        return Err(LecturaError::Decimales { permitidos: places });
    }
    let scaled = value.checked_mul(Decimal::from(10_i64.pow(u32::from(places)))).and_then(|scaled| scaled.to_i64());
    scaled.filter(|scaled| *scaled <= maximum).ok_or(LecturaError::Grande)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_the_decimal_comma_are_read() {
        for (text, expected) in [
            ("1,234.50", "1234.50"),
            ("1.234,50", "1234.50"),
            ("1,234", "1234"),
            ("1.234", "1.234"),
            ("12,5", "12.5"),
            (",5", "0.5"),
            (".5", "0.5"),
            ("1 480", "1480"),
            ("1\u{a0}480", "1480"),
            ("1.234.567", "1234567"),
            ("1,234,567", "1234567"),
            ("-3", "-3"),
            ("\u{2212}3", "-3"),
            ("007", "7"),
        ] {
            assert_eq!(leer_decimal(text).map(|d| d.to_string()), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_a_sentence() {
        for text in
            ["abc", "1,23,4", "1.2.3", "--1", "1e5", "1-2", ".", ",", "-", "٣", "NaN", "1,234.5.6", "12.34,567.8"]
        {
            assert!(matches!(leer_decimal(text), Err(LecturaError::NoEsNumero(_))), "{text}");
        }
        assert_eq!(leer_decimal("  "), Err(LecturaError::Vacia));
        assert_eq!(leer_decimal(&"9".repeat(29)), Err(LecturaError::Grande));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_pasted_nothing_panics(text in "\\PC{0,40}") {
            let _ = leer_decimal(&text);
        }
    }
}
