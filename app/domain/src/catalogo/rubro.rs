//! Rubros and their fuente de financiamiento.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::texto::Nombre;

/// The two digits of a rubro: 00, 07, 08, 09, 13, 18, 19.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodigoRubro(u8);

impl CodigoRubro {
    /// 00, Recursos Ordinarios.
    pub const PRIMERO: Self = Self(0);

    /// `None` past 99.
    #[must_use]
    pub const fn new(code: u8) -> Option<Self> {
        if code < 100 { Some(Self(code)) } else { None }
    }

    #[must_use]
    pub const fn numero(self) -> u8 {
        self.0
    }
}

impl fmt::Display for CodigoRubro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}
impl From<CodigoRubro> for String {
    fn from(code: CodigoRubro) -> Self {
        code.to_string()
    }
}
impl std::str::FromStr for CodigoRubro {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let two_digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        let code = if two_digits { text.parse().ok() } else { None };
        code.map(Self).ok_or_else(|| format!("«{text}» no es un rubro: son dos dígitos"))
    }
}
impl TryFrom<String> for CodigoRubro {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// The digit of the fuente de financiamiento a rubro belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FuenteFinanciamiento {
    RecursosOrdinarios,
    DirectamenteRecaudados,
    OperacionesCredito,
    DonacionesTransferencias,
    RecursosDeterminados,
}

/// A row of the catalogue of rubros of the Ejercicio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubro {
    pub codigo: CodigoRubro,
    pub nombre: Nombre,
    pub fuente: FuenteFinanciamiento,
}
