//! What one row of the schedule shows.

use std::{collections::BTreeSet, sync::Arc};

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::{Deserialize, Serialize};

use super::{
    arbol::{Consulta, Nodo},
    plazo,
};
use crate::{
    Cantidad, Dinero, Id, Mes, Plan,
    calendario::Laboral,
    command::Fila,
    plan::{AccionEstrategica, Actividad, Desfase, Predecesora, SituacionElemento, Tarea, UnidadOrganica, Ventana},
    valor::{CantidadTotal, Doce, porcentaje},
    vista::resumen::units_of,
};

/// A link to what comes before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vinculo {
    pub antes: Fila,
    /// The days of what comes before.
    pub ventana: Ventana,
    pub desfase: Desfase,
    /// Calendar days by which this one begins too early.
    pub faltan: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Barra {
    pub nodo: Nodo,
    pub codigo: String,
    pub nombre: String,
    /// Whose plan it is of; none for what is of nobody.
    pub unidad: Option<Id<UnidadOrganica>>,
    /// Of a group, from its first day to its last.
    pub ventana: Option<Ventana>,
    /// "1,480 registros"; blank where there is none.
    pub meta: String,
    pub costo: Dinero,
    /// Of an activity: how much of its annual target is executed (SPEC §8), per cent. None while
    /// nothing is, or there is no target to compare with.
    pub avance: Option<Decimal>,
    pub elementos: Vec<(Mes, SituacionElemento)>,
    pub vinculos: Vec<Vinculo>,
}

impl Barra {
    /// "ejecutado 62.5 %"; over 100 % as it is; blank while nothing is executed.
    #[must_use]
    pub fn ejecutado(&self) -> String {
        self.avance.map(|part| format!("ejecutado {part:.1} %")).unwrap_or_default()
    }

    /// How much of a bar so wide is filled, in the same units.
    #[must_use]
    pub fn lleno(&self, ancho: i64) -> i64 {
        let part = self.avance.unwrap_or_default().min(Decimal::ONE_HUNDRED);
        (Decimal::from(ancho) * part / Decimal::ONE_HUNDRED).to_i64().unwrap_or_default()
    }

    /// "Del 01/03/2017 al 30/06/2017".
    #[must_use]
    pub fn fechas(&self) -> String {
        self.ventana.map(plazo).unwrap_or_default()
    }
}

/// One row; `None` when it is not in the plan.
#[must_use]
pub fn barra(plan: &Plan, consulta: &Consulta, nodo: Nodo) -> Option<Barra> {
    match nodo {
        Nodo::Objetivo(id) => {
            let row = plan.get(id)?;
            let actions = plan.todos::<AccionEstrategica>().values().filter(|action| action.objetivo == id);
            let inside = actions.flat_map(|action| plan.actividades_bajo(action.id));
            Some(grupo(plan, consulta, nodo, (&row.codigo, &row.enunciado), inside))
        }
        Nodo::Accion(id) => {
            let row = plan.get(id)?;
            Some(grupo(plan, consulta, nodo, (&row.codigo, &row.enunciado), plan.actividades_bajo(id)))
        }
        Nodo::Unidad(id) => {
            let row = plan.get(id)?;
            Some(grupo(plan, consulta, nodo, (&row.codigo, &row.nombre), plan.actividades_de(id)))
        }
        Nodo::Actividad(id) => barra_de(plan, Fila::Actividad(id)),
        Nodo::Tarea(id) => barra_de(plan, Fila::Tarea(id)),
    }
}

/// The same of a row that has a window of its own, whatever else is asked for.
pub(super) fn barra_de(plan: &Plan, fila: Fila) -> Option<Barra> {
    match fila {
        Fila::Actividad(id) => actividad(plan, id),
        Fila::Tarea(id) => {
            let row = plan.get(id)?;
            let unidad = plan.get(row.actividad).map(|activity| activity.unidad);
            let window = |id: Id<Tarea>| plan.get(id).filter(|task| task.estado.es_vigente()).map(|task| task.ventana);
            let vinculos = vinculos(plan, row.ventana, &row.predecesoras, Fila::Tarea, window);
            let blank = en_blanco(Nodo::Tarea(id), String::new(), row.nombre.to_string());
            Some(Barra { unidad, ventana: Some(row.ventana), vinculos, ..blank })
        }
    }
}

