//! Plans of any size, the same for the same seed.

mod actividad;
mod base;
mod escena;
mod history;
mod insumos;
mod metas;
mod seeded;
mod techos;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use domain::{
    Ejercicio, Id, Persona, Plan, Rejections, Rol, entry::Body, plan::UnidadOrganica, texto::TextoError,
    valor::LecturaError,
};

use self::{base::Base, history::History};
use super::unidades::CONFIRMADAS;

/// Which moment of the life of a plan the demonstration opens on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Escena {
    /// March 2016: the POI 2017 is being formulated.
    #[default]
    Formulacion,
    /// August 2016: the POI 2016, approved, is being executed and changed.
    Modificacion,
}

impl Escena {
    fn ejercicio(self) -> Result<Ejercicio, String> {
        Ejercicio::new(match self {
            Self::Formulacion => 2017,
            Self::Modificacion => 2016,
        })
    }

    /// The day it opens on.
    fn hoy(self) -> NaiveDate {
        match self {
            Self::Formulacion => history::day(2016, 3, 18),
            Self::Modificacion => history::day(2016, 8, 15),
        }
    }
}

/// How large a plan, and which one.
#[derive(Clone, Copy, Debug)]
pub struct Parametros {
    pub actividades: usize,
    pub semilla: u64,
    /// Never fewer than the confirmed ones; beyond them, plausible sub-units.
    pub unidades: usize,
    /// The mean: activities have from two fewer to two more.
    pub insumos_por_actividad: usize,
    pub escena: Escena,
}

impl Parametros {
    /// The plan of `poi serve --demo`.
    #[must_use]
    pub fn demostracion() -> Self {
        Self::de(Escena::Formulacion)
    }

    /// The plan of `poi serve --demo --escena …`.
    #[must_use]
    pub fn de(escena: Escena) -> Self {
        Self { actividades: 120, semilla: 2017, unidades: CONFIRMADAS.len(), insumos_por_actividad: 8, escena }
    }
}

/// Someone whose name the log refers to by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonaDemostracion {
    pub id: Id<Persona>,
    pub nombre: String,
    pub puesto: String,
}

/// Someone who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CuentaDemostracion {
    pub persona: Id<Persona>,
    pub usuario: &'static str,
    /// In clear: it is meant to be printed.
    pub clave: &'static str,
    pub rol: Rol,
    pub unidad: Option<Id<UnidadOrganica>>,
}

/// A generated plan with its whole history.
#[derive(Clone, Debug)]
pub struct Demostracion {
    /// As all the entries leave it.
    pub plan: Plan,
    /// Versions 1 to n, one per unit of work; the first belongs on the empty plan
    /// of the same id, ejercicio and entidad.
    pub asientos: Vec<Body>,
    /// Holders of accounts, and the editors of the other units.
    pub personas: Vec<PersonaDemostracion>,
    pub cuentas: Vec<CuentaDemostracion>,
    /// The day the demonstration opens on.
    pub hoy: NaiveDate,
}

/// The data of the demonstration contradict a rule: a defect of this program.
#[derive(Debug, thiserror::Error)]
pub enum Incoherencia {
    #[error("la demostración tiene un texto que no cabe: {0}")]
    Texto(#[from] TextoError),
    #[error("la demostración tiene una cifra que no se lee: {0}")]
    Cifra(#[from] LecturaError),
    #[error("la demostración pide algo que la regla rechaza: {0}")]
    Rechazo(#[from] Rejections),
    #[error("la demostración tiene un dato incoherente: {0}")]
    Dato(String),
}

impl From<String> for Incoherencia {
    fn from(detail: String) -> Self {
        Self::Dato(detail)
    }
}

/// Generates a plan and keeps its entries.
///
/// # Errors
/// [`Incoherencia`] when the data of this module contradict a rule.
pub fn plan(params: Parametros) -> Result<Demostracion, Incoherencia> {
    let mut asientos = Vec::new();
    let mut made = plan_por_partes(params, |body| asientos.push(body))?;
    made.asientos = asientos;
    Ok(made)
}

/// Generates a plan and hands each entry to `sink` as it is made, for plans whose
/// history is better not held in memory; `asientos` comes back empty.
///
/// # Errors
/// [`Incoherencia`] when the data of this module contradict a rule.
pub fn plan_por_partes(params: Parametros, sink: impl FnMut(Body)) -> Result<Demostracion, Incoherencia> {
    let mut history = History::begin(params, sink)?;
    let mut base = Base::write(&mut history, params)?;
    actividad::write(&mut history, &mut base, params)?;
    techos::write(&mut history, &base, params.escena)?;
    match params.escena {
        Escena::Formulacion => {}
        Escena::Modificacion => escena::write(&mut history, &base)?,
    }
    Ok(Demostracion {
        plan: history.finish(),
        asientos: Vec::new(),
        personas: base.personas,
        cuentas: base.cuentas,
        hoy: params.escena.hoy(),
    })
}
