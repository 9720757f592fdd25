//! What the fourteen AEI of the annex are measured by once the plan is to be approved: the annex
//! gives them neither indicator nor target (SPEC §3). Invented, in the order of their codes.

/// The indicator of one AEI, of producto.
pub struct Medicion {
    pub indicador: &'static str,
    pub fuente: &'static str,
    /// What is to be reached each year at least.
    pub meta: u32,
    pub unidad: &'static str,
}

const fn medicion(indicador: &'static str, fuente: &'static str, meta: u32, unidad: &'static str) -> Medicion {
    Medicion { indicador, fuente, meta, unidad }
}

pub const MEDICIONES: [Medicion; 14] = [
    medicion("Usuarios satisfechos con la atención recibida", "Encuesta de satisfacción", 60, "%"),
    medicion("Servicios con procesos analizados y mejorados", "Informe de mejora continua", 8, "servicios"),
    medicion("Objetivos del plan de desarrollo con avance en el año", "Informe de monitoreo", 10, "objetivos"),
    medicion("Acuerdos interinstitucionales en ejecución", "Registro de convenios", 6, "acuerdos"),
    medicion("Trámites que se inician por Internet", "Reporte del sistema de trámite", 20, "trámites"),
    medicion("Puestos con perfil aprobado", "Resoluciones de aprobación", 40, "puestos"),
    medicion("Documentos de gestión actualizados", "Ordenanzas y resoluciones", 4, "documentos"),
    medicion("Proyectos con expediente declarado viable", "Banco de Proyectos", 10, "proyectos"),
    medicion("Empresas formalizadas con apoyo municipal", "Padrón de empresas", 120, "empresas"),
    medicion("Convenios suscritos con el sector empresarial", "Registro de convenios", 5, "convenios"),
    medicion("Trabajadores capacitados en su puesto", "Registro de capacitación", 150, "personas"),
    medicion("Estudios de ordenamiento vial aprobados", "Resoluciones de aprobación", 2, "estudios"),
    medicion("Instrumentos de gestión ambiental en aplicación", "Informe ambiental anual", 5, "instrumentos"),
    medicion("Familias que participan en la prevención de desastres", "Padrón de participantes", 300, "familias"),
];
