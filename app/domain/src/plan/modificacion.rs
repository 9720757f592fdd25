//! A Modificacion (Art. 8.2.3, 11): its cause, its kind, its support, and from its presentation on
//! what it changes and how far it came.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Acto, ClaveTecho, Plan, VersionNombrada};
use crate::{
    Change, Dinero, Id,
    actor::Persona,
    catalogo::CodigoClasificador,
    texto::{Nombre, Parrafo},
};

/// One of the five that Art. 8.2.3 admits: three change priorities, two the budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Causa {
    /// Changes in the environment or events nobody foresaw.
    Entorno,
    /// Strategies do not give results: the evaluation that says so.
    Estrategias { evaluacion: Nombre },
    /// Decisions of government, reorganisation included.
    DecisionGobierno,
    /// More budget, or less.
    IncrementoOReduccion,
    /// Norms that affect the techo.
    NormaDeTecho,
}

impl Causa {
    #[must_use]
    pub fn nombre(&self) -> &'static str {
        match self {
            Self::Entorno => "Cambios en el entorno o eventos no previstos",
            Self::Estrategias { .. } => "Las estrategias no logran los resultados esperados",
            Self::DecisionGobierno => "Decisión de gobierno",
            Self::IncrementoOReduccion => "Incremento o reducción del presupuesto",
            Self::NormaDeTecho => "Norma que afecta el techo presupuestal",
        }
    }

    /// Whether it changes priorities: then the ruta estratégica is revised too (Art. 8.2.3).
    #[must_use]
    pub fn cambia_prioridades(&self) -> bool {
        match self {
            Self::Entorno | Self::Estrategias { .. } | Self::DecisionGobierno => true,
            Self::IncrementoOReduccion | Self::NormaDeTecho => false,
        }
    }
}

/// What revising the ruta estratégica came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RevisionRuta {
    Cambiada,
    RevisadaSinCambio { motivo: Parrafo },
}

/// Whether the budget frame stays (Art. 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ClaseModificacion {
    /// Inside the frame: what some give others receive, rubro by rubro.
    FuncionalProgramatico,
    /// The total may change.
    Institucional,
}

impl ClaseModificacion {
    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::FuncionalProgramatico => "funcional programático",
            Self::Institucional => "institucional",
        }
    }
}

/// A Modificacion while it is being written: all but its rows, which are those of its branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Borrador {
    pub id: Id<Modificacion>,
    pub titulo: Nombre,
    pub causa: Option<Causa>,
    pub clase: ClaseModificacion,
    pub sustento: Parrafo,
    /// Demanded by a cause that changes priorities.
    pub ruta: Option<RevisionRuta>,
}

/// One field of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampoBorrador {
    Titulo(Nombre),
    Causa(Option<Causa>),
    Clase(ClaseModificacion),
    Sustento(Parrafo),
    Ruta(Option<RevisionRuta>),
}

/// A Modificacion as it was presented: from then on it is a row of the plan in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modificacion {
    pub id: Id<Modificacion>,
    pub titulo: Nombre,
    /// The branch it was written in, and the version that this was compared with.
    pub rama: Id<Plan>,
    pub base: u64,
    pub causa: Causa,
    pub clase: ClaseModificacion,
    pub sustento: Parrafo,
    pub ruta: Option<RevisionRuta>,
    /// Who wrote in it: none of them reviews it.
    pub autores: BTreeSet<Id<Persona>>,
    /// The net difference of its branch.
    pub cambios: Vec<Change>,
    pub estado: EstadoModificacion,
    /// Who did what with it, in order.
    pub historia: Vec<Paso>,
}

/// How far a Modificacion came; each state has what is its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EstadoModificacion {
    Presentada,
    /// The OPP finds that it may be approved.
    ConOpinion {
        opinion: Parrafo,
    },
    /// Its authors mend it in the branch, and present it again.
    Observada {
        comentario: Parrafo,
    },
    Rechazada {
        motivo: Parrafo,
    },
    Retirada,
    /// In force as "Modificado n".
    Aprobada {
        numero: u32,
        actos: Vec<Acto>,
        version: Id<VersionNombrada>,
        /// What it changed of the budget of each unit in each rubro, ascending, without zeros.
        efecto: Vec<(ClaveTecho, Dinero)>,
    },
}

impl EstadoModificacion {
    #[must_use]
    pub fn nombre(&self) -> &'static str {
        match self {
            Self::Presentada => "presentada",
            Self::ConOpinion { .. } => "con opinión de la OPP",
            Self::Observada { .. } => "observada",
            Self::Rechazada { .. } => "rechazada",
            Self::Retirada => "retirada",
            Self::Aprobada { .. } => "aprobada",
        }
    }
}

/// One act on a Modificacion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paso {
    pub persona: Id<Persona>,
    pub fecha: NaiveDate,
    pub clase: ClasePaso,
}

/// What a step was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ClasePaso {
    Presentacion,
    Opinion,
    Observacion,
    Rechazo,
    Retiro,
    Aprobacion,
}

impl Modificacion {
    /// Whether a person wrote in it, or did something with it since it was last presented.
    #[must_use]
    pub fn actuo(&self, persona: Id<Persona>) -> bool {
        let last = self.historia.iter().rposition(|paso| paso.clase == ClasePaso::Presentacion).unwrap_or_default();
        self.autores.contains(&persona) || self.historia[last..].iter().any(|paso| paso.persona == persona)
    }
}

/// Genéricas of expense that no Modificacion of the year takes from, or gives to: two levels of a
/// classifier, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Genericas {
    pub no_dan: Vec<CodigoClasificador>,
    pub no_reciben: Vec<CodigoClasificador>,
}

impl Plan {
    /// The genéricas that are barred this year.
    #[must_use]
    pub fn genericas(&self) -> &Genericas {
        &self.genericas
    }

    /// PIM: the opening budget of a unit in a rubro and what every approved Modificacion changed
    /// of it. Never typed; it is what is programmed in force.
    #[must_use]
    pub fn pim(&self, clave: ClaveTecho) -> Dinero {
        let opening = self.aprobacion().map(|it| it.pia(clave)).unwrap_or_default();
        let effects = self.modificaciones.values().filter_map(|row| match &row.estado {
            EstadoModificacion::Aprobada { efecto, .. } => Some(efecto),
            _ => None,
        });
        let of_it = effects.flatten().filter(|(key, _)| *key == clave);
        of_it.fold(opening, |sum, (_, amount)| sum.mas(*amount))
    }

    /// How many were approved: the next one is "Modificado" and one more.
    #[must_use]
    pub fn modificaciones_aprobadas(&self) -> usize {
        let approved = |row: &Arc<Modificacion>| matches!(row.estado, EstadoModificacion::Aprobada { .. });
        self.modificaciones.values().filter(|row| approved(row)).count()
    }
}
