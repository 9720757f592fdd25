//! Spending classifiers: `2.3.1.5.1.2`, and the condensed forms people write.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::texto::Nombre;

/// A classifier in its dotted form, two to six levels, the first always 2 (gasto).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodigoClasificador(String);

/// The three groups of the Cuadro Resumen (Art. 8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TipoGasto {
    /// `2.3.1`.
    Bienes,
    /// `2.3.2`.
    Servicios,
    /// Every other genérica.
    Otros,
}

impl TipoGasto {
    pub const TODOS: [Self; 3] = [Self::Bienes, Self::Servicios, Self::Otros];
}

impl fmt::Display for TipoGasto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bienes => "Bienes",
            Self::Servicios => "Servicios",
            Self::Otros => "Otros",
        })
    }
}

impl CodigoClasificador {
    /// # Errors
    /// A sentence when it is not two to six numbers joined by points, beginning with 2.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let levels: Vec<_> = text.split('.').collect();
        let numbers = levels.iter().all(|l| !l.is_empty() && l.len() <= 2 && l.bytes().all(|b| b.is_ascii_digit()));
        if numbers && (2..=6).contains(&levels.len()) && levels[0] == "2" {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!("«{text}» no es un clasificador de gasto (por ejemplo 2.3.1.5.1.2)"))
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn tipo(&self) -> TipoGasto {
        let mut levels = self.0.split('.');
        match (levels.next(), levels.next(), levels.next()) {
            (Some("2"), Some("3"), Some("1")) => TipoGasto::Bienes,
            (Some("2"), Some("3"), Some("2")) => TipoGasto::Servicios,
            _ => TipoGasto::Otros,
        }
    }

    /// `2.3`, the genérica.
    #[must_use]
    pub fn generica(&self) -> &str {
        self.0.match_indices('.').nth(1).map_or(&self.0, |(at, _)| &self.0[..at])
    }

    fn digits(&self) -> String {
        self.0.replace('.', "")
    }
}

impl TryFrom<String> for CodigoClasificador {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text)
    }
}
impl From<CodigoClasificador> for String {
    fn from(code: CodigoClasificador) -> Self {
        code.0
    }
}
impl fmt::Display for CodigoClasificador {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A row of the catalogue of classifiers of the Ejercicio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clasificador {
    pub codigo: CodigoClasificador,
    pub nombre: Nombre,
}

/// Why a typed classifier names no single row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ResolucionError {
    #[error("«{texto}» no está en el catálogo de clasificadores del ejercicio.")]
    Desconocido { texto: String },
    #[error("«{texto}» es ambiguo: puede ser {}. Escríbalo con puntos.", candidatos.join(" o "))]
    Ambiguo { texto: String, candidatos: Vec<String> },
}

/// Resolves what a person typed (`2.3.1.5.1.2`, `2.3. 1 5. 1 2`, `231512`, `2.3.15.12`)
/// against the catalogue. The exact dotted form wins; otherwise the digits alone
/// decide, and must name one row only (SPEC §5).
///
/// # Errors
/// [`ResolucionError`] when no row or more than one fits.
pub fn resolver<'a>(
    typed: &str,
    catalogue: impl Iterator<Item = &'a Clasificador> + Clone,
) -> Result<&'a Clasificador, ResolucionError> {
    let clean = typed.split_whitespace().collect::<Vec<_>>().join(".").replace("..", ".");
    if let Some(exact) = catalogue.clone().find(|row| row.codigo.as_str() == clean) {
        return Ok(exact);
    }
    let texto: String = typed.trim().chars().take(40).collect();
    if clean.is_empty() || !clean.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(ResolucionError::Desconocido { texto });
    }
    let digits = clean.replace('.', "");
    let fitting: Vec<_> = catalogue.filter(|row| row.codigo.digits() == digits).collect();
    match fitting.as_slice() {
        [] => Err(ResolucionError::Desconocido { texto }),
        [one] => Ok(one),
        several => {
            let candidatos = several.iter().map(|row| row.codigo.to_string()).collect();
            Err(ResolucionError::Ambiguo { texto, candidatos })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Vec<Clasificador> {
        ["2.3.1.5.1.2", "2.3.1.5.12", "2.3.2.7.11.99", "2.6.3.2.3.1"]
            .map(|code| Clasificador { codigo: CodigoClasificador::new(code).unwrap(), nombre: Nombre::default() })
            .into()
    }

    #[test]
    fn the_third_level_tells_goods_from_services() {
        for (code, tipo) in [
            ("2.3.1.5.1.2", TipoGasto::Bienes),
            ("2.3.2.7.11.99", TipoGasto::Servicios),
            ("2.1.1.1.1.2", TipoGasto::Otros),
            ("2.6.3.2.3.1", TipoGasto::Otros),
            ("2.3", TipoGasto::Otros),
        ] {
            assert_eq!(CodigoClasificador::new(code).unwrap().tipo(), tipo, "{code}");
        }
    }

    #[test]
    fn condensed_forms_resolve_when_only_one_row_fits() {
        let rows = catalogue();
        let find = |typed| resolver(typed, rows.iter()).map(|row| row.codigo.to_string());
        assert_eq!(find("232711 99"), Ok("2.3.2.7.11.99".into()));
        assert_eq!(find("2.3.2. 7.11.99"), Ok("2.3.2.7.11.99".into()));
        assert_eq!(find("2.3.1.5.1.2"), Ok("2.3.1.5.1.2".into()));
        assert_eq!(find("263231"), Ok("2.6.3.2.3.1".into()));
    }

    #[test]
    fn an_ambiguous_or_unknown_form_is_refused_with_its_candidates() {
        let rows = catalogue();
        let error = resolver("231512", rows.iter()).unwrap_err();
        assert_eq!(error.to_string(), "«231512» es ambiguo: puede ser 2.3.1.5.1.2 o 2.3.1.5.12. Escríbalo con puntos.");
        assert!(matches!(resolver("2.9.9", rows.iter()), Err(ResolucionError::Desconocido { .. })));
        assert!(matches!(resolver("", rows.iter()), Err(ResolucionError::Desconocido { .. })));
        assert!(matches!(resolver("laptop", rows.iter()), Err(ResolucionError::Desconocido { .. })));
    }

    #[test]
    fn what_is_no_classifier_is_refused() {
        for text in ["", "2", "3.1", "2.", "2.a", "2.3.1.5.1.2.7", "2.300"] {
            assert!(CodigoClasificador::new(text).is_err(), "{text}");
        }
        assert_eq!(CodigoClasificador::new("2.3.1.5").unwrap().generica(), "2.3");
    }
}
