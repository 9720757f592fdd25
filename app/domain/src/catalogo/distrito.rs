//! The districts of the province of Huamanga, by their UBIGEO (INEI).

use crate::plan::Ubigeo;

/// UBIGEO and name of the sixteen.
pub const DISTRITOS: [(&str, &str); 16] = [
    ("050101", "Ayacucho"),
    ("050102", "Acocro"),
    ("050103", "Acos Vinchos"),
    ("050104", "Carmen Alto"),
    ("050105", "Chiara"),
    ("050106", "Ocros"),
    ("050107", "Pacaycasa"),
    ("050108", "Quinua"),
    ("050109", "San José de Ticllas"),
    ("050110", "San Juan Bautista"),
    ("050111", "Santiago de Pischa"),
    ("050112", "Socos"),
    ("050113", "Tambillo"),
    ("050114", "Vinchos"),
    ("050115", "Jesús Nazareno"),
    ("050116", "Andrés Avelino Cáceres Dorregaray"),
];

/// Whether six digits may be those of a district: of this province, one of the sixteen; of
/// any other, with a department of the country.
#[must_use]
pub fn es_distrito(ubigeo: &Ubigeo) -> bool {
    let code = ubigeo.as_str();
    if code.starts_with("0501") {
        return DISTRITOS.iter().any(|(known, _)| *known == code);
    }
    ("01"..="25").contains(&&code[..2]) && &code[2..4] != "00" && &code[4..] != "00"
}

/// The name of a district of the province; its six digits for any other place.
#[must_use]
pub fn nombre_de_lugar(ubigeo: &Ubigeo) -> &str {
    DISTRITOS.iter().find(|(code, _)| *code == ubigeo.as_str()).map_or(ubigeo.as_str(), |(_, name)| name)
}
