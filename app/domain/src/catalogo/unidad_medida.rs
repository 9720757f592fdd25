//! Units of measure.

use serde::{Deserialize, Serialize};

use crate::{Id, texto::Texto, valor::Decimales};

/// A unit of measure and how many decimals its quantities take (SPEC §5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnidadMedida {
    pub id: Id<UnidadMedida>,
    /// "Registro", "Persona", "Kilómetro".
    pub nombre: Texto<80>,
    /// "registros": how a quantity other than one is read aloud.
    pub plural: Texto<80>,
    pub decimales: Decimales,
}
