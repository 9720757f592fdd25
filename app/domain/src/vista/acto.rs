//! An act as one reads it in the queue: what it does, and where it was done.

use super::lugar::{Lugar, lugar};
use crate::{
    Command, Id, Plan,
    command::{Fila, Reprogramacion},
    plan::{CampoActividad, CampoElemento, CampoInsumo, CampoTarea, Estado, Periodo, Tabla},
    tiempo::fecha,
};

/// A command in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acto {
    pub frase: String,
    pub lugar: Option<Lugar>,
}

/// Tells a command, with the names that its rows have in `plan`.
#[must_use]
pub fn acto(plan: &Plan, command: &Command) -> Acto {
    let frase = match command {
        Command::CrearActividad(nueva) => format!("Crear la actividad «{}»", nueva.nombre),
        Command::Varios(acts) => match acts.as_slice() {
            [only] => return acto(plan, only),
            [first, rest @ ..] => format!("{} y {} más", acto(plan, first).frase, rest.len()),
            [] => "Ningún cambio".to_owned(),
        },
        other => what(plan, other) + &about(plan, other),
    };
    Acto { frase, lugar: lugar(plan, command) }
}

/// ` de «name»` of the activity it is about.
fn about(plan: &Plan, command: &Command) -> String {
    let row = match lugar(plan, command) {
        Some(Lugar::Actividad { actividad, .. }) => plan.get(actividad),
        _ => None,
    };
    row.map(|row| format!(" de «{}»", row.nombre)).unwrap_or_default()
}

fn what(plan: &Plan, command: &Command) -> String {
    match command {
        Command::ProgramarMetas(celdas) => match celdas.as_slice() {
            [celda] => {
                let value = celda.nueva.map_or_else(|| "en blanco".to_owned(), |value| value.to_string());
                match celda.periodo {
                    Periodo::Anual => format!("Meta anual: {value}"),
                    Periodo::Mes(mes) => format!("Meta de {}: {value}", mes.nombre()),
                }
            }
            many => format!("{} metas", many.len()),
        },
        Command::EditarActividad { nuevo, .. } => campo_actividad(nuevo),
        Command::CrearTarea(row) => format!("Agregar la tarea «{}»", row.nombre),
        Command::EditarTarea { id, nuevo, .. } => {
            format!("{} la tarea{}", verb(nuevo), named(plan, *id, |row| &row.nombre))
        }
        Command::CrearElemento(row) => format!("Agregar el elemento crítico «{}»", row.descripcion),
        Command::EditarElemento { id, nuevo, .. } => {
            format!("{} el elemento crítico{}", verb_elemento(nuevo), named(plan, *id, |row| &row.descripcion))
        }
        Command::CrearInsumo(row) => format!("Agregar el insumo «{}»", row.detalle),
        Command::EditarInsumo { id, nuevo, .. } => {
            format!("{}{}", campo_insumo(nuevo), named(plan, *id, |row| &row.detalle))
        }
        Command::Reprogramar(list) => traslado(plan, list),
        other => marco(other).to_owned(),
    }
}

fn traslado(plan: &Plan, list: &[Reprogramacion]) -> String {
    let to = |it: &Reprogramacion| format!("del {} al {}", fecha(it.nueva.inicio), fecha(it.nueva.fin));
    match list {
        [it] => match it.fila {
            Fila::Actividad(_) => format!("Fechas {}", to(it)),
            Fila::Tarea(id) => format!("Fechas {}, de la tarea{},", to(it), named(plan, id, |row| &row.nombre)),
        },
        many => format!("Fechas de {} filas, la primera", many.len()),
    }
}

/// ` «name»` of a row, if it is there and has one.
fn named<T: Tabla>(plan: &Plan, id: Id<T>, name: impl Fn(&T) -> &str) -> String {
    let row = plan.get(id).map(|row| name(row)).filter(|name| !name.is_empty());
    row.map(|name| format!(" «{name}»")).unwrap_or_default()
}

