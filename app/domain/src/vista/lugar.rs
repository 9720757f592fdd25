//! Where in the plan an act was done: the row, and the part of it. How an address says so is
//! for the pages.

use super::seguimiento::Renglon;
use crate::{
    Cantidad, Command, Dinero, Id, Mes, Plan, Precio,
    command::Fila,
    plan::{
        AccionEstrategica, Actividad, CampoAccion, CampoActividad, CampoElemento, CampoInsumo, CampoObjetivo,
        CampoTarea, Campos, Celda, ElementoCritico, Insumo, ObjetivoEstrategico, Periodo, Tarea, UnidadOrganica, Valor,
    },
};

/// A place of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lugar {
    Actividad {
        unidad: Id<UnidadOrganica>,
        actividad: Id<Actividad>,
        sitio: Sitio,
    },
    /// Where a unit begins its activities.
    NuevaActividad(Id<UnidadOrganica>),
    /// One field of an OEI; none: the whole of it.
    Objetivo(Id<ObjetivoEstrategico>, Option<CampoObjetivo>),
    /// One field of an AEI; none: the whole of it.
    Accion(Id<AccionEstrategica>, Option<CampoAccion>),
}

/// What of an activity. Of its rows, none is where new ones are begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sitio {
    /// All of it: one that is withdrawn has no row where the others have theirs.
    Detalle,
    Meta(Periodo),
    Campo(CampoActividad),
    Tarea(Option<(Id<Tarea>, CampoTarea)>),
    Elemento(Option<(Id<ElementoCritico>, CampoElemento)>),
    Insumo(Option<(Id<Insumo>, CampoInsumo)>),
    /// What is executed of it in a month.
    Ejecutado(Renglon, Mes),
}

/// The place of a command: of several, the first that has one. None where the plan has no such
/// row, and for what belongs to no row.
#[must_use]
pub fn lugar(plan: &Plan, command: &Command) -> Option<Lugar> {
    match command {
        Command::CrearActividad(nueva) => Some(Lugar::NuevaActividad(nueva.unidad)),
        Command::RegistrarAccion(row) => plan.get(row.objetivo).map(|row| Lugar::Objetivo(row.id, None)),
        Command::EditarObjetivo { id, nuevo, .. } => {
            plan.get(*id).map(|row| Lugar::Objetivo(row.id, Some(nuevo.clone())))
        }
        Command::EditarAccion { id, nuevo, .. } => plan.get(*id).map(|row| Lugar::Accion(row.id, Some(nuevo.clone()))),
        Command::Varios(acts) => acts.iter().find_map(|act| lugar(plan, act)),
        other => de_actividad(plan, other),
    }
}

/// The place of a field, as conflicts and authors name it. None where the plan has no such row, and
/// for what belongs to no row of its own.
#[must_use]
pub fn lugar_de_celda(plan: &Plan, celda: Celda) -> Option<Lugar> {
    if let Some(row) = plan.get::<ObjetivoEstrategico>(Id::new(celda.fila)) {
        return Some(Lugar::Objetivo(row.id, campo(&**row, celda.campo)));
    }
    if let Some(row) = plan.get::<AccionEstrategica>(Id::new(celda.fila)) {
        return Some(Lugar::Accion(row.id, campo(&**row, celda.campo)));
    }
    let (id, sitio) = sitio_de_celda(plan, celda)?;
    en_actividad(plan, id, sitio)
}

/// The field of a row that has this number.
fn campo<T: Campos>(row: &T, number: u8) -> Option<T::Campo> {
    row.todos().into_iter().find(|campo| T::numero(campo) == number)
}

