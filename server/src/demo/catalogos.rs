//! The rubros of a municipality and the units of measure of the demonstration.

use domain::catalogo::FuenteFinanciamiento::{
    self, DirectamenteRecaudados, DonacionesTransferencias, OperacionesCredito, RecursosDeterminados,
    RecursosOrdinarios,
};

/// Rubros with their fuente: code, name, fuente.
pub const RUBROS: [(u8, &str, FuenteFinanciamiento); 7] = [
    (0, "Recursos Ordinarios", RecursosOrdinarios),
    (7, "Fondo de Compensación Municipal", RecursosDeterminados),
    (8, "Impuestos Municipales", RecursosDeterminados),
    (9, "Recursos Directamente Recaudados", DirectamenteRecaudados),
    (13, "Donaciones y Transferencias", DonacionesTransferencias),
    (18, "Canon y Sobrecanon, Regalías, Renta de Aduanas y Participaciones", RecursosDeterminados),
    (19, "Recursos por Operaciones Oficiales de Crédito", OperacionesCredito),
];

/// A unit of measure: of targets (with how they are proved) or of insumos.
pub struct Medida {
    pub nombre: &'static str,
    pub plural: &'static str,
    pub decimales: u8,
    /// How a target in this unit is proved; empty for units that only insumos use.
    pub verificacion: &'static str,
}

const fn meta(nombre: &'static str, plural: &'static str, decimales: u8, verificacion: &'static str) -> Medida {
    Medida { nombre, plural, decimales, verificacion }
}

const fn insumo(nombre: &'static str, plural: &'static str, decimales: u8) -> Medida {
    Medida { nombre, plural, decimales, verificacion: "" }
}

pub const MEDIDAS: [Medida; 46] = [
    meta("Registro", "registros", 0, "Reporte del SIAF-GL"),
    meta("Persona", "personas", 0, "Lista de asistencia y registro fotográfico"),
    meta("Documento", "documentos", 0, "Documento aprobado y cargo de recepción"),
    meta("Informe", "informes", 0, "Informe con cargo de recepción"),
    meta("Estudio", "estudios", 0, "Estudio con conformidad del área usuaria"),
    meta("Expediente", "expedientes", 0, "Expediente y resolución que lo aprueba"),
    meta("Taller", "talleres", 0, "Acta y lista de asistencia"),
    meta("Convenio", "convenios", 0, "Convenio suscrito"),
    meta("Encuesta", "encuestas", 0, "Base de datos de las encuestas"),
    meta("Trámite", "trámites", 0, "Reporte del sistema de trámite documentario"),
    meta("Reunión", "reuniones", 0, "Acta de la reunión"),
    meta("Publicación", "publicaciones", 0, "Ejemplar o captura de la publicación"),
    meta("Procedimiento", "procedimientos", 0, "Procedimiento aprobado por resolución"),
    meta("Empresa", "empresas", 0, "Ficha RUC y padrón de empresas"),
    meta("Proyecto", "proyectos", 0, "Ficha del Banco de Proyectos"),
    meta("Operativo", "operativos", 0, "Acta del operativo y parte diario"),
    meta("Campaña", "campañas", 0, "Informe de la campaña y registro fotográfico"),
    meta("Supervisión", "supervisiones", 0, "Acta de supervisión"),
    meta("Familia", "familias", 0, "Padrón de familias atendidas"),
    meta("Vivienda", "viviendas", 0, "Ficha de evaluación de la vivienda"),
    meta("Puesto", "puestos", 0, "Perfil de puesto aprobado"),
    meta("Equipo", "equipos", 0, "Acta de instalación y conformidad"),
    meta("Porcentaje", "por ciento", 2, "Reporte del indicador"),
    meta("Kilómetro", "kilómetros", 3, "Informe técnico con progresivas"),
    meta("Hectárea", "hectáreas", 2, "Informe técnico con plano"),
    meta("Tonelada", "toneladas", 2, "Ticket de pesaje"),
    meta("Metro cuadrado", "metros cuadrados", 2, "Informe técnico con metrados"),
    insumo("Unidad", "unidades", 0),
    insumo("Millar", "millares", 0),
    insumo("Ciento", "cientos", 0),
    insumo("Caja", "cajas", 0),
    insumo("Paquete", "paquetes", 0),
    insumo("Juego", "juegos", 0),
    insumo("Par", "pares", 0),
    insumo("Rollo", "rollos", 0),
    insumo("Bolsa", "bolsas", 0),
    insumo("Plancha", "planchas", 0),
    insumo("Galón", "galones", 2),
    insumo("Litro", "litros", 2),
    insumo("Kilogramo", "kilogramos", 2),
    insumo("Metro", "metros", 2),
    insumo("Metro cúbico", "metros cúbicos", 2),
    insumo("Ración", "raciones", 0),
    insumo("Servicio", "servicios", 0),
    insumo("Mes", "meses", 0),
    insumo("Día", "días", 0),
];

/// Days that do not count as working days: of 2016, when the plan is formulated, and of 2017.
pub const FERIADOS: [(i32, u32, u32); 25] = [
    (2016, 1, 1),
    (2016, 3, 24),
    (2016, 3, 25),
    (2016, 5, 1),
    (2016, 6, 29),
    (2016, 7, 28),
    (2016, 7, 29),
    (2016, 8, 30),
    (2016, 10, 8),
    (2016, 11, 1),
    (2016, 12, 8),
    (2016, 12, 25),
    (2017, 1, 1),
    (2017, 4, 13),
    (2017, 4, 14),
    (2017, 5, 1),
    (2017, 6, 29),
    (2017, 7, 28),
    (2017, 7, 29),
    (2017, 8, 30),
    (2017, 10, 8),
    (2017, 11, 1),
    (2017, 12, 8),
    (2017, 12, 25),
    (2018, 1, 1),
];
