//! One account per role of Art. 5, and a second editor whose unit is still empty.
//!
//! Names are invented; passwords are meant to be printed and typed, and are
//! worth nothing outside a demonstration, which listens on loopback only.

use domain::Rol;

/// An account as the demonstration prints it.
pub struct Cuenta {
    pub usuario: &'static str,
    pub clave: &'static str,
    pub nombre: &'static str,
    /// What they sign as.
    pub puesto: &'static str,
    pub rol: Rol,
    /// Key of a unit in [`super::unidades`].
    pub unidad: Option<&'static str>,
}

/// Whose unit has activities: A.O.1 among them.
pub const EDITOR: &str = "editor";
/// Whose unit has techos and nothing else yet.
pub const EDITOR_NUEVO: &str = "editor.nuevo";

pub const CUENTAS: [Cuenta; 10] = [
    Cuenta {
        usuario: EDITOR,
        clave: "ayacucho-editor",
        nombre: "Rosa Quispe Huamaní",
        puesto: "Especialista en contrataciones",
        rol: Rol::EditorUnidad,
        unidad: Some("abastecimiento"),
    },
    Cuenta {
        usuario: EDITOR_NUEVO,
        clave: "ayacucho-nuevo",
        nombre: "Edwin Palomino Cárdenas",
        puesto: "Especialista en racionalización",
        rol: Rol::EditorUnidad,
        unidad: Some("racionalizacion"),
    },
    Cuenta {
        usuario: "jefe",
        clave: "ayacucho-jefe",
        nombre: "Víctor Ayala Gamboa",
        puesto: "Jefe de la Unidad de Abastecimiento",
        rol: Rol::JefeUnidad,
        unidad: Some("abastecimiento"),
    },
    Cuenta {
        usuario: "coordinador",
        clave: "ayacucho-coordinador",
        nombre: "Maruja Tineo Sulca",
        puesto: "Jefa de la Oficina de Planeamiento y Presupuesto",
        rol: Rol::Coordinador,
        unidad: Some("planeamiento"),
    },
    Cuenta {
        usuario: "analista",
        clave: "ayacucho-analista",
        nombre: "Julián Medina Prado",
        puesto: "Analista de la Unidad de Presupuesto y Planes",
        rol: Rol::Analista,
        unidad: Some("presupuesto"),
    },
    Cuenta {
        usuario: "titular",
        clave: "ayacucho-titular",
        nombre: "Hermelinda Flores Pozo",
        puesto: "Titular del Pliego",
        rol: Rol::Titular,
        unidad: Some("alcaldia"),
    },
    Cuenta {
        usuario: "gerencia",
        clave: "ayacucho-gerencia",
        nombre: "Alcides Rojas Infante",
        puesto: "Gerente Municipal",
        rol: Rol::GerenciaMunicipal,
        unidad: Some("gerencia-municipal"),
    },
    Cuenta {
        usuario: "abastecimiento",
        clave: "ayacucho-precios",
        nombre: "Nélida Cconislla Arango",
        puesto: "Responsable del catálogo de bienes y servicios",
        rol: Rol::Abastecimiento,
        unidad: Some("abastecimiento"),
    },
    Cuenta {
        usuario: "administrador",
        clave: "ayacucho-administrador",
        nombre: "Wilber Huayta Loayza",
        puesto: "Sub Gerente de Sistemas y Tecnología",
        rol: Rol::Administrador,
        unidad: Some("sistemas"),
    },
    Cuenta {
        usuario: "consulta",
        clave: "ayacucho-consulta",
        nombre: "Gladys Bautista Oré",
        puesto: "Auditora del Órgano de Control Institucional",
        rol: Rol::Consulta,
        unidad: Some("control"),
    },
];

/// Invented names for the editors of the units that have no account.
pub const NOMBRES: [&str; 12] = [
    "Amílcar",
    "Bertha",
    "Clodoaldo",
    "Delia",
    "Eusebio",
    "Felícitas",
    "Gregorio",
    "Honorata",
    "Isaías",
    "Justina",
    "Leoncio",
    "Marcelina",
];

/// And their surnames.
pub const APELLIDOS: [&str; 13] = [
    "Allcca",
    "Bellido",
    "Ccorahua",
    "De la Cruz",
    "Enciso",
    "Gutiérrez",
    "Janampa",
    "Llantoy",
    "Mendoza",
    "Ñaupa",
    "Ochante",
    "Pariona",
    "Yupanqui",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_role_has_an_account_of_its_own_name_and_password() {
        for rol in Rol::TODOS {
            assert!(CUENTAS.iter().any(|cuenta| cuenta.rol == rol), "{}", rol.nombre());
        }
        let users: BTreeSet<_> = CUENTAS.iter().map(|cuenta| cuenta.usuario).collect();
        let passwords: BTreeSet<_> = CUENTAS.iter().map(|cuenta| cuenta.clave).collect();
        assert_eq!((users.len(), passwords.len()), (CUENTAS.len(), CUENTAS.len()));
        for cuenta in &CUENTAS {
            let typed = cuenta.usuario.chars().chain(cuenta.clave.chars());
            assert!(typed.clone().all(|c| c.is_ascii_lowercase() || c == '-' || c == '.'), "{}", cuenta.usuario);
            assert!(cuenta.clave.len() >= 12, "{}", cuenta.usuario);
        }
    }
}
