//! One row as a task of Project. The order of the elements is the schema's.

use std::io;

use domain::calendario::Laboral;
use domain::plan::Ventana;
use domain::vista::cronograma::Nodo;
use domain::{Dinero, Plan};
use uuid::Uuid;

use super::rows::{Kind, Row};
use super::xml::Xml;
use super::{CODIGO, Field, IDENTIFICADOR, META, UNIDAD};

/// When a working day begins and ends.
pub const MORNING: &str = "08:00:00";
pub const EVENING: &str = "17:00:00";

/// A working day has so many tenths of a minute.
const LAG_OF_A_DAY: i64 = 8 * 60 * 10;

/// The first day of a window, as Project writes it.
pub fn start(ventana: Ventana) -> String {
    format!("{}T{MORNING}", ventana.inicio)
}

/// The last one, which is included.
pub fn finish(ventana: Ventana) -> String {
    format!("{}T{EVENING}", ventana.fin)
}

pub fn write(xml: &mut Xml, plan: &Plan, row: &Row) -> io::Result<()> {
    xml.inside("Task", |xml| {
        identity(xml, plan, row)?;
        dates(xml, plan, row)?;
        money(xml, row)?;
        // Start no earlier than; groups begin with what is inside.
        if row.kind != Kind::Group {
            xml.text("ConstraintType", "4")?;
        }
        xml.text("CalendarUID", "-1")?;
        if row.kind != Kind::Group {
            xml.text("ConstraintDate", &start(row.ventana))?;
        }
        for (before, lag) in &row.predecesoras {
            link(xml, *before, i64::from(lag.dias()))?;
        }
        fields(xml, plan, row)?;
        row.base.iter().try_for_each(|(ventana, costo)| baseline(xml, plan, *ventana, *costo))
    })
}

fn identity(xml: &mut Xml, plan: &Plan, row: &Row) -> io::Result<()> {
    let number = row.number.to_string();
    let responsable = match row.barra.nodo {
        Nodo::Actividad(id) => plan.get(id).map(|row| row.responsable.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    xml.text("UID", &number)?;
    xml.text("GUID", &uuid(row.barra.nodo).hyphenated().to_string().to_uppercase())?;
    xml.text("ID", &number)?;
    xml.text("Name", &one_line(&named(row)))?;
    xml.text("Active", "1")?;
    xml.text("Manual", if row.kind == Kind::Group { "0" } else { "1" })?;
    // Of fixed duration.
    xml.text("Type", "1")?;
    xml.text("IsNull", "0")?;
    xml.text("Contact", &responsable)?;
    xml.text("WBS", &row.outline)?;
    xml.text("OutlineNumber", &row.outline)?;
    xml.text("OutlineLevel", &row.nivel.to_string())?;
    xml.text("Priority", &row.prioridad.to_string())
}

/// Groups are known by their code; activities have a field for it.
fn named(row: &Row) -> String {
    match row.kind {
        Kind::Group => format!("{} {}", row.barra.codigo, row.barra.nombre).trim().to_owned(),
        Kind::Summary | Kind::Leaf => row.barra.nombre.clone(),
    }
}

/// A name of Project has one line, of 512 characters at most.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(512).collect()
}

fn uuid(nodo: Nodo) -> Uuid {
    match nodo {
        Nodo::Objetivo(id) => id.uuid(),
        Nodo::Accion(id) => id.uuid(),
        Nodo::Unidad(id) => id.uuid(),
        Nodo::Actividad(id) => id.uuid(),
        Nodo::Tarea(id) => id.uuid(),
    }
}

fn dates(xml: &mut Xml, plan: &Plan, row: &Row) -> io::Result<()> {
    let (start, finish, duration) = (start(row.ventana), finish(row.ventana), Duration::of(plan, row.ventana));
    xml.text("Start", &start)?;
    xml.text("Finish", &finish)?;
    xml.text("Duration", &duration.written())?;
    if row.kind != Kind::Group {
        xml.text("ManualStart", &start)?;
        xml.text("ManualFinish", &finish)?;
        xml.text("ManualDuration", &duration.written())?;
    }
    xml.text("DurationFormat", duration.format())?;
    xml.text("Estimated", "0")?;
    xml.text("Milestone", "0")?;
    xml.text("Summary", if row.kind == Kind::Leaf { "0" } else { "1" })
}

/// The working time between both ends, which is what Project itself counts between dates that
/// were typed; or all the time that passes, where no day of the window is a working one.
enum Duration {
    WorkingDays(usize),
    Elapsed(i64),
}

impl Duration {
    fn of(plan: &Plan, ventana: Ventana) -> Self {
        let laboral = Laboral(plan.feriados());
        let days = ventana.inicio.iter_days().take_while(|day| *day <= ventana.fin);
        match days.filter(|day| laboral.es_habil(*day)).count() {
            0 => Self::Elapsed((ventana.dias() - 1) * 24 + 9),
            days => Self::WorkingDays(days),
        }
    }

    fn written(&self) -> String {
        match self {
            Self::WorkingDays(days) => format!("PT{}H0M0S", days * 8),
            Self::Elapsed(hours) => format!("PT{hours}H0M0S"),
        }
    }

    fn format(&self) -> &'static str {
        match self {
            Self::WorkingDays(_) => "7",
            Self::Elapsed(_) => "8",
        }
    }
}

/// Money in Project's files is in hundredths, as ours is. Only activities have some of their own:
/// what is under an AEI adds up to its cost.
fn money(xml: &mut Xml, row: &Row) -> io::Result<()> {
    let cost = row.barra.costo.centimos().to_string();
    if matches!(row.barra.nodo, Nodo::Actividad(_)) {
        xml.text("FixedCost", &cost)?;
        // In the course of its days.
        xml.text("FixedCostAccrual", "2")?;
    }
    xml.text("Cost", &cost)
}

/// Finish to start, after so many working days.
fn link(xml: &mut Xml, before: usize, lag: i64) -> io::Result<()> {
    xml.inside("PredecessorLink", |xml| {
        xml.text("PredecessorUID", &before.to_string())?;
        xml.text("Type", "1")?;
        xml.text("CrossProject", "0")?;
        xml.text("LinkLag", &(lag * LAG_OF_A_DAY).to_string())?;
        xml.text("LagFormat", "7")
    })
}

fn fields(xml: &mut Xml, plan: &Plan, row: &Row) -> io::Result<()> {
    let unidad = row.barra.unidad.and_then(|id| plan.get(id)).map(|unit| unit.nombre.to_string());
    field(xml, CODIGO, &row.barra.codigo)?;
    field(xml, IDENTIFICADOR, &uuid(row.barra.nodo).to_string())?;
    field(xml, UNIDAD, &unidad.unwrap_or_default())?;
    field(xml, META, &row.barra.meta)
}

fn field(xml: &mut Xml, field: Field, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    xml.inside("ExtendedAttribute", |xml| {
        xml.text("FieldID", field.id)?;
        // A field of text has 255 characters.
        xml.text("Value", &value.chars().take(255).collect::<String>())
    })
}

fn baseline(xml: &mut Xml, plan: &Plan, ventana: Ventana, costo: Dinero) -> io::Result<()> {
    let duration = Duration::of(plan, ventana);
    xml.inside("Baseline", |xml| {
        xml.text("Number", "0")?;
        xml.text("Start", &start(ventana))?;
        xml.text("Finish", &finish(ventana))?;
        xml.text("Duration", &duration.written())?;
        xml.text("DurationFormat", duration.format())?;
        xml.text("Cost", &costo.centimos().to_string())
    })
}
