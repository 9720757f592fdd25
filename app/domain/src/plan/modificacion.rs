//! What a Modificacion rests on (Art. 8.2.3, 11): its cause, its kind, its support.

use serde::{Deserialize, Serialize};

use crate::{
    Id,
    texto::{Nombre, Parrafo},
};

/// Marker of a Modificacion, from its draft on.
#[derive(Debug)]
pub struct Modificacion;

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