fn campo_actividad(nuevo: &CampoActividad) -> String {
    let said = match nuevo {
        CampoActividad::Nombre(nombre) => return format!("Llamar «{nombre}» a la actividad, en lugar"),
        CampoActividad::Estado(Estado::Retirado) => "Retiro",
        CampoActividad::Estado(Estado::Vigente) => "Restitución",
        CampoActividad::Prioridad(_) => "Prioridad",
        CampoActividad::Ventana(_) => "Fechas",
        CampoActividad::Predecesoras(_) => "Predecesoras",
        CampoActividad::Lugares(_) => "Lugar",
        CampoActividad::Responsable(_) => "Responsable",
        CampoActividad::Indicador(_) | CampoActividad::OtrosIndicadores(_) => "Indicador",
        CampoActividad::Agregacion(_) => "Agregación",
        CampoActividad::Accion(_) => "Acción estratégica",
        CampoActividad::Verificacion(_) => "Medio de verificación",
        CampoActividad::FuncionRof(_) => "Función del ROF",
        CampoActividad::Criterio(_) => "Criterio de desagregación",
        CampoActividad::Categoria(_) => "Categoría presupuestal",
        CampoActividad::SecFunc(_) => "Secuencia funcional",
        CampoActividad::Codigo(_) => "Código",
        CampoActividad::Unidad(_) => "Paso a otra unidad orgánica",
        CampoActividad::Continuidad(_) => "Suspensión o reemplazo",
    };
    said.to_owned()
}

fn verb(nuevo: &CampoTarea) -> &'static str {
    match nuevo {
        CampoTarea::Estado(Estado::Retirado) => "Retirar",
        CampoTarea::Estado(Estado::Vigente) => "Restituir",
        _ => "Cambiar",
    }
}

fn verb_elemento(nuevo: &CampoElemento) -> &'static str {
    match nuevo {
        CampoElemento::Estado(Estado::Retirado) => "Retirar",
        CampoElemento::Estado(Estado::Vigente) => "Restituir",
        _ => "Cambiar",
    }
}

fn campo_insumo(nuevo: &CampoInsumo) -> String {
    match nuevo {
        CampoInsumo::CantidadMes(mes, value) => format!("Cantidad de {}: {value}, del insumo", mes.nombre()),
        CampoInsumo::ImporteMes(mes, value) => format!("Importe de {}: {value}, del insumo", mes.nombre()),
        CampoInsumo::Precio(value) => format!("Precio: {value}, del insumo"),
        CampoInsumo::Estado(Estado::Retirado) => "Retirar el insumo".to_owned(),
        CampoInsumo::Estado(Estado::Vigente) => "Restituir el insumo".to_owned(),
        _ => "Cambiar el insumo".to_owned(),
    }
}

fn marco(command: &Command) -> &'static str {
    match command {
        Command::RegistrarObjetivo(_) => "Agregar un objetivo estratégico",
        Command::EditarObjetivo { .. } => "Cambiar un objetivo estratégico",
        Command::RegistrarAccion(_) => "Agregar una acción estratégica",
        Command::EditarAccion { .. } => "Cambiar una acción estratégica",
        Command::RegistrarUnidad(_) => "Registrar una unidad orgánica",
        Command::EditarUnidad { .. } => "Cambiar una unidad orgánica",
        Command::ProponerTecho { .. } => "Proponer un techo",
        Command::AprobarTechos | Command::AprobarTechosVistos(_) => "Aprobar los techos",
        Command::FijarMarcoPresupuestal { .. } => "Fijar el marco presupuestal de un rubro",
        Command::RegistrarRubro(_) | Command::RegistrarClasificador(_) | Command::RegistrarUnidadMedida(_) => {
            "Ampliar los catálogos"
        }
        Command::FijarFeriados { .. } => "Fijar los feriados",
        Command::NombrarVersion { .. } => "Nombrar una versión del plan",
        Command::AprobarPoi { .. } => "Registrar la aprobación del POI",
        Command::RegistrarAvances(_) => "Registrar lo ejecutado",
        Command::RegistrarGastos(_) => "Registrar certificado y devengado",
        Command::CerrarMes { .. } => "Cerrar un mes",
        Command::FijarGenericas { .. } => "Fijar las genéricas que no dan o no reciben",
        Command::PresentarModificacion(_) => "Presentar una modificación",
        Command::OpinarModificacion { .. } => "Opinar sobre una modificación",
        Command::ObservarModificacion { .. } => "Observar una modificación",
        Command::RechazarModificacion { .. } => "Rechazar una modificación",
        Command::RetirarModificacion { .. } => "Retirar una modificación",
        Command::AprobarModificacion { .. } => "Registrar la aprobación de una modificación",
        Command::EditarBorrador { .. } => "Cambiar el borrador de la modificación",
        Command::InvitarMiembro { .. } => "Invitar a una persona al borrador",
        Command::RetirarMiembro { .. } => "Retirar a una persona del borrador",
        Command::ActualizarBase { .. } => "Poner el borrador al día con el plan vigente",
        _ => "Cambio",
    }
}
