//! An activity taken to another window with all it holds, as facts.

use chrono::TimeDelta;

use super::reparto::{Paso, Reparto};
use crate::{
    Cantidad, Change, Dinero, Mes, Plan,
    plan::{
        Actividad, Agregacion, CampoActividad, CampoElemento, CampoInsumo, CampoTarea, ElementoCritico, Insumo,
        MetaFisica, Periodo, Tarea, Valor, Ventana,
    },
    valor::{Decimales, Doce},
};

/// The facts of taking an activity to a window. The annual target and the annual cost stay
/// as they are.
///
/// In the order in which they can also be taken back, one by one: the window first opens
/// over the old days and the new ones, then what it holds moves, then it closes.
#[must_use]
pub fn trasladar(plan: &Plan, row: &Actividad, nueva: Ventana, reparto: Reparto) -> Vec<Change> {
    let (antes, abierta) = (row.ventana, row.ventana.con(nueva));
    let paso = Paso::new(antes, nueva, reparto);
    let mut facts = Vec::new();
    facts.extend(ventana(row, antes, abierta));
    if !paso.nada_cambia() {
        metas(plan, row, &paso, &mut facts);
        let lines = plan.insumos_de(row.id).filter(|line| line.estado.es_vigente());
        facts.extend(lines.filter_map(|line| insumo(plan, line, &paso)));
    }
    let tasks = plan.tareas_de(row.id).filter(|task| task.estado.es_vigente());
    facts.extend(tasks.filter_map(|task| tarea(task, antes, nueva, reparto)));
    let months = nueva.meses().start().cast_signed() - antes.meses().start().cast_signed();
    if reparto == Reparto::Mover && months != 0 {
        let elements = plan.elementos_de(row.id).filter(|element| element.estado.es_vigente());
        facts.extend(elements.filter_map(|element| elemento(element, months)));
    }
    facts.extend(ventana(row, abierta, nueva));
    facts
}

fn ventana(row: &Actividad, antes: Ventana, ahora: Ventana) -> Option<Change> {
    let (from, to) = (CampoActividad::Ventana(antes), CampoActividad::Ventana(ahora));
    (antes != ahora).then_some(Change::ActividadEditada { id: row.id, antes: from, ahora: to })
}

fn metas(plan: &Plan, row: &Actividad, paso: &Paso, facts: &mut Vec<Change>) {
    let after = meta(row, paso, plan.get(row.indicador.unidad_medida).map(|unit| unit.decimales).unwrap_or_default());
    let periods = Mes::todos().map(Periodo::Mes).chain([Periodo::Anual]);
    facts.extend(periods.filter_map(|periodo| {
        let (antes, ahora) = (row.meta.get(periodo), after.get(periodo));
        (antes != ahora).then_some(Change::MetaProgramada { id: row.id, periodo, antes, ahora })
    }));
}

/// The same annual target: where whole units cannot keep an average, it is set by hand.
fn meta(row: &Actividad, paso: &Paso, decimales: Decimales) -> MetaFisica {
    let meses = match row.agregacion {
        Agregacion::Suma => paso.suma(&row.meta.meses, decimales.step()),
        kind => paso.nivel(&row.meta.meses, kind, decimales.step()),
    };
    let after = MetaFisica { anual: row.meta.anual, meses };
    let annual = row.meta.anual(row.agregacion);
    if after.anual(row.agregacion) == annual { after } else { MetaFisica { anual: annual, ..after } }
}

fn insumo(plan: &Plan, line: &Insumo, paso: &Paso) -> Option<Change> {
    let decimales = plan.get(line.unidad_medida).map(|unit| unit.decimales).unwrap_or_default();
    let amounts = |importes: &Doce<Dinero>| paso.flujo(&importes.map(Dinero::centimos), 1).map(Dinero::from_centimos);
    let valor = match &line.valor {
        Valor::PorCantidad { precio, cantidades } => {
            let months = paso.flujo(&cantidades.map(Cantidad::diezmilesimos), decimales.step());
            let cantidades = months.map(|month| Cantidad::from_diezmilesimos(month).unwrap_or_default());
            Valor::PorCantidad { precio: *precio, cantidades }
        }
        Valor::PorImporte { importes } => Valor::PorImporte { importes: amounts(importes) },
        Valor::PorDetallar { importes } => Valor::PorDetallar { importes: amounts(importes) },
    };
    let (antes, ahora) = (CampoInsumo::Valor(line.valor.clone()), CampoInsumo::Valor(valor));
    (antes != ahora).then_some(Change::InsumoEditado { id: line.id, antes, ahora })
}

/// Tasks go along by days, are stretched with the window, or are brought inside it.
fn tarea(task: &Tarea, antes: Ventana, nueva: Ventana, reparto: Reparto) -> Option<Change> {
    let wanted = match reparto {
        Reparto::Mover => task.ventana.mover((nueva.inicio - antes.inicio).num_days()),
        Reparto::Repartir => estirada(task.ventana, antes, nueva),
        Reparto::Conservar => task.ventana,
    };
    let (from, to) = (CampoTarea::Ventana(task.ventana), CampoTarea::Ventana(encajada(wanted, nueva)));
    (from != to).then_some(Change::TareaEditada { id: task.id, antes: from, ahora: to })
}

/// The same part of the new window as it was of the old one; a day at least.
fn estirada(task: Ventana, antes: Ventana, nueva: Ventana) -> Ventana {
    let place = |days: i64| TimeDelta::days(days * nueva.dias() / antes.dias());
    let inicio = nueva.inicio + place((task.inicio - antes.inicio).num_days());
    let end = nueva.inicio + place((task.fin - antes.inicio).num_days() + 1);
    Ventana { inicio, fin: end.pred_opt().unwrap_or(end).max(inicio) }
}

/// As long as it fits, in the days of `frame` nearest to its own.
fn encajada(task: Ventana, frame: Ventana) -> Ventana {
    let long = TimeDelta::days(task.dias().min(frame.dias()) - 1);
    let inicio = task.inicio.clamp(frame.inicio, frame.fin - long);
    Ventana { inicio, fin: inicio + long }
}

fn elemento(element: &ElementoCritico, months: isize) -> Option<Change> {
    let at = element.mes.index().saturating_add_signed(months).min(Mes::DICIEMBRE.index());
    let mes = Mes::todos().nth(at)?;
    let (antes, ahora) = (CampoElemento::Mes(element.mes), CampoElemento::Mes(mes));
    (antes != ahora).then_some(Change::ElementoEditado { id: element.id, antes, ahora })
}
