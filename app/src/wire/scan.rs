//! The text of JSON, piece by piece: what comes next, numbers and texts between quotes.
//!
//! Nothing here is generic but its use, so that there is one copy of it. What never lives
//! here: types and their fields, which are `reader`'s.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// An error without content: the reader knows where it stands, and results stay small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop;

impl fmt::Display for Stop {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Stop {}

impl Error for Stop {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    // The others would each write a sentence first.
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

pub(super) struct Reader<'de> {
    pub(super) json: &'de [u8],
    pub(super) at: usize,
}

/// The sign and the digits of a number.
pub(super) struct Whole {
    pub(super) negative: bool,
    pub(super) magnitude: u64,
}

impl<'de> Reader<'de> {
    /// The next byte that is not white space, without taking it.
    #[inline(never)]
    pub(super) fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.json.get(self.at) {
            self.at += 1;
        }
        self.json.get(self.at).copied()
    }

    /// Takes this byte if it comes next.
    #[inline(never)]
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        if self.take(byte) { Ok(()) } else { Err(Stop) }
    }

    /// Takes this word if it comes next.
    #[inline(never)]
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        self.peek();
        let found = self.json[self.at..].starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Is there another element, after the comma that parts it from the one before?
    #[inline(never)]
    pub(super) fn more(&mut self, first: &mut bool, close: u8) -> Result<bool, Stop> {
        if std::mem::take(first) {
            return Ok(self.peek() != Some(close));
        }
        if self.peek() == Some(close) { Ok(false) } else { self.expect(b',').map(|()| true) }
    }

    #[inline(never)]
    pub(super) fn whole(&mut self) -> Result<Whole, Stop> {
        let negative = self.take(b'-');
        let start = self.at;
        let mut magnitude = 0_u64;
        while let Some(digit @ b'0'..=b'9') = self.json.get(self.at) {
            magnitude =
                magnitude.checked_mul(10).and_then(|ten| ten.checked_add(u64::from(digit - b'0'))).ok_or(Stop)?;
            self.at += 1;
        }
        let ended = !matches!(self.json.get(self.at), Some(b'.' | b'e' | b'E'));
        if self.at > start && ended { Ok(Whole { negative, magnitude }) } else { Err(Stop) }
    }

    /// A text between quotes; a copy of it only where something in it is escaped.
    #[inline(never)]
    pub(super) fn text(&mut self) -> Result<Cow<'de, str>, Stop> {
        self.expect(b'"')?;
        let mut copy: Vec<u8> = Vec::new();
        loop {
            let plain = self.plain();
            match self.json.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return if copy.is_empty() {
                        std::str::from_utf8(plain).map(Cow::Borrowed).map_err(|_| Stop)
                    } else {
                        copy.extend_from_slice(plain);
                        String::from_utf8(copy).map(Cow::Owned).map_err(|_| Stop)
                    };
                }
                Some(b'\\') => {
                    self.at += 1;
                    copy.extend_from_slice(plain);
                    let letter = self.escaped()?;
                    copy.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                }
                _ => return Err(Stop),
            }
        }
    }

    /// The bytes up to the next quote, backslash or control character.
    fn plain(&mut self) -> &'de [u8] {
        let start = self.at;
        while let Some(&byte) = self.json.get(self.at) {
            if byte == b'"' || byte == b'\\' || byte < b' ' {
                break;
            }
            self.at += 1;
        }
        &self.json[start..self.at]
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Result<char, Stop> {
        let kind = *self.json.get(self.at).ok_or(Stop)?;
        self.at += 1;
        Ok(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return Err(Stop),
        })
    }

    /// Four hexadecimal digits, or twice four for what lies beyond them.
    fn code_point(&mut self) -> Result<char, Stop> {
        let first = self.four()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first).ok_or(Stop);
        }
        if !self.json[self.at..].starts_with(b"\\u") {
            return Err(Stop);
        }
        self.at += 2;
        let second = self.four()?;
        if !(0xDC00..0xE000).contains(&second) {
            return Err(Stop);
        }
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)).ok_or(Stop)
    }

    fn four(&mut self) -> Result<u32, Stop> {
        let digits = self.json.get(self.at..self.at + 4).ok_or(Stop)?;
        self.at += 4;
        digits.iter().try_fold(0, |sum, &digit| Ok(sum * 16 + char::from(digit).to_digit(16).ok_or(Stop)?))
    }

    /// Passes over a value that the type does not know.
    #[inline(never)]
    pub(super) fn skip(&mut self) -> Result<(), Stop> {
        let mut open = 0_usize;
        loop {
            match self.peek().ok_or(Stop)? {
                b'"' => drop(self.text()?),
                b'{' | b'[' => {
                    open += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    open = open.checked_sub(1).ok_or(Stop)?;
                    self.at += 1;
                }
                b',' | b':' if open > 0 => self.at += 1,
                b't' | b'f' | b'n' | b'-' | b'.' | b'+' | b'0'..=b'9' | b'a'..=b'z' | b'E' => {
                    while let Some(b'a'..=b'z' | b'E' | b'0'..=b'9' | b'-' | b'+' | b'.') = self.json.get(self.at) {
                        self.at += 1;
                    }
                }
                _ => return Err(Stop),
            }
            if open == 0 {
                return Ok(());
            }
        }
    }
}
