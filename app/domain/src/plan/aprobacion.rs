//! The approval of the plan by its two acts (Art. 9, 10-II; SPEC §6): from then on it changes
//! only through a Modificacion (Art. 8.2.3).

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ClaveTecho, Plan, UnidadOrganica, VersionNombrada};
use crate::{Dinero, Id, catalogo::CodigoRubro, texto::Texto, tiempo::fecha};

/// Who an act is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ClaseActo {
    AcuerdoConcejo,
    ResolucionAlcaldia,
}

impl ClaseActo {
    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::AcuerdoConcejo => "Acuerdo de Concejo",
            Self::ResolucionAlcaldia => "Resolución de Alcaldía",
        }
    }
}

/// An act that gives force: its class, its number as it is printed, its date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acto {
    pub clase: ClaseActo,
    pub numero: Texto<60>,
    pub fecha: NaiveDate,
}

impl fmt::Display for Acto {
    /// `Resolución de Alcaldía N° 045-2017-MPH/A del 05/01/2017`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} N° {} del {}", self.clase.nombre(), self.numero, fecha(self.fecha))
    }
}

/// How the plan was approved, and the budget it was approved with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aprobacion {
    /// The version that the acts approve.
    pub version: Id<VersionNombrada>,
    pub acuerdo: Acto,
    pub resolucion: Acto,
    /// PIA: what each unit had programmed itself in each rubro, ascending, without zeros.
    pub pia: Vec<(ClaveTecho, Dinero)>,
}

impl Aprobacion {
    /// The opening budget of a unit in a rubro.
    #[must_use]
    pub fn pia(&self, clave: ClaveTecho) -> Dinero {
        let place = self.pia.binary_search_by_key(&clave, |(key, _)| *key);
        place.map_or(Dinero::CERO, |at| self.pia[at].1)
    }
}

impl Plan {
    /// How it was approved; `None` while it is being formulated.
    #[must_use]
    pub fn aprobacion(&self) -> Option<&Aprobacion> {
        self.aprobacion.as_deref()
    }

    /// What each unit has programmed itself in each rubro, ascending, without zeros.
    #[must_use]
    pub fn programado(&self) -> Vec<(ClaveTecho, Dinero)> {
        let of_unit = |unidad: Id<UnidadOrganica>| {
            let sums = self.totales.propio(unidad).por_rubro();
            sums.into_iter().map(move |(rubro, amount)| (ClaveTecho { unidad, rubro }, amount))
        };
        self.unidades.keys().flat_map(|unidad| of_unit(*unidad)).filter(|(_, amount)| !amount.es_cero()).collect()
    }

    /// What a unit has programmed itself in a rubro.
    #[must_use]
    pub fn programado_en(&self, clave: ClaveTecho) -> Dinero {
        self.totales.propio(clave.unidad).de_rubro(clave.rubro)
    }

    /// Σ of the institution in a rubro.
    #[must_use]
    pub fn programado_por_rubro(&self, rubro: CodigoRubro) -> Dinero {
        self.totales.institucion().de_rubro(rubro)
    }
}
