//! The history being written: each command is decided on what the ones before it left.

use chrono::NaiveDate;
use domain::{
    Actor, Command, CommandId, Context, Ejercicio, Instante, Online, Plan, decide,
    entry::Body,
    plan::{Entidad, Ubigeo},
    texto::{Nombre, Parrafo, Texto},
};

use super::{Incoherencia, Parametros, seeded::Seeded};

/// Friday 18 March 2016: twelve days before proposals are due.
pub const HOY: NaiveDate = match NaiveDate::from_ymd_opt(2016, 3, 18) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Monday 15 February 2016, 08:00 in Lima, in seconds of Unix time.
const COMIENZO: i64 = 1_455_541_200;
/// Working days from then to the eve of [`HOY`].
const JORNADAS: i64 = 24;
/// A working day of nine hours, in seconds.
const JORNADA: i64 = 9 * 3600;

/// A plan with what it takes to add to it lawfully.
pub struct History<S> {
    pub plan: Plan,
    pub seeded: Seeded,
    sink: S,
    /// About how many entries there will be, so that they fill the working days.
    expected: i64,
}

impl<S: FnMut(Body)> History<S> {
    pub fn begin(params: Parametros, sink: S) -> Result<Self, Incoherencia> {
        let millis = u64::try_from(COMIENZO * 1000).unwrap_or_default();
        let mut seeded = Seeded::new(params.semilla, millis);
        let plan = Plan::new(seeded.id(), Ejercicio::new(2017)?, entidad()?);
        let expected = params.actividades.saturating_add(params.unidades).saturating_add(40);
        Ok(Self { plan, seeded, sink, expected: i64::try_from(expected).unwrap_or(i64::MAX) })
    }

    /// One entry: decided, applied, handed on.
    pub fn record(&mut self, actor: Actor, command: &Command) -> Result<(), Incoherencia> {
        let version = self.plan.version() + 1;
        let instante = self.instant(version);
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

    /// Entries fill the office hours of the working days, in order.
    fn instant(&self, version: u64) -> Instante {
        let version = i64::try_from(version).unwrap_or(i64::MAX);
        let worked = (version.min(self.expected)).saturating_mul(JORNADAS * JORNADA) / self.expected.saturating_add(1);
        let (day, second) = (worked / JORNADA, worked % JORNADA);
        let days = day / 5 * 7 + day % 5;
        Instante::from_micros((COMIENZO + days * 86_400 + second) * 1_000_000 + version)
    }
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
