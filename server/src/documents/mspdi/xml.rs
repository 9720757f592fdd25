//! Elements and text, written one after another. What may not stand in XML does not get there.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub fn begin() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self(writer))
    }

    pub fn end(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// An element with others inside.
    pub fn inside(&mut self, name: &str, inside: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.inside_with(name, &[], inside)
    }

    pub fn inside_with(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Start(start))?;
        inside(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with text; none where there is nothing to say.
    pub fn text(&mut self, name: &str, value: &str) -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let value: String = value.chars().map(|letter| if may_stand(letter) { letter } else { ' ' }).collect();
        self.inside(name, |xml| xml.0.write_event(Event::Text(BytesText::new(&value))))
    }
}

/// XML 1.0 knows no way to write the others.
fn may_stand(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
