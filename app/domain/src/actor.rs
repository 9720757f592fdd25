//! Who acts, when, and with what connection: the context of a decision.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Id, plan::UnidadOrganica};

/// Marker of a person; names live in a table outside the plan (Ley 29733).
#[derive(Debug)]
pub struct Persona;

/// The roles of Art. 5, as SPEC §1 lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rol {
    Titular,
    Coordinador,
    Analista,
    JefeUnidad,
    EditorUnidad,
    Abastecimiento,
    GerenciaMunicipal,
    Consulta,
    Administrador,
}

impl Rol {
    pub const TODOS: [Self; 9] = [
        Self::Titular,
        Self::Coordinador,
        Self::Analista,
        Self::JefeUnidad,
        Self::EditorUnidad,
        Self::Abastecimiento,
        Self::GerenciaMunicipal,
        Self::Consulta,
        Self::Administrador,
    ];

    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::Titular => "Titular del Pliego",
            Self::Coordinador => "Coordinador General",
            Self::Analista => "Analista OPP/UPP",
            Self::JefeUnidad => "Jefe de unidad",
            Self::EditorUnidad => "Editor de unidad",
            Self::Abastecimiento => "Abastecimiento",
            Self::GerenciaMunicipal => "Gerencia Municipal",
            Self::Consulta => "Consulta",
            Self::Administrador => "Administrador",
        }
    }

    /// May write rows of a unit, if it is their own.
    #[must_use]
    pub fn formula(self) -> bool {
        matches!(
            self,
            Self::JefeUnidad | Self::EditorUnidad | Self::GerenciaMunicipal | Self::Coordinador | Self::Analista
        )
    }

    /// May write the strategic framework: the OPP.
    #[must_use]
    pub fn conduce(self) -> bool {
        matches!(self, Self::Coordinador | Self::Analista)
    }
}

/// A signed-in person with the role and unit they act for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub persona: Id<Persona>,
    pub rol: Rol,
    /// The unit whose rows they may write, if any.
    pub unidad: Option<Id<UnidadOrganica>>,
}

impl Actor {
    /// Whether they may write the rows of `unidad` (Art. 5; SPEC §1).
    #[must_use]
    pub fn puede_formular(&self, unidad: Id<UnidadOrganica>) -> bool {
        self.rol.formula() && self.unidad == Some(unidad)
    }
}

/// Whether the decision is taken with the server at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Online {
    Si,
    No,
}

/// All that [`decide`](crate::decide) knows besides the plan and the command. The server makes its
/// own of whoever is signed in, and takes none from the wire.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Context {
    pub actor: Actor,
    /// The date in America/Lima.
    pub hoy: NaiveDate,
    pub online: Online,
}