fn sitio_de_celda(plan: &Plan, celda: Celda) -> Option<(Id<Actividad>, Sitio)> {
    let Celda { fila, campo: number } = celda;
    if let Some(row) = plan.get::<Actividad>(Id::new(fila)) {
        let is_of = |periodo: &Periodo| Celda::numero_periodo(*periodo) == number;
        let periodo = std::iter::once(Periodo::Anual).chain(Mes::todos().map(Periodo::Mes)).find(is_of);
        let executed = || Mes::todos().find(|mes| Celda::avance(row.id, *mes) == celda);
        let sitio = match periodo {
            Some(periodo) => Sitio::Meta(periodo),
            None => match executed() {
                Some(mes) => Sitio::Ejecutado(Renglon::Fisico(row.id), mes),
                None => campo(&**row, number).map_or(Sitio::Detalle, Sitio::Campo),
            },
        };
        return Some((row.id, sitio));
    }
    // What is withdrawn has no row in the panel.
    if let Some(row) = plan.get::<Tarea>(Id::new(fila)) {
        let place = row.estado.es_vigente().then(|| campo(&**row, number)).flatten();
        return Some((row.actividad, place.map_or(Sitio::Detalle, |it| Sitio::Tarea(Some((row.id, it))))));
    }
    if let Some(row) = plan.get::<ElementoCritico>(Id::new(fila)) {
        let place = row.estado.es_vigente().then(|| campo(&**row, number)).flatten();
        return Some((row.actividad, place.map_or(Sitio::Detalle, |it| Sitio::Elemento(Some((row.id, it))))));
    }
    let row = plan.get::<Insumo>(Id::new(fila))?;
    let place = row.estado.es_vigente().then(|| campo_de_insumo(row, number)).flatten();
    Some((row.actividad, place.map_or(Sitio::Detalle, |it| Sitio::Insumo(Some((row.id, it))))))
}

/// What a line costs comes whole in the list of its fields; its price and its months are fields too.
fn campo_de_insumo(row: &Insumo, number: u8) -> Option<CampoInsumo> {
    let by_month = |mes| match row.valor {
        Valor::PorCantidad { .. } => CampoInsumo::CantidadMes(mes, Cantidad::CERO),
        Valor::PorImporte { .. } | Valor::PorDetallar { .. } => CampoInsumo::ImporteMes(mes, Dinero::CERO),
    };
    let parts = Mes::todos().map(by_month).chain([CampoInsumo::Precio(Precio::CERO)]);
    let part = parts.into_iter().find(|it| Insumo::numero(it) == number).map(|it| row.leer(&it));
    part.or_else(|| campo(row, number))
}

fn de_actividad(plan: &Plan, command: &Command) -> Option<Lugar> {
    let (id, sitio) = sitio(plan, command)?;
    en_actividad(plan, id, sitio)
}

fn en_actividad(plan: &Plan, id: Id<Actividad>, sitio: Sitio) -> Option<Lugar> {
    let row = plan.get(id)?;
    let sitio = if row.estado.es_vigente() { sitio } else { Sitio::Detalle };
    Some(Lugar::Actividad { unidad: row.unidad, actividad: row.id, sitio })
}

fn sitio(plan: &Plan, command: &Command) -> Option<(Id<Actividad>, Sitio)> {
    Some(match command {
        Command::EditarActividad { id, nuevo, .. } => (*id, Sitio::Campo(nuevo.clone())),
        Command::ProgramarMetas(celdas) => celdas.first().map(|celda| (celda.actividad, Sitio::Meta(celda.periodo)))?,
        Command::RegistrarAvances(celdas) => {
            let celda = celdas.first()?;
            (celda.actividad, Sitio::Ejecutado(Renglon::Fisico(celda.actividad), celda.mes))
        }
        Command::RegistrarGastos(celdas) => {
            let celda = celdas.first()?;
            (celda.clave.actividad, Sitio::Ejecutado(Renglon::Gasto(celda.clave, celda.fase), celda.mes))
        }
        Command::CrearTarea(row) => (row.actividad, Sitio::Tarea(None)),
        Command::EditarTarea { id, nuevo, .. } => (plan.get(*id)?.actividad, Sitio::Tarea(Some((*id, nuevo.clone())))),
        Command::CrearElemento(row) => (row.actividad, Sitio::Elemento(None)),
        Command::EditarElemento { id, nuevo, .. } => {
            (plan.get(*id)?.actividad, Sitio::Elemento(Some((*id, nuevo.clone()))))
        }
        Command::CrearInsumo(row) => (row.actividad, Sitio::Insumo(None)),
        Command::EditarInsumo { id, nuevo, .. } => {
            (plan.get(*id)?.actividad, Sitio::Insumo(Some((*id, nuevo.clone()))))
        }
        Command::Reprogramar(list) => {
            let it = list.first()?;
            match it.fila {
                Fila::Actividad(id) => (id, Sitio::Campo(CampoActividad::Ventana(it.nueva))),
                Fila::Tarea(id) => (plan.get(id)?.actividad, Sitio::Tarea(Some((id, CampoTarea::Ventana(it.nueva))))),
            }
        }
        _ => return None,
    })
}
