//! Anexo N° 01 of the directive, letter by letter: objectives, estrategias,
//! actividades claves, indicator and target of the PDI 2015-2018.
//!
//! Punctuation and spacing are the annex's own ("60 % como mínimo", "100%").
//! The only thing taken away is the number that the annex prints before each
//! objective, which is its code here. Beside each literal target stand the
//! structured ones that SPEC §3 asks for. What the annex does not say is not added.

use domain::plan::{Comparador, Vencimiento};

/// One row of the annex.
pub struct Objetivo {
    pub numero: u8,
    pub enunciado: &'static str,
    /// What becomes a provisional AEI each.
    pub estrategias: &'static [&'static str],
    pub claves: &'static [Clave],
    pub indicador: &'static str,
    pub meta_literal: &'static str,
    pub metas: &'static [Meta],
}

/// An actividad clave, and the estrategia of its row that it serves.
///
/// The annex lists both in one cell each; the pairing is this demonstration's,
/// for the two rows that have more than one estrategia.
pub struct Clave {
    pub texto: &'static str,
    pub estrategia: usize,
}

/// A target that can be compared with a value.
pub struct Meta {
    pub valor: u32,
    /// As the annex gives it: "%", or nothing.
    pub unidad: &'static str,
    pub comparador: Comparador,
    pub vencimiento: Vencimiento,
}

const fn clave(texto: &'static str) -> Clave {
    Clave { texto, estrategia: 0 }
}

const fn segunda(texto: &'static str) -> Clave {
    Clave { texto, estrategia: 1 }
}

const fn igual(valor: u32, unidad: &'static str, vencimiento: Vencimiento) -> Meta {
    Meta { valor, unidad, comparador: Comparador::Igual, vencimiento }
}

const fn al_menos(valor: u32, unidad: &'static str, vencimiento: Vencimiento) -> Meta {
    Meta { valor, unidad, comparador: Comparador::AlMenos, vencimiento }
}

use Vencimiento::{AlCierre, AlEjercicio, CadaEjercicio};

