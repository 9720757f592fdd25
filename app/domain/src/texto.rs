//! Human text, bounded and clean from the door on.

use std::{fmt, ops::Deref};

use serde::{Deserialize, Serialize};

/// Text of at most `MAX` characters, trimmed, on one or more lines, without
/// U+0000 or other control characters (tab and newline excepted). May be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Texto<const MAX: usize>(String);

/// A name: an activity, a unit, an item.
pub type Nombre = Texto<300>;
/// A sentence or a paragraph.
pub type Parrafo = Texto<2000>;
/// A post, never the name of its holder (Ley 29733).
pub type Puesto = Texto<160>;

/// Why a text was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum TextoError {
    #[error("El texto tiene {largo} caracteres y el máximo es {maximo}.")]
    Largo { largo: usize, maximo: usize },
    #[error("El texto contiene un carácter de control que no se puede guardar.")]
    Control,
}

impl<const MAX: usize> Texto<MAX> {
    /// # Errors
    /// [`TextoError`] when it is too long or holds control characters.
    pub fn new(text: &str) -> Result<Self, TextoError> {
        let text = text.trim();
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(TextoError::Control);
        }
        let largo = text.chars().count();
        if largo > MAX {
            return Err(TextoError::Largo { largo, maximo: MAX });
        }
        Ok(Self(text.to_owned()))
    }
}

impl<const MAX: usize> TryFrom<String> for Texto<MAX> {
    type Error = TextoError;

    fn try_from(text: String) -> Result<Self, TextoError> {
        Self::new(&text)
    }
}

impl<const MAX: usize> From<Texto<MAX>> for String {
    fn from(text: Texto<MAX>) -> Self {
        text.0
    }
}

impl<const MAX: usize> Deref for Texto<MAX> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Display for Texto<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text shows nothing: spaces, and characters that take no room or only turn the
/// direction of others.
#[must_use]
pub fn en_blanco(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || es_invisible(c))
}

fn es_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Folds case and Spanish accents, so that "gestion" finds "Gestión".
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_and_bounded() {
        assert_eq!(&*Texto::<5>::new("  hola ").unwrap(), "hola");
        assert_eq!(Texto::<3>::new("hola"), Err(TextoError::Largo { largo: 4, maximo: 3 }));
        assert_eq!(Nombre::new("a\0b"), Err(TextoError::Control));
        assert!(Nombre::new("ñ\n").is_ok());
    }

    #[test]
    fn what_shows_nothing_is_blank() {
        for text in ["", " \t", "\u{200b}\u{200d}", "\u{202e}", "\u{feff} \u{2066}", "\u{3164}"] {
            assert!(en_blanco(text), "{text:?}");
        }
        assert!(!en_blanco("\u{200b}ñ"));
    }

    #[test]
    fn accents_and_case_are_folded_for_search() {
        assert_eq!(fold("GESTIÓN Ambiental"), "gestion ambiental");
    }
}
