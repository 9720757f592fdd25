//! XML as a tree, as far as these tests look at it.

use quick_xml::Reader;
use quick_xml::events::Event;

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub text: String,
    pub inside: Vec<Element>,
}

impl Element {
    /// The root of a document.
    pub fn parse(text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().unwrap();
            let top = open.last_mut().unwrap();
            match event {
                Event::Start(start) => {
                    let name = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
                    open.push(Self { name, ..Self::default() });
                }
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    open.last_mut().unwrap().inside.push(done);
                }
                Event::Text(text) => top.text.push_str(&text.decode().unwrap()),
                Event::GeneralRef(name) => {
                    let written = format!("&{};", name.decode().unwrap());
                    top.text.push_str(&quick_xml::escape::unescape(&written).unwrap());
                }
                Event::Eof => return open.remove(0).inside.remove(0),
                _ => {}
            }
        }
    }

    /// The first one inside with that name.
    #[track_caller]
    pub fn at(&self, name: &str) -> &Self {
        self.all(name).next().unwrap_or_else(|| panic!("{} has no {name}", self.name))
    }

    pub fn all(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.inside.iter().filter(move |it| it.name == name)
    }

    /// The text of the first one inside with that name; blank when there is none.
    pub fn said(&self, name: &str) -> &str {
        self.all(name).next().map(|it| it.text.as_str()).unwrap_or_default()
    }
}