fn en_blanco(nodo: Nodo, codigo: String, nombre: String) -> Barra {
    Barra {
        nodo,
        codigo,
        nombre,
        unidad: None,
        ventana: None,
        meta: String::new(),
        costo: Dinero::CERO,
        avance: None,
        elementos: Vec::new(),
        vinculos: Vec::new(),
    }
}

fn actividad(plan: &Plan, id: Id<Actividad>) -> Option<Barra> {
    let row = plan.get(id)?;
    let window = |id: Id<Actividad>| plan.get(id).filter(|one| one.estado.es_vigente()).map(|one| one.ventana);
    let unit = plan.get(row.indicador.unidad_medida);
    let said = |annual: Cantidad| unit.map(|unit| format!("{annual} {}", unit.plural)).unwrap_or_default();
    let elements = plan.elementos_de(id).filter(|element| element.estado.es_vigente());
    Some(Barra {
        unidad: Some(row.unidad),
        ventana: Some(row.ventana),
        meta: row.meta.anual(row.agregacion).map(said).unwrap_or_default(),
        costo: plan.totales().actividad(id).total(),
        avance: avance(plan, row),
        elementos: elements.map(|element| (element.mes, element.situacion)).collect(),
        vinculos: vinculos(plan, row.ventana, &row.predecesoras, Fila::Actividad, window),
        ..en_blanco(Nodo::Actividad(id), row.codigo.to_string(), row.nombre.to_string())
    })
}

fn avance(plan: &Plan, row: &Actividad) -> Option<Decimal> {
    let done = row.agregacion.agregar(plan.avances(row.id))?;
    porcentaje(done.to_decimal(), row.meta.anual(row.agregacion)?.to_decimal())
}

/// Of the activities in it that are in force, those of the units asked for.
fn grupo<'a>(
    plan: &Plan,
    consulta: &Consulta,
    nodo: Nodo,
    (codigo, nombre): (&str, &str),
    inside: impl Iterator<Item = &'a Arc<Actividad>>,
) -> Barra {
    let units: BTreeSet<_> = units_of(plan, consulta.unidad, consulta.ambito).into_iter().collect();
    let mut group = en_blanco(nodo, codigo.to_owned(), nombre.to_owned());
    for row in inside.filter(|row| row.estado.es_vigente() && units.contains(&row.unidad)) {
        group.ventana = Some(group.ventana.map_or(row.ventana, |whole| whole.con(row.ventana)));
        group.costo = group.costo.mas(plan.totales().actividad(row.id).total());
    }
    group
}

fn vinculos<T>(
    plan: &Plan,
    ventana: Ventana,
    list: &[Predecesora<T>],
    fila: impl Fn(Id<T>) -> Fila,
    window: impl Fn(Id<T>) -> Option<Ventana>,
) -> Vec<Vinculo> {
    let laboral = Laboral(plan.feriados());
    let link = |it: &Predecesora<T>| {
        let before = window(it.id)?;
        let start = laboral.sigue(before.fin, it.desfase);
        let faltan = (start - ventana.inicio).num_days().max(0);
        Some(Vinculo { antes: fila(it.id), ventana: before, desfase: it.desfase, faltan })
    };
    list.iter().filter_map(link).collect()
}

/// The months of what is selected, physical and money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seleccion {
    pub actividades: usize,
    /// In one unit of measure; none where they are measured in several.
    pub fisico: Option<(String, Doce<CantidadTotal>)>,
    pub dinero: Doce<Dinero>,
}

/// Of activities; their tasks have neither.
#[must_use]
pub fn seleccion(plan: &Plan, ids: &[Id<Actividad>]) -> Seleccion {
    let rows: Vec<&Arc<Actividad>> = ids.iter().filter_map(|id| plan.get(*id)).collect();
    let mut dinero = [Dinero::CERO; 12];
    for row in &rows {
        let months = plan.totales().actividad(row.id).por_mes();
        dinero = std::array::from_fn(|month| dinero[month].mas(months[month]));
    }
    let unit = rows.first().map(|row| row.indicador.unidad_medida);
    let same = unit.filter(|unit| rows.iter().all(|row| row.indicador.unidad_medida == *unit));
    let fisico = same.and_then(|unit| plan.get(unit)).map(|unit| {
        let of = |month: usize| rows.iter().filter_map(|row| row.meta.meses[month]).sum();
        (unit.plural.to_string(), std::array::from_fn(of))
    });
    Seleccion { actividades: rows.len(), fisico, dinero }
}
