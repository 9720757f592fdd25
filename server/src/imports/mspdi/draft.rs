//! One task of a file, as its elements say it, and what of that is ours.

use chrono::{Days, NaiveDate};
use domain::plan::{CodigoActividad, Ventana};
use domain::vista::cronograma::Leida;
use uuid::Uuid;

use crate::documents::mspdi::{CODIGO, IDENTIFICADOR};

/// The elements of a task that are read, by their names.
const READ: [&str; 8] = ["UID", "GUID", "Name", "IsNull", "OutlineLevel", "ExternalTask", "Start", "Finish"];

#[derive(Default)]
pub struct Draft {
    said: [String; READ.len()],
    codigo: String,
    identificador: String,
}

impl Draft {
    pub fn reads(name: &str) -> bool {
        READ.contains(&name) || matches!(name, "FieldID" | "Value")
    }

    pub fn put(&mut self, name: &str, value: String) {
        if let Some(place) = READ.iter().position(|known| *known == name) {
            self.said[place] = value;
        }
    }

    /// A field of ours, by its number.
    pub fn own(&mut self, id: &str, value: String) {
        if id == CODIGO.id {
            self.codigo = value;
        } else if id == IDENTIFICADOR.id {
            self.identificador = value;
        }
    }

    fn said(&self, name: &str) -> &str {
        READ.iter().position(|known| *known == name).map_or("", |place| &self.said[place])
    }

    /// `None` for what is no task of this project: blank lines, the project's own summary, and
    /// those of other files.
    pub fn read(self) -> Option<Leida> {
        let project = self.said("OutlineLevel") == "0" || self.said("UID") == "0";
        if project || self.said("IsNull") == "1" || self.said("ExternalTask") == "1" {
            return None;
        }
        let id = |text: &str| text.parse::<Uuid>().ok().filter(|id| !id.is_nil());
        Some(Leida {
            // A field is kept by every program; the other is given anew by some.
            identificador: id(&self.identificador).or_else(|| id(self.said("GUID"))),
            codigo: CodigoActividad::try_from(self.codigo.clone()).ok(),
            nombre: self.called(),
            ventana: self.ventana(),
        })
    }

    fn called(&self) -> String {
        match self.said("Name") {
            "" => format!("Tarea {} sin nombre", self.said("UID")),
            name => name.chars().take(300).collect(),
        }
    }

    fn ventana(&self) -> Result<Ventana, String> {
        let (inicio, _) = instant(self.said("Start")).ok_or_else(|| unread("comienzo", self.said("Start")))?;
        let (fin, at) = instant(self.said("Finish")).ok_or_else(|| unread("fin", self.said("Finish")))?;
        // What ends as a day begins was done the day before.
        let before = at.starts_with("00:00") && fin > inicio;
        Ok(Ventana { inicio, fin: if before { fin - Days::new(1) } else { fin } })
    }
}

/// "2017-03-01T08:00:00": the day, and the time as it is written.
fn instant(text: &str) -> Option<(NaiveDate, &str)> {
    let (day, time) = text.split_once('T')?;
    let day = (day.len() == 10).then(|| day.parse().ok()).flatten()?;
    Some((day, time))
}

fn unread(what: &str, text: &str) -> String {
    let shown: String = text.chars().take(40).collect();
    if shown.is_empty() {
        format!("El archivo no dice su fecha de {what}.")
    } else {
        format!("Su fecha de {what}, «{shown}», no se entiende.")
    }
}