/// The twelve rows, in their order.
pub const OBJETIVOS: [Objetivo; 12] = [
    Objetivo {
        numero: 1,
        enunciado: "Lograr que los usuarios reciban una atención adecuada y sin discriminación.",
        estrategias: &["Medir la satisfacción de los usuarios."],
        claves: &[
            clave("Realizar encuestas a los usuarios cada semestre."),
            clave("Publicar los resultados de las encuestas."),
        ],
        indicador: "Atención adecuada de usuarios",
        meta_literal: "60 % como mínimo",
        metas: &[al_menos(60, "%", AlCierre)],
    },
    Objetivo {
        numero: 2,
        enunciado: "Desarrollar servicios que se adapten y respondan a las necesidades de la población.",
        estrategias: &["Implementar el sistema de mejora continua en los servicios públicos (salud, educación)."],
        claves: &[
            clave("Implementar el análisis de procesos."),
            clave("Realizar los arreglos institucionales necesarios de mejora"),
        ],
        indicador: "Servicios efectivos",
        meta_literal: "100%",
        metas: &[igual(100, "%", AlCierre)],
    },
    Objetivo {
        numero: 3,
        enunciado: "Consolidar el liderazgo de la municipalidad en el desarrollo de la Provincia basada en una \
                    gestión de procesos y resultados.",
        estrategias: &[
            "Implementar los planes de desarrollo y los planes estratégicos.",
            "Generar sinergia de trabajo interinstitucional",
        ],
        claves: &[
            clave("Cooperar a las autoridades y funcionarios en liderazgo municipal."),
            clave("Incluir cláusulas de seguridad jurídica en los documentos contractuales."),
            segunda("Fomentar la participación ciudadana y transparencia."),
            segunda(
                "Convocar a los representantes de los diferentes sectores de desarrollo para consolidar una agenda \
                 de trabajo común.",
            ),
            clave("Realizar monitoreo y seguimiento a las actividades"),
        ],
        indicador: "Liderazgo municipal",
        meta_literal: "4 por año",
        metas: &[igual(4, "", CadaEjercicio)],
    },
    Objetivo {
        numero: 4,
        enunciado: "Modernizar la gestión con tecnologías de información y comunicación con la participación de la \
                    población.",
        estrategias: &["Implementar sistemas de interconexión a nivel interno y externo."],
        claves: &[
            clave("Fortalecer la intranet."),
            clave("Incrementar el número de procesos y trámites que se pueden manejar por Internet"),
        ],
        indicador: "Modernización de la gestión",
        meta_literal: "20 % cada año",
        metas: &[igual(20, "%", CadaEjercicio)],
    },
    Objetivo {
        numero: 5,
        enunciado: "Mejorar la productividad de puestos de trabajo y de los trabajadores.",
        estrategias: &[
            "Formular los perfiles de puestos acorde a la nueva gestión pública.",
            "Actualizar la estructura orgánica y los documentos de gestión e implementarlos.",
        ],
        claves: &[
            segunda("Actualizar los documentos de gestión municipal."),
            clave("Capacitar a los trabajadores."),
            segunda("Formular los documentos de gestión."),
            segunda("Realizar monitoreo y seguimiento a la implementación de documentos."),
        ],
        indicador: "Productividad del trabajo",
        meta_literal: "100% al 2018 1 al año como mínimo",
        metas: &[igual(100, "%", AlEjercicio(2018)), al_menos(1, "", CadaEjercicio)],
    },
    Objetivo {
        numero: 6,
        enunciado: "Incrementar los recursos financieros de la municipalidad y utilizarlos con eficiencia y \
                    transparencia.",
        estrategias: &["Incrementar la cartera de proyectos."],
        claves: &[clave("Realizar convenios de cooperación."), clave("Formular proyectos concursables.")],
        indicador: "Recursos financieros",
        meta_literal: "10 2 por año como mínimo.",
        metas: &[igual(10, "", AlCierre), al_menos(2, "", CadaEjercicio)],
    },
    Objetivo {
        numero: 7,
        enunciado: "Promover el aprovechamiento de oportunidades y emprendimiento empresarial.",
        estrategias: &["Fortalecer la asociación pública privada."],
        claves: &[clave("Formalizar MYPES."), clave("Crear e implementar acciones de trabajo en cadenas productivas.")],
        indicador: "Emprendimiento empresarial",
        meta_literal: "4 como mínimo",
        metas: &[al_menos(4, "", AlCierre)],
    },
    Objetivo {
        numero: 8,
        enunciado: "Contribuir de manera efectiva en el clima de negocios de la provincia.",
        estrategias: &["Implementar las estrategias regionales del Plan de Competitividad Regional."],
        claves: &[
            clave("Formular el plan de competitividad provincial."),
            clave("Realizar convenios con el sector empresarial."),
        ],
        indicador: "Clima de negocios de la provincia",
        meta_literal: "5 como mínimo al año",
        metas: &[al_menos(5, "", CadaEjercicio)],
    },
    Objetivo {
        numero: 9,
        enunciado: "Gestionar la cultura organizacional de manera participativa, motivadora y que promueva la \
                    seguridad ciudadana.",
        estrategias: &[
            "Desarrollar programas y proyectos de mejora de competencias de los miembros de la municipalidad.",
        ],
        claves: &[
            clave("Implementar la gestión por desempeño en el marco de Servir."),
            clave(
                "Realizar trabajo conjunto con la policía nacional, organizaciones de base, ministerio público y \
                 medios de comunicación.",
            ),
        ],
        indicador: "Cultura organizacional",
        meta_literal: "1 al año como mínimo 2 como mínimo por año",
        metas: &[al_menos(1, "", CadaEjercicio), al_menos(2, "", CadaEjercicio)],
    },
    Objetivo {
        numero: 10,
        enunciado: "Desarrollar una infraestructura vial adecuada, articulada y policéntrica.",
        estrategias: &["Actualizar las estrategias de ordenamiento territorial."],
        claves: &[
            clave("Formular estudios de ordenamiento vial."),
            clave(
                "Implementar incentivos para el funcionamiento de organismos públicos y privados en zonas fuera del \
                 centro histórico.",
            ),
        ],
        indicador: "Infraestructura vial",
        meta_literal: "2 como mínimo por año",
        metas: &[al_menos(2, "", CadaEjercicio)],
    },
    Objetivo {
        numero: 11,
        enunciado: "Implementar la gestión ambiental en todos sus programas y proyectos.",
        estrategias: &["Diseñar políticas de gestión ambiental."],
        claves: &[
            clave("Concretar la alianza con la OEFA."),
            clave("Diseñar documentos de gestión para el trabajo transversal de la gestión ambiental"),
        ],
        indicador: "Gestión ambiental",
        meta_literal: "10%",
        metas: &[igual(10, "%", AlCierre)],
    },
    Objetivo {
        numero: 12,
        enunciado: "Desarrollar la Gestión municipal de Riesgo de Desastres.",
        estrategias: &["Fortalecer la Unidad de Gestión de Riesgos de Desastre, Ordenamiento Territorial"],
        claves: &[
            clave("Incorporar actividades relacionadas a programas presupuestarios de Gestión de Riesgos de Desastre."),
            clave("Desarrollar trabajos conjuntos con la sociedad organizada sobre prevención de desastres."),
        ],
        indicador: "Gestión de Riesgos de Desastre",
        meta_literal: "4%",
        metas: &[igual(4, "%", AlCierre)],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of the annex as the directive prints them, with its own spacing.
    const CELDAS: [&str; 8] = [
        "Realizar encuestas a los usuarios cada semestre. Publicar los resultados de las encuestas.",
        "Implementar el análisis de procesos. Realizar los arreglos institucionales necesarios de mejora",
        "Implementar los planes de desarrollo y los planes estratégicos. Generar sinergia de trabajo \
         interinstitucional",
        "Cooperar a las autoridades y funcionarios en liderazgo municipal. Incluir cláusulas de seguridad jurídica \
         en los documentos contractuales. Fomentar la participación ciudadana y transparencia. Convocar a los \
         representantes de los diferentes sectores de desarrollo para consolidar una agenda de trabajo común. \
         Realizar monitoreo y seguimiento a las actividades",
        "Formular los perfiles de puestos acorde a la nueva gestión pública. Actualizar la estructura orgánica y los \
         documentos de gestión e implementarlos.",
        "Actualizar los documentos de gestión municipal. Capacitar a los trabajadores. Formular los documentos de \
         gestión. Realizar monitoreo y seguimiento a la implementación de documentos.",
        "Implementar la gestión por desempeño en el marco de Servir. Realizar trabajo conjunto con la policía \
         nacional, organizaciones de base, ministerio público y medios de comunicación.",
        "Incorporar actividades relacionadas a programas presupuestarios de Gestión de Riesgos de Desastre. \
         Desarrollar trabajos conjuntos con la sociedad organizada sobre prevención de desastres.",
    ];

    #[test]
    fn the_annex_has_twelve_objectives_fourteen_strategies_and_twenty_nine_claves() {
        assert_eq!(OBJETIVOS.iter().map(|row| row.estrategias.len()).sum::<usize>(), 14);
        assert_eq!(OBJETIVOS.iter().map(|row| row.claves.len()).sum::<usize>(), 29);
        assert!(OBJETIVOS.iter().enumerate().all(|(at, row)| usize::from(row.numero) == at + 1));
        for row in &OBJETIVOS {
            assert!(row.claves.iter().all(|clave| clave.estrategia < row.estrategias.len()), "OEI {}", row.numero);
        }
    }

    #[test]
    fn cells_read_as_the_directive_prints_them() {
        let mut cells = Vec::new();
        for row in &OBJETIVOS {
            cells.push(row.estrategias.join(" "));
            cells.push(row.claves.iter().map(|clave| clave.texto).collect::<Vec<_>>().join(" "));
        }
        for expected in CELDAS {
            assert!(cells.iter().any(|cell| cell == expected), "{expected}");
        }
    }

    #[test]
    fn targets_keep_the_literal_text_beside_the_structured_ones() {
        let printed: Vec<_> = OBJETIVOS.iter().map(|row| row.meta_literal).collect();
        assert_eq!(
            printed,
            [
                "60 % como mínimo",
                "100%",
                "4 por año",
                "20 % cada año",
                "100% al 2018 1 al año como mínimo",
                "10 2 por año como mínimo.",
                "4 como mínimo",
                "5 como mínimo al año",
                "1 al año como mínimo 2 como mínimo por año",
                "2 como mínimo por año",
                "10%",
                "4%",
            ]
        );
        for (numero, metas) in [(5, 2), (6, 2), (9, 2), (1, 1), (12, 1)] {
            assert_eq!(OBJETIVOS[numero - 1].metas.len(), metas, "OEI {numero}");
        }
        let quinto = &OBJETIVOS[4].metas;
        assert_eq!((quinto[0].valor, quinto[0].vencimiento), (100, AlEjercicio(2018)));
        assert_eq!((quinto[1].valor, quinto[1].comparador), (1, Comparador::AlMenos));
    }
}
