//! The history being written: each command is decided on what the ones before it left.

use chrono::NaiveDate;
use domain::{
    Actor, Command, CommandId, Context, Instante, Online, Plan, decide,
    entry::Body,
    plan::{Entidad, Ubigeo},
    texto::{Nombre, Parrafo, Texto},
};

use super::{Escena, Incoherencia, Parametros, seeded::Seeded};

/// Working days of the formulation, to the eve of the day its scene opens on.
const JORNADAS: i64 = 24;
/// A working day of nine hours, in seconds.
const JORNADA: i64 = 9 * 3600;

/// A stretch of working days, which its entries fill.
#[derive(Clone, Copy)]
struct Tramo {
    /// 08:00 in Lima of a Monday, in seconds of Unix time.
    comienzo: i64,
    jornadas: i64,
    /// The version before the first of its entries.
    desde: u64,
    /// About how many entries there will be.
    asientos: i64,
}

/// A plan with what it takes to add to it lawfully.
pub struct History<S> {
    pub plan: Plan,
    pub seeded: Seeded,
    sink: S,
    tramo: Tramo,
}

/// A day that is in the calendar.
pub const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// 08:00 in Lima, in seconds of Unix time.
fn morning(day: NaiveDate) -> i64 {
    (day - NaiveDate::default()).num_seconds() + 13 * 3600
}

/// The Monday on which the formulation begins.
fn begins(escena: Escena) -> NaiveDate {
    match escena {
        Escena::Formulacion => day(2016, 2, 15),
        Escena::Modificacion => day(2015, 2, 16),
    }
}

impl<S: FnMut(Body)> History<S> {
    pub fn begin(params: Parametros, sink: S) -> Result<Self, Incoherencia> {
        let comienzo = morning(begins(params.escena));
        let millis = u64::try_from(comienzo * 1000).unwrap_or_default();
        let mut seeded = Seeded::new(params.semilla, millis);
        let plan = Plan::new(seeded.id(), params.escena.ejercicio()?, entidad()?);
        let expected = params.actividades.saturating_add(params.unidades).saturating_add(40);
        let tramo = Tramo { comienzo, jornadas: JORNADAS, desde: 0, asientos: count(expected) };
        Ok(Self { plan, seeded, sink, tramo })
    }

    /// One entry: decided, applied, handed on.
    pub fn record(&mut self, actor: Actor, command: &Command) -> Result<(), Incoherencia> {
        let version = self.plan.version() + 1;
        let instante = self.next_instant();
        let context = Context { actor, hoy: instante.fecha_lima(), online: Online::Si };
        let changes = decide(&self.plan, &context, command)?;
        let command_id = CommandId(self.seeded.uuid());
        let body = Body { version, command_id, persona: actor.persona, instante, changes };
        self.plan.apply_entry(&body);
        (self.sink)(body);
        Ok(())
    }

    pub fn finish(self) -> Plan {
        self.plan
    }

    /// What follows is written from that Monday on, in so many working days.
    pub fn go_on(&mut self, monday: NaiveDate, jornadas: i64, entries: usize) {
        let desde = self.plan.version();
        self.tramo = Tramo { comienzo: morning(monday), jornadas, desde, asientos: count(entries) };
    }

    /// Entries fill the office hours of the working days, in order.
    pub fn next_instant(&self) -> Instante {
        let Tramo { comienzo, jornadas, desde, asientos } = self.tramo;
        let version = self.plan.version() + 1;
        let place = i64::try_from(version - desde).unwrap_or(i64::MAX);
        let worked = place.min(asientos).saturating_mul(jornadas * JORNADA) / asientos.saturating_add(1);
        let (day, second) = (worked / JORNADA, worked % JORNADA);
        let days = day / 5 * 7 + day % 5;
        Instante::from_micros((comienzo + days * 86_400 + second) * 1_000_000 + i64::try_from(version).unwrap_or(0))
    }
}

fn count(entries: usize) -> i64 {
    i64::try_from(entries).unwrap_or(i64::MAX)
}

fn entidad() -> Result<Entidad, Incoherencia> {
    Ok(Entidad {
        nombre: Nombre::new("Municipalidad Provincial de Huamanga")?,
        pliego: Texto::new("300440")?,
        ubigeo: Ubigeo::try_from("050101".to_owned())?,
        mision: Parrafo::new(
            "Brindar servicios públicos de calidad y promover el desarrollo integral y sostenible de la provincia, con \
             participación ciudadana y transparencia (texto de demostración).",
        )?,
        vision: Parrafo::new(
            "Huamanga es una provincia ordenada, segura y competitiva, orgullosa de su cultura, con un gobierno local \
             moderno y cercano a su población (texto de demostración).",
        )?,
        pdi: (2015, 2018),
    })
}
