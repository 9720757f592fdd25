//! The schedule in the XML of Microsoft Project (MSPDI), as its schema of 2010 has it.
//!
//! *Every day stays where the plan has it.* A window is calendar days, both included; it may begin
//! on a Sunday and, in an activity with tasks, be wider than they are. Project keeps such dates
//! only of tasks that are scheduled by hand (`Manual`), summaries among them, and so do those that
//! read its files; links are kept beside, move nothing, and show where they do not hold. Programs
//! that know nothing of manual tasks find the same first day as a constraint (start no earlier),
//! which is also what Project itself makes of a manual task that is scheduled automatically again.

mod rows;
mod task;
mod xml;

use std::io;

use domain::Plan;
use domain::plan::Ventana;
use domain::vista::cronograma::Consulta;

use rows::Row;
use xml::Xml;

/// Of every element.
pub const NAMESPACE: &str = "http://schemas.microsoft.com/project";

/// The fields of a task that are ours, by the number Project gives them: `Text1` to `Text4`.
pub const CODIGO: Field = Field { id: "188743731", name: "Text1", alias: "Código" };
/// By it, dates that come back find their row: `GUID` is given anew by some programs.
pub const IDENTIFICADOR: Field = Field { id: "188743734", name: "Text2", alias: "Identificador POI" };
const UNIDAD: Field = Field { id: "188743737", name: "Text3", alias: "Unidad orgánica" };
const META: Field = Field { id: "188743740", name: "Text4", alias: "Meta anual" };

/// A text field of a task.
#[derive(Clone, Copy)]
pub struct Field {
    pub id: &'static str,
    name: &'static str,
    alias: &'static str,
}

/// The calendar of the project, which all its tasks follow.
const CALENDAR: &str = "1";

/// What a schedule is compared with: a version by its name, and the plan as it was then.
pub struct Baseline<'a> {
    pub nombre: &'a str,
    pub plan: &'a Plan,
}

/// The rows of a query with all their tasks, whatever it has folded.
///
/// # Errors
/// None that memory would not have.
pub fn write(plan: &Plan, consulta: &Consulta, base: Option<&Baseline<'_>>) -> io::Result<Vec<u8>> {
    let rows = rows::rows(plan, consulta, base);
    let mut xml = Xml::begin()?;
    xml.inside_with("Project", &[("xmlns", NAMESPACE)], |xml| {
        header(xml, plan, consulta, &rows, base)?;
        xml.inside("ExtendedAttributes", |xml| {
            [CODIGO, IDENTIFICADOR, UNIDAD, META].into_iter().try_for_each(|field| definition(xml, field))
        })?;
        xml.inside("Calendars", |xml| calendar(xml, plan))?;
        xml.inside("Tasks", |xml| rows.iter().try_for_each(|row| task::write(xml, plan, row)))
    })?;
    Ok(xml.end())
}

fn header(
    xml: &mut Xml,
    plan: &Plan,
    consulta: &Consulta,
    rows: &[Row],
    base: Option<&Baseline<'_>>,
) -> io::Result<()> {
    let unidad = plan.get(consulta.unidad).map(|unit| unit.nombre.to_string()).unwrap_or_default();
    let whole = rows.iter().map(|row| row.ventana).reduce(|one, other| one.con(other));
    let whole = whole.unwrap_or_else(|| Ventana::anual(plan.ejercicio()));
    let subject = base.map(|base| format!("Línea base: {}", base.nombre)).unwrap_or_default();
    xml.text("SaveVersion", "14")?;
    xml.text("Title", &format!("POI {}: {unidad}", plan.ejercicio()))?;
    xml.text("Subject", &subject)?;
    xml.text("Company", &plan.entidad().nombre)?;
    xml.text("ScheduleFromStart", "1")?;
    xml.text("StartDate", &task::start(whole))?;
    xml.text("FinishDate", &task::finish(whole))?;
    for (name, value) in [
        ("CurrencyDigits", "2"),
        ("CurrencySymbol", "S/"),
        ("CurrencyCode", "PEN"),
        // Before the amount, with a space.
        ("CurrencySymbolPosition", "2"),
        ("CalendarUID", CALENDAR),
        ("DefaultStartTime", task::MORNING),
        ("DefaultFinishTime", task::EVENING),
        ("MinutesPerDay", "480"),
        ("MinutesPerWeek", "2400"),
        ("DaysPerMonth", "20"),
        ("DurationFormat", "7"),
        ("NewTasksAreManual", "1"),
    ] {
        xml.text(name, value)?;
    }
    Ok(())
}

fn definition(xml: &mut Xml, field: Field) -> io::Result<()> {
    xml.inside("ExtendedAttribute", |xml| {
        xml.text("FieldID", field.id)?;
        xml.text("FieldName", field.name)?;
        xml.text("Alias", field.alias)
    })
}

/// Monday to Friday, eight hours, but for the holidays of the plan: lags are days of it.
fn calendar(xml: &mut Xml, plan: &Plan) -> io::Result<()> {
    xml.inside("Calendar", |xml| {
        xml.text("UID", CALENDAR)?;
        xml.text("Name", "Días hábiles")?;
        xml.text("IsBaseCalendar", "1")?;
        xml.text("BaseCalendarUID", "-1")?;
        // Sunday is 1.
        xml.inside("WeekDays", |xml| (1..=7).try_for_each(|day| week_day(xml, day)))?;
        let mut feriados = plan.feriados().to_vec();
        feriados.sort_unstable();
        feriados.dedup();
        if feriados.is_empty() {
            return Ok(());
        }
        xml.inside("Exceptions", |xml| feriados.iter().try_for_each(|day| holiday(xml, &day.to_string())))
    })
}

fn week_day(xml: &mut Xml, day: u8) -> io::Result<()> {
    xml.inside("WeekDay", |xml| {
        xml.text("DayType", &day.to_string())?;
        if matches!(day, 1 | 7) {
            return xml.text("DayWorking", "0");
        }
        xml.text("DayWorking", "1")?;
        xml.inside("WorkingTimes", |xml| {
            [(task::MORNING, "12:00:00"), ("13:00:00", task::EVENING)].into_iter().try_for_each(|(from, to)| {
                xml.inside("WorkingTime", |xml| {
                    xml.text("FromTime", from)?;
                    xml.text("ToTime", to)
                })
            })
        })
    })
}

fn holiday(xml: &mut Xml, day: &str) -> io::Result<()> {
    xml.inside("Exception", |xml| {
        xml.text("EnteredByOccurrences", "0")?;
        xml.inside("TimePeriod", |xml| {
            xml.text("FromDate", &format!("{day}T00:00:00"))?;
            xml.text("ToDate", &format!("{day}T23:59:00"))
        })?;
        xml.text("Occurrences", "1")?;
        xml.text("Name", "Feriado")?;
        // Daily: on each day of the period.
        xml.text("Type", "1")?;
        xml.text("DayWorking", "0")
    })
}
