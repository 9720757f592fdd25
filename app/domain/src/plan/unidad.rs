//! The entity and its tree of units (Art. 4, 5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Orden, Ventana};
use crate::{
    Ejercicio, Id,
    texto::{Nombre, Parrafo, Texto},
};

/// The municipality whose plan this is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entidad {
    pub nombre: Nombre,
    /// Six digits: 300440.
    pub pliego: Texto<6>,
    /// Six digits: 050101.
    pub ubigeo: Ubigeo,
    pub mision: Parrafo,
    pub vision: Parrafo,
    /// First and last year of the PDI in force.
    pub pdi: (u16, u16),
}

/// Six digits of the INEI's code of a district.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ubigeo(String);

impl Ubigeo {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl TryFrom<String> for Ubigeo {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(text))
        } else {
            Err(format!("«{text}» no es un ubigeo: son seis dígitos"))
        }
    }
}
impl std::fmt::Display for Ubigeo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
impl From<Ubigeo> for String {
    fn from(ubigeo: Ubigeo) -> Self {
        ubigeo.0
    }
}

/// What kind of unit it is; the first three receive no visto bueno (SPEC §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaseUnidad {
    Alcaldia,
    Control,
    Procuraduria,
    Gerencia,
    SubGerencia,
    Direccion,
    Oficina,
    Unidad,
}

/// "Dependencia", "área usuaria" and "unidad orgánica" are this one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnidadOrganica {
    pub id: Id<UnidadOrganica>,
    /// Office code such as 17 or 17.19; empty where the entity gave none.
    pub codigo: Texto<20>,
    pub nombre: Nombre,
    pub clase: ClaseUnidad,
    /// The immediate superior; `None` at the top of the tree.
    pub superior: Option<Id<UnidadOrganica>>,
    pub vigente_desde: NaiveDate,
    pub vigente_hasta: Option<NaiveDate>,
    pub orden: Orden,
}

impl UnidadOrganica {
    /// The days of an Ejercicio on which it is in force; `None` when on none.
    #[must_use]
    pub fn vigencia_en(&self, ejercicio: Ejercicio) -> Option<Ventana> {
        let inicio = self.vigente_desde.max(ejercicio.inicio());
        let fin = self.vigente_hasta.map_or(ejercicio.fin(), |hasta| hasta.min(ejercicio.fin()));
        (inicio <= fin).then_some(Ventana { inicio, fin })
    }
}

/// One field of a unit, for commands and changes that overwrite it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampoUnidad {
    Codigo(Texto<20>),
    Nombre(Nombre),
    Clase(ClaseUnidad),
    Superior(Option<Id<UnidadOrganica>>),
    VigenteHasta(Option<NaiveDate>),
    Orden(Orden),
}
