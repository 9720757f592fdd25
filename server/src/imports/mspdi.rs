//! The tasks of a file of MS Project: whose row each is, and its days.
//!
//! The file may come from anybody. It is read once, from beginning to end; no entity is expanded,
//! for whoever declares one is refused; nothing outside the file is ever asked for; and what is
//! kept of it is bounded. Elements of other namespaces are passed over with all they hold.

mod draft;

use domain::vista::cronograma::Leida;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::documents::mspdi::NAMESPACE;
use draft::Draft;

const MAXIMO_DE_TAREAS: usize = 20_000;
/// Project goes some eight deep.
const DEEPEST: usize = 32;
/// Of one value; names are the longest that are read.
const LONGEST: usize = 4_096;

const NO_PROJECT: &str = "El archivo no es un cronograma de MS Project guardado como XML.";

/// Its tasks, in their order.
///
/// # Errors
/// A sentence: the whole file is refused.
pub fn read(text: &str) -> Result<Vec<Leida>, String> {
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut reading = Reading::default();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return reading.finished(),
            Ok(event) => reading.take(&event)?,
            Err(error) => {
                let place = reader.error_position();
                return Err(format!("El archivo no es XML bien formado (byte {place}: {error})."));
            }
        }
    }
}

#[derive(Default)]
struct Reading {
    /// Names of the elements that are open; blank for those of others.
    path: Vec<String>,
    text: String,
    task: Draft,
    field: (String, String),
    done: Vec<Leida>,
    begun: bool,
}

impl Reading {
    fn take(&mut self, event: &Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(start) => self.open(start),
            Event::Empty(start) => {
                self.open(start)?;
                self.close();
                Ok(())
            }
            Event::End(_) => {
                self.close();
                Ok(())
            }
            Event::Text(text) => self.say(&text.decode().map_err(|error| error.to_string())?),
            Event::CData(text) => self.say(&text.decode().map_err(|error| error.to_string())?),
            Event::GeneralRef(name) => self.say(&resolved(name)?),
            Event::DocType(_) => Err("El archivo declara un DOCTYPE, que MS Project no escribe.".to_owned()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Eof => Ok(()),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        let name = if self.path.is_empty() { root(start)? } else { named(start) };
        if self.path.is_empty() && std::mem::replace(&mut self.begun, true) {
            return Err("El archivo tiene más de un elemento raíz.".to_owned());
        }
        if self.path.len() == DEEPEST {
            return Err("El archivo anida demasiados elementos.".to_owned());
        }
        self.path.push(name);
        self.text.clear();
        match self.place().as_slice() {
            ["Project", "Tasks", "Task"] if self.done.len() == MAXIMO_DE_TAREAS => {
                return Err(format!("El archivo tiene más de {MAXIMO_DE_TAREAS} tareas."));
            }
            ["Project", "Tasks", "Task"] => self.task = Draft::default(),
            ["Project", "Tasks", "Task", "ExtendedAttribute"] => self.field = Default::default(),
            _ => {}
        }
        Ok(())
    }

    fn place(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    fn say(&mut self, text: &str) -> Result<(), String> {
        self.text.push_str(text);
        let is_read = matches!(self.place().as_slice(), ["Project", "Tasks", "Task", ..]);
        if self.text.len() <= LONGEST {
            return Ok(());
        }
        // Notes of a task may be long; they are not read, as nothing outside tasks is.
        let is_read = is_read && Draft::reads(self.path.last().map(String::as_str).unwrap_or_default());
        self.text.clear();
        if is_read { Err("El archivo tiene un valor demasiado largo en una tarea.".to_owned()) } else { Ok(()) }
    }

    fn close(&mut self) {
        let value = std::mem::take(&mut self.text);
        let value = value.trim().to_owned();
        match self.place().as_slice() {
            ["Project", "Tasks", "Task"] => self.done.extend(std::mem::take(&mut self.task).read()),
            ["Project", "Tasks", "Task", "ExtendedAttribute"] => {
                let (id, value) = std::mem::take(&mut self.field);
                self.task.own(&id, value);
            }
            ["Project", "Tasks", "Task", _] => {
                let name = self.path.last().map(String::as_str).unwrap_or_default();
                self.task.put(name, value);
            }
            ["Project", "Tasks", "Task", "ExtendedAttribute", "FieldID"] => self.field.0 = value,
            ["Project", "Tasks", "Task", "ExtendedAttribute", "Value"] => self.field.1 = value,
            _ => {}
        }
        self.path.pop();
    }

    fn finished(self) -> Result<Vec<Leida>, String> {
        match () {
            () if !self.begun => Err(NO_PROJECT.to_owned()),
            () if !self.path.is_empty() => Err("El archivo está incompleto: termina antes de tiempo.".to_owned()),
            () if self.done.is_empty() => Err("El archivo no tiene ninguna tarea.".to_owned()),
            () => Ok(self.done),
        }
    }
}

/// Its name, if it is of the namespace of the file; blank for those of others.
fn named(start: &BytesStart<'_>) -> String {
    let own = |name: &[u8]| String::from_utf8(name.to_vec()).ok().filter(|name| !name.contains(':'));
    let elsewhere = !start.attributes_raw().is_empty() && namespace(start).is_some_and(|it| it != NAMESPACE);
    own(start.name().as_ref()).filter(|_| !elsewhere).unwrap_or_default()
}

fn root(start: &BytesStart<'_>) -> Result<String, String> {
    let name = named(start);
    let known = name == "Project" && namespace(start).as_deref() == Some(NAMESPACE);
    if known { Ok(name) } else { Err(NO_PROJECT.to_owned()) }
}

/// The one that an element declares for itself and what is inside.
fn namespace(start: &BytesStart<'_>) -> Option<String> {
    let attribute = start.try_get_attribute("xmlns").ok().flatten()?;
    String::from_utf8(attribute.value.into_owned()).ok()
}

/// A character by its number, or one of the five that XML itself names. There are no others,
/// for nothing that declares some is read.
fn resolved(name: &BytesRef<'_>) -> Result<String, String> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Ok(letter.to_string());
    }
    let name = name.decode().unwrap_or_default();
    let known = quick_xml::escape::resolve_xml_entity(&name).map(str::to_owned);
    known.ok_or_else(|| {
        format!("El archivo usa la entidad «{}», que no se conoce.", name.chars().take(40).collect::<String>())
    })
}
