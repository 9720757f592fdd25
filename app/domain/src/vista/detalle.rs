//! The panel of one activity: everything about it, and its insumos as a grid of their own.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Aviso, frase, meta_leida, programacion::avisos};
use crate::{
    Dinero, Id, Plan,
    catalogo::TipoGasto,
    plan::{AccionEstrategica, Actividad, ElementoCritico, Estado, Insumo, Tarea},
    valor::{CantidadTotal, Decimales, Doce, porcentaje},
};

/// One line of the cuadro de necesidades as the grid shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilaInsumo {
    pub insumo: Insumo,
    pub tipo: TipoGasto,
    pub clasificador_nombre: String,
    pub unidad_nombre: String,
    pub decimales: Decimales,
    pub cantidad_anual: Option<CantidadTotal>,
    pub importes: Doce<Dinero>,
    pub total: Dinero,
    /// Months inside the activity's window.
    pub abiertos: Doce<bool>,
}

/// What the activities of an AEI contribute in one unit of measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aporte {
    pub unidad: String,
    pub cantidad: CantidadTotal,
    pub actividades: usize,
    /// Of the AEI's target in the same unit, with one decimal.
    pub porcentaje: Option<Decimal>,
}

/// Everything the panel shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetalleActividad {
    pub actividad: Actividad,
    pub unidad_nombre: String,
    pub decimales: Decimales,
    /// The indicator as a sentence.
    pub indicador: String,
    /// The target read aloud, when there is one.
    pub meta: Option<String>,
    pub accion: Option<AccionEstrategica>,
    pub objetivo: String,
    /// How much of the AEI's target its activities cover (Art. 8.1.3).
    pub aportes: Vec<Aporte>,
    pub tareas: Vec<Tarea>,
    pub elementos: Vec<ElementoCritico>,
    pub insumos: Vec<FilaInsumo>,
    pub importes: Doce<Dinero>,
    pub costo: Dinero,
    /// Activities of the unit that may be predecessors.
    pub candidatas: Vec<(Id<Actividad>, String, String)>,
    pub avisos: Vec<Aviso>,
}

/// The panel of an activity; `None` when there is no such activity.
#[must_use]
pub fn detalle(plan: &Plan, id: Id<Actividad>) -> Option<DetalleActividad> {
    let row = plan.get(id)?;
    let unit = plan.get(row.indicador.unidad_medida)?;
    let accion = plan.get(row.accion);
    let totals = plan.totales().actividad(id);
    let anual = row.meta.anual(row.agregacion);
    Some(DetalleActividad {
        actividad: (**row).clone(),
        unidad_nombre: unit.nombre.to_string(),
        decimales: unit.decimales,
        indicador: frase(plan, &row.indicador),
        meta: anual.map(|cantidad| meta_leida(cantidad, unit, row.ventana, plan.ejercicio())),
        accion: accion.map(|accion| (**accion).clone()),
        objetivo: accion
            .and_then(|accion| plan.get(accion.objetivo))
            .map(|objetivo| format!("{} {}", objetivo.codigo, objetivo.enunciado))
            .unwrap_or_default(),
        aportes: accion.map(|accion| aportes(plan, accion)).unwrap_or_default(),
        tareas: vigentes(plan.tareas_de(id), |task| task.estado),
        elementos: vigentes(plan.elementos_de(id), |element| element.estado),
        insumos: plan
            .insumos_de(id)
            .filter(|line| line.estado.es_vigente())
            .filter_map(|line| fila_insumo(plan, line.id))
            .collect(),
        importes: totals.por_mes(),
        costo: totals.total(),
        candidatas: plan
            .actividades_de(row.unidad)
            .filter(|other| other.id != id && other.estado.es_vigente())
            .map(|other| (other.id, other.codigo.to_string(), other.nombre.to_string()))
            .collect(),
        avisos: avisos(plan, row),
    })
}

fn vigentes<'a, T: Clone + 'a>(
    rows: impl Iterator<Item = &'a std::sync::Arc<T>>,
    estado: impl Fn(&T) -> Estado,
) -> Vec<T> {
    rows.filter(|row| estado(row).es_vigente()).map(|row| (**row).clone()).collect()
}

/// One line of the cuadro; `None` when there is no such line.
#[must_use]
pub fn fila_insumo(plan: &Plan, id: Id<Insumo>) -> Option<FilaInsumo> {
    let line = plan.get(id)?;
    let unit = plan.get(line.unidad_medida)?;
    let window = plan.get(line.actividad)?.ventana;
    let importes = line.importes();
    Some(FilaInsumo {
        insumo: (**line).clone(),
        tipo: line.tipo(),
        clasificador_nombre: plan
            .clasificadores()
            .get(&line.clasificador)
            .map(|row| row.nombre.to_string())
            .unwrap_or_default(),
        unidad_nombre: unit.nombre.to_string(),
        decimales: unit.decimales,
        cantidad_anual: line.valor.cantidad_anual(),
        importes,
        total: importes.iter().sum(),
        abiertos: std::array::from_fn(|at| crate::Mes::todos().nth(at).is_some_and(|mes| window.contiene(mes))),
    })
}

/// Annual targets of the activities under an AEI, by unit of measure, beside the
/// AEI's own target where the unit is the same. Never instead of its indicator.
pub(super) fn aportes(plan: &Plan, accion: &AccionEstrategica) -> Vec<Aporte> {
    let mut out: Vec<Aporte> = Vec::new();
    for row in plan.actividades_bajo(accion.id).filter(|row| row.estado.es_vigente()) {
        let (Some(unit), Some(anual)) = (plan.get(row.indicador.unidad_medida), row.meta.anual(row.agregacion)) else {
            continue;
        };
        if let Some(aporte) = out.iter_mut().find(|aporte| aporte.unidad == *unit.nombre) {
            aporte.cantidad = aporte.cantidad.mas(anual);
            aporte.actividades += 1;
        } else {
            let cantidad = CantidadTotal::default().mas(anual);
            out.push(Aporte { unidad: unit.nombre.to_string(), cantidad, actividades: 1, porcentaje: None });
        }
    }
    for aporte in &mut out {
        aporte.porcentaje = cobertura(accion, aporte);
    }
    out
}

/// How much of the target of the AEI in the same unit they cover.
fn cobertura(accion: &AccionEstrategica, aporte: &Aporte) -> Option<Decimal> {
    let same = |name: &str| crate::texto::fold(name) == crate::texto::fold(&aporte.unidad);
    let meta = accion.indicadores.iter().flat_map(|row| &row.metas).find(|meta| same(&meta.unidad))?;
    porcentaje(aporte.cantidad.to_decimal(), meta.valor.to_decimal())
}
