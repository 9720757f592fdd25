//! A reader of JSON made for size: no copies of a type's code, no text of errors.
//!
//! It reads what our own server writes: objects for structs, and numbers that are whole
//! (money in céntimos, quantities in ten-thousandths). What never lives here: reading what
//! a stranger may send, or saying what is wrong with it beyond where.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::scan::{Reader, Stop, Whole};

/// The text ceased to be what was expected of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// How many bytes were read.
    at: usize,
}

impl fmt::Display for Malformed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "texto inesperado tras {} bytes", self.at)
    }
}

impl std::error::Error for Malformed {}

/// Reads one value, and nothing after it.
pub fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, Malformed> {
    let mut reader = Reader { json, at: 0 };
    let value = T::deserialize(&mut reader);
    match (value, reader.peek()) {
        (Ok(value), None) => Ok(value),
        _ => Err(Malformed { at: reader.at }),
    }
}

/// Methods of [`Deserializer`] that all take what `$read` finds.
macro_rules! all_as {
    ($read:ident: $($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
            self.$read(visitor)
        })*
    };
}

impl<'de> Reader<'de> {
    fn number<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        let Whole { negative, magnitude } = self.whole()?;
        if negative {
            visitor.visit_i64(0_i64.checked_sub_unsigned(magnitude).ok_or(Stop)?)
        } else {
            visitor.visit_u64(magnitude)
        }
    }

    fn string<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        match self.text()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(&text),
        }
    }

    fn list<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        self.expect(b'[')?;
        let value = visitor.visit_seq(Elements { reader: self, first: true })?;
        self.expect(b']').map(|()| value)
    }

    fn object<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        self.expect(b'{')?;
        let value = visitor.visit_map(Elements { reader: self, first: true })?;
        self.expect(b'}').map(|()| value)
    }

    fn nothing<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        if self.word(b"null") { visitor.visit_unit() } else { Err(Stop) }
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Stop;

    /// Every type that travels says what it is.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Stop> {
        Err(Stop)
    }

    all_as!(number: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);
    all_as!(string: deserialize_char deserialize_str deserialize_string deserialize_identifier);
    all_as!(nothing: deserialize_unit);

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if self.word(b"true") {
            visitor.visit_bool(true)
        } else if self.word(b"false") {
            visitor.visit_bool(false)
        } else {
            Err(Stop)
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if self.word(b"null") { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Stop> {
        self.nothing(visitor)
    }

    all_as!(list: deserialize_seq);

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Stop> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.list(visitor)
    }

    all_as!(object: deserialize_map);

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let content = self.take(b'{');
        let value = visitor.visit_enum(Variant { reader: self, content })?;
        if content { self.expect(b'}').map(|()| value) } else { Ok(value) }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 f32 f64 bytes byte_buf }
}

