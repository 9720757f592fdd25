//! The units confirmed for the municipality around 2016, in their tree, and the
//! plausible sub-units that a plan of any size is spread over.
//!
//! Only confirmed codes are given; the rest is for the administrator to complete.

use domain::plan::ClaseUnidad;
use domain::plan::ClaseUnidad::{Alcaldia, Control, Gerencia, Oficina, SubGerencia, Unidad};

/// A unit of the demonstration.
pub struct Modelo {
    /// How the other data files name it.
    pub llave: &'static str,
    pub codigo: &'static str,
    pub nombre: &'static str,
    pub clase: ClaseUnidad,
    /// Key of its immediate superior, which always comes before it.
    pub superior: Option<&'static str>,
    /// What it is for, in this program's words: stands where the function of the ROF is cited.
    pub funcion: &'static str,
    /// Posts that answer for its activities.
    pub puestos: &'static [&'static str],
}

/// The unit that stays without activities, for an editor to begin with.
pub const VACIA: &str = "racionalizacion";

pub const CONFIRMADAS: [Modelo; 15] = [
    Modelo {
        llave: "alcaldia",
        codigo: "",
        nombre: "Alcaldía",
        clase: Alcaldia,
        superior: None,
        funcion: "Representar a la municipalidad y conducir el desarrollo de la provincia.",
        puestos: &["Secretario General", "Asesor de Alcaldía"],
    },
    Modelo {
        llave: "gerencia-municipal",
        codigo: "",
        nombre: "Gerencia Municipal",
        clase: Gerencia,
        superior: Some("alcaldia"),
        funcion: "Dirigir la administración municipal y la calidad de la atención al usuario.",
        puestos: &["Gerente Municipal", "Especialista en mejora de procesos"],
    },
    Modelo {
        llave: "control",
        codigo: "",
        nombre: "Órgano de Control Institucional",
        clase: Control,
        superior: Some("alcaldia"),
        funcion: "Ejercer el control gubernamental en la entidad.",
        puestos: &["Jefe del Órgano de Control Institucional", "Auditor"],
    },
    Modelo {
        llave: "asesoria",
        codigo: "16",
        nombre: "Oficina de Asesoría Jurídica",
        clase: Oficina,
        superior: Some("gerencia-municipal"),
        funcion: "Dar opinión legal sobre los actos y contratos de la municipalidad.",
        puestos: &["Jefe de la Oficina de Asesoría Jurídica", "Abogado"],
    },
    Modelo {
        llave: "planeamiento",
        codigo: "17",
        nombre: "Oficina de Planeamiento y Presupuesto",
        clase: Oficina,
        superior: Some("gerencia-municipal"),
        funcion: "Conducir el planeamiento, el presupuesto y la cooperación de la entidad.",
        puestos: &["Jefe de la Oficina de Planeamiento y Presupuesto", "Especialista en cooperación"],
    },
    Modelo {
        llave: "racionalizacion",
        codigo: "17.19",
        nombre: "Unidad de Racionalización y Estadística",
        clase: Unidad,
        superior: Some("planeamiento"),
        funcion: "Formular los documentos de gestión y llevar la estadística municipal.",
        puestos: &["Jefe de la Unidad de Racionalización y Estadística", "Especialista en racionalización"],
    },
    Modelo {
        llave: "presupuesto",
        codigo: "",
        nombre: "Unidad de Presupuesto y Planes",
        clase: Unidad,
        superior: Some("planeamiento"),
        funcion: "Formular, seguir y evaluar el presupuesto y los planes.",
        puestos: &["Jefe de la Unidad de Presupuesto y Planes", "Especialista en planeamiento"],
    },
    Modelo {
        llave: "administracion",
        codigo: "24",
        nombre: "Oficina de Administración y Finanzas",
        clase: Oficina,
        superior: Some("gerencia-municipal"),
        funcion: "Administrar el personal, los recursos financieros y el patrimonio.",
        puestos: &["Jefe de la Oficina de Administración y Finanzas", "Especialista en personal"],
    },
    Modelo {
        llave: "abastecimiento",
        codigo: "24.28",
        nombre: "Unidad de Abastecimiento",
        clase: Unidad,
        superior: Some("administracion"),
        funcion: "Programar y ejecutar las contrataciones y el abastecimiento de bienes y servicios.",
        puestos: &["Jefe de la Unidad de Abastecimiento", "Especialista en contrataciones", "Responsable de Registro"],
    },
    Modelo {
        llave: "sistemas",
        codigo: "",
        nombre: "Sub Gerencia de Sistemas y Tecnología",
        clase: SubGerencia,
        superior: Some("gerencia-municipal"),
        funcion: "Desarrollar y sostener los sistemas y la red de la municipalidad.",
        puestos: &["Sub Gerente de Sistemas y Tecnología", "Analista programador", "Administrador de redes"],
    },
    Modelo {
        llave: "territorial",
        codigo: "",
        nombre: "Gerencia de Desarrollo Territorial",
        clase: Gerencia,
        superior: Some("gerencia-municipal"),
        funcion: "Ordenar el territorio, conducir las obras y reducir el riesgo de desastres.",
        puestos: &["Gerente de Desarrollo Territorial", "Ingeniero residente", "Especialista en riesgo de desastres"],
    },
    Modelo {
        llave: "humano",
        codigo: "",
        nombre: "Gerencia de Desarrollo Humano",
        clase: Gerencia,
        superior: Some("gerencia-municipal"),
        funcion: "Promover la salud, la educación, la cultura y la participación vecinal.",
        puestos: &["Gerente de Desarrollo Humano", "Promotor social", "Especialista en salud pública"],
    },
    Modelo {
        llave: "economico",
        codigo: "",
        nombre: "Gerencia de Desarrollo Económico",
        clase: Gerencia,
        superior: Some("gerencia-municipal"),
        funcion: "Promover la empresa, las cadenas productivas y el ambiente sano.",
        puestos: &["Gerente de Desarrollo Económico", "Promotor empresarial", "Ingeniero agrónomo"],
    },
    Modelo {
        llave: "seguridad",
        codigo: "",
        nombre: "Gerencia de Seguridad Ciudadana",
        clase: Gerencia,
        superior: Some("gerencia-municipal"),
        funcion: "Prevenir el delito y coordinar la seguridad ciudadana.",
        puestos: &["Gerente de Seguridad Ciudadana", "Supervisor de serenazgo"],
    },
    Modelo {
        llave: "transporte",
        codigo: "",
        nombre: "Gerencia de Transporte",
        clase: Gerencia,
        superior: Some("gerencia-municipal"),
        funcion: "Regular el tránsito y el transporte urbano e interurbano.",
        puestos: &["Gerente de Transporte", "Especialista en tránsito"],
    },
];