/// The elements of a list, or the fields of an object.
struct Elements<'a, 'de> {
    reader: &'a mut Reader<'de>,
    first: bool,
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        if self.reader.more(&mut self.first, b']')? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Elements<'_, 'de> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        if self.reader.more(&mut self.first, b'}')? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        self.reader.expect(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// `"Name"`, or `{"Name": content}` once its brace was taken.
struct Variant<'a, 'de> {
    reader: &'a mut Reader<'de>,
    content: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Stop;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Stop> {
        let name = seed.deserialize(&mut *self.reader)?;
        if self.content {
            self.reader.expect(b':')?;
        }
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        if self.content && !self.reader.word(b"null") { Err(Stop) } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Stop> {
        if self.content { seed.deserialize(self.reader) } else { Err(Stop) }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Stop> {
        if self.content { self.reader.list(visitor) } else { Err(Stop) }
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Stop> {
        if self.content { self.reader.object(visitor) } else { Err(Stop) }
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::{Malformed, read};

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Row {
        name: String,
        cents: i64,
        months: [u32; 3],
        note: Option<Box<Kind>>,
        done: bool,
    }

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    enum Kind {
        Nothing,
        One(String),
        Pair(i8, Vec<u64>),
        Named { row: Row, unit: () },
    }

    fn row(name: &str, note: Option<Kind>) -> Row {
        Row { name: name.to_owned(), cents: -1_050, months: [0, 7, u32::MAX], note: note.map(Box::new), done: true }
    }

    /// The browser reads the log of any year ever run.
    #[test]
    fn every_command_and_change_ever_shipped_is_read() {
        for line in include_str!("../../domain/tests/golden/formato-1.jsonl").lines() {
            let (kind, json) = line.split_once(' ').unwrap();
            match kind {
                "change" => {
                    assert_eq!(read::<domain::Change>(json.as_bytes()), Ok(serde_json::from_str(json).unwrap()));
                }
                _ => assert_eq!(read::<domain::Command>(json.as_bytes()), Ok(serde_json::from_str(json).unwrap())),
            }
        }
    }

    fn both(json: &str) -> (Option<Kind>, Option<Kind>) {
        (read(json.as_bytes()).ok(), serde_json::from_str(json).ok())
    }

    #[test]
    fn what_serde_json_writes_is_read_as_it_was() {
        let sentence = "«Ñandú» \"1/2\" \\ línea\n\t\u{7f}\u{1}\u{1F600}";
        let values = [
            Kind::Nothing,
            Kind::One(String::new()),
            Kind::One(sentence.to_owned()),
            Kind::Pair(i8::MIN, vec![0, u64::MAX]),
            Kind::Pair(0, Vec::new()),
            Kind::Named { row: row(sentence, Some(Kind::Pair(1, vec![2]))), unit: () },
            Kind::Named { row: row("", None), unit: () },
        ];
        for value in values {
            for json in [serde_json::to_string(&value), serde_json::to_string_pretty(&value)] {
                assert_eq!(read(json.unwrap().as_bytes()), Ok(value.clone()));
            }
        }
    }

    #[test]
    fn escapes_are_read_as_serde_json_reads_them() {
        for text in
            [r"\u00f1", r"\ud83d\ude00", r"\/\b\f\r", r"\ud83d", r"\ude00", r"\ud83dx", r"\x", r"\u12", "\u{1}", r"\"]
        {
            let (ours, theirs) = both(&format!("{{\"One\":\"{text}\"}}"));
            assert_eq!(ours, theirs, "{text}");
        }
    }

    #[test]
    fn what_a_newer_server_adds_is_passed_over() {
        let json = r#"{"One": "x"}"#;
        let more = r#"{"name":"a","new":[{"b":"]}"},-1.5e+3,null,true],"cents":1,"months":[1,2,3],"done":false}"#;
        assert_eq!(read::<Kind>(json.as_bytes()), Ok(Kind::One("x".to_owned())));
        assert_eq!(read::<Row>(more.as_bytes()).ok(), serde_json::from_str(more).ok());
    }

    #[test]
    fn what_is_not_of_the_type_is_refused_as_serde_json_refuses_it() {
        let whole = serde_json::to_string(&Kind::Named { row: row("a", None), unit: () }).unwrap();
        for end in 0..whole.len() {
            let (ours, theirs) = both(&whole[..end]);
            assert_eq!((ours, theirs), (None, None), "{}", &whole[..end]);
        }
        let cases = [
            r#"{"Pair":[128,[]]}"#,
            r#"{"Pair":[1,[18446744073709551616]]}"#,
            r#"{"Pair":[1,[-1]]}"#,
            r#"{"Pair":[1,[1.5]]}"#,
            r#"{"Pair":[1,[1 2]]}"#,
            r#"{"Pair":[1,[1],2]}"#,
            r#"{"Pair":[1,[1,]]}"#,
            r#"{"Other":1}"#,
            r#""Nothing" x"#,
            r#""One""#,
            r#"{"One":"a","Nothing":null}"#,
            r#"{"Nothing":1}"#,
        ];
        for json in cases {
            assert_eq!(both(json), (None, None), "{json}");
        }
        assert_eq!(read::<u8>(b" 12 "), Ok(12));
    }

    #[test]
    fn a_refusal_says_where() {
        assert_eq!(read::<Vec<u8>>(b"[1, x]"), Err(Malformed { at: 4 }));
        assert_eq!(Malformed { at: 4 }.to_string(), "texto inesperado tras 4 bytes");
    }
}