/// Plausible sub-units, invented: superior and what follows "Sub Gerencia de" or "Unidad de".
pub const INVENTADAS: [(&str, &str); 45] = [
    ("territorial", "Obras"),
    ("humano", "Salud y Sanidad"),
    ("economico", "Promoción Empresarial"),
    ("seguridad", "Serenazgo"),
    ("transporte", "Control del Transporte"),
    ("administracion", "Tesorería"),
    ("territorial", "Estudios y Proyectos"),
    ("humano", "Educación y Juventud"),
    ("economico", "Comercio y Mercados"),
    ("seguridad", "Policía Municipal"),
    ("transporte", "Tránsito y Seguridad Vial"),
    ("administracion", "Contabilidad"),
    ("territorial", "Gestión de Riesgos de Desastre"),
    ("humano", "Programas Alimentarios"),
    ("economico", "Desarrollo Rural"),
    ("seguridad", "Monitoreo y Videovigilancia"),
    ("transporte", "Terminales Terrestres"),
    ("administracion", "Recursos Humanos"),
    ("territorial", "Control Urbano"),
    ("humano", "Cultura y Patrimonio"),
    ("economico", "Turismo y Artesanía"),
    ("gerencia-municipal", "Atención al Usuario"),
    ("asesoria", "Procedimientos y Convenios"),
    ("administracion", "Control Patrimonial"),
    ("territorial", "Catastro"),
    ("humano", "Registro Civil"),
    ("economico", "Gestión Ambiental"),
    ("sistemas", "Desarrollo de Sistemas"),
    ("planeamiento", "Cooperación Técnica"),
    ("abastecimiento", "Almacén Central"),
    ("territorial", "Centro Histórico"),
    ("humano", "Participación Vecinal"),
    ("economico", "Residuos Sólidos"),
    ("sistemas", "Redes y Soporte"),
    ("planeamiento", "Programación de Inversiones"),
    ("abastecimiento", "Procesos de Selección"),
    ("territorial", "Mantenimiento Vial"),
    ("humano", "Defensoría del Niño y del Adolescente"),
    ("economico", "Parques y Jardines"),
    ("gerencia-municipal", "Imagen Institucional"),
    ("control", "Servicios de Control"),
    ("alcaldia", "Secretaría General"),
    ("territorial", "Maquinaria y Equipo"),
    ("humano", "Deporte y Recreación"),
    ("economico", "Camal y Sanidad Animal"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_superior_always_comes_first() {
        for (at, unit) in CONFIRMADAS.iter().enumerate() {
            let above = &CONFIRMADAS[..at];
            assert!(unit.superior.is_none_or(|key| above.iter().any(|other| other.llave == key)), "{}", unit.llave);
        }
        for (key, name) in INVENTADAS {
            assert!(CONFIRMADAS.iter().any(|unit| unit.llave == key), "{name}");
        }
    }

    #[test]
    fn confirmed_codes_are_the_ones_given() {
        let codes: Vec<_> = CONFIRMADAS.iter().map(|unit| unit.codigo).filter(|code| !code.is_empty()).collect();
        assert_eq!(codes, ["16", "17", "17.19", "24", "24.28"]);
    }
}
