//! What a change does to AEI and OEI: the money and the activities under each, how much of its target
//! they cover, and what of itself changed.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{super::detalle::aportes, comparacion::tocadas};
use crate::{
    Dinero, Id, Plan,
    plan::{AccionEstrategica, Actividad, ObjetivoEstrategico},
    rama::{CampoLeido, ClaseFila, leida},
    valor::CantidadTotal,
};

/// An OEI, or an AEI of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nivel {
    Objetivo,
    Accion,
}

/// What is under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parte {
    pub actividades: usize,
    pub costo: Dinero,
}

/// What its activities add up to in one unit of measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AporteComparado {
    pub unidad: String,
    pub antes: CantidadTotal,
    pub ahora: CantidadTotal,
    /// Of its target in that unit, with one decimal.
    pub cobertura: Option<(Decimal, Decimal)>,
}

/// One OEI or AEI that a change reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EfectoEstrategico {
    pub nivel: Nivel,
    pub fila: Uuid,
    pub codigo: String,
    pub enunciado: String,
    pub antes: Parte,
    pub ahora: Parte,
    /// Of an AEI: those that change.
    pub aportes: Vec<AporteComparado>,
    /// What of the row itself changed.
    pub campos: Vec<CampoLeido>,
}

/// Every OEI and AEI that the change reaches, in the order of the ruta: each OEI before its AEI.
#[must_use]
pub fn efecto(antes: &Plan, despues: &Plan) -> Vec<EfectoEstrategico> {
    let own = propios(antes, despues);
    let mut acciones: BTreeSet<Id<AccionEstrategica>> = BTreeSet::new();
    for id in tocadas(antes, despues) {
        let of = |plan: &Plan| plan.get::<Actividad>(id).map(|row| row.accion);
        acciones.extend([of(antes), of(despues)].into_iter().flatten());
    }
    let rows = despues.todos::<AccionEstrategica>().values();
    acciones.extend(rows.filter(|row| own.contains_key(&row.id.uuid())).map(|row| row.id));
    let reached = |row: &ObjetivoEstrategico| {
        own.contains_key(&row.id.uuid()) || acciones.iter().any(|id| de_objetivo(despues, *id) == Some(row.id))
    };
    let mut objetivos: Vec<_> = despues.todos::<ObjetivoEstrategico>().values().filter(|row| reached(row)).collect();
    objetivos.sort_by_key(|row| (row.orden.clone(), row.id));
    let each = objetivos.into_iter().flat_map(|objetivo| {
        let below = acciones.iter().filter(|id| de_objetivo(despues, **id) == Some(objetivo.id));
        let mut below: Vec<_> = below.filter_map(|id| despues.get(*id)).collect();
        below.sort_by_key(|row| (row.orden.clone(), row.id));
        let below: Vec<_> = below.into_iter().map(|row| accion(antes, despues, row, &own)).collect();
        std::iter::once(self::objetivo(antes, despues, objetivo, &own)).chain(below)
    });
    each.collect()
}

fn de_objetivo(plan: &Plan, id: Id<AccionEstrategica>) -> Option<Id<ObjetivoEstrategico>> {
    plan.get(id).map(|row| row.objetivo)
}

/// Fields of OEI and AEI that differ, by row; of one that was created, none.
fn propios(antes: &Plan, despues: &Plan) -> BTreeMap<Uuid, Vec<CampoLeido>> {
    let rows = leida(antes, despues).into_iter();
    let framework = rows.filter(|row| matches!(row.clase, ClaseFila::Objetivo | ClaseFila::Accion));
    framework.map(|row| (row.fila, row.campos)).collect()
}

type Propios = BTreeMap<Uuid, Vec<CampoLeido>>;

fn accion(antes: &Plan, despues: &Plan, row: &AccionEstrategica, own: &Propios) -> EfectoEstrategico {
    EfectoEstrategico {
        nivel: Nivel::Accion,
        fila: row.id.uuid(),
        codigo: row.codigo.to_string(),
        enunciado: row.enunciado.to_string(),
        antes: parte(antes, [row.id]),
        ahora: parte(despues, [row.id]),
        aportes: comparados(antes, despues, row),
        campos: own.get(&row.id.uuid()).cloned().unwrap_or_default(),
    }
}

fn objetivo(antes: &Plan, despues: &Plan, row: &ObjetivoEstrategico, own: &Propios) -> EfectoEstrategico {
    let below = |plan: &Plan| {
        let all = plan.todos::<AccionEstrategica>().values();
        let ids: Vec<_> = all.filter(|one| one.objetivo == row.id).map(|one| one.id).collect();
        parte(plan, ids)
    };
    EfectoEstrategico {
        nivel: Nivel::Objetivo,
        fila: row.id.uuid(),
        codigo: row.codigo.to_string(),
        enunciado: row.enunciado.to_string(),
        antes: below(antes),
        ahora: below(despues),
        aportes: vec![],
        campos: own.get(&row.id.uuid()).cloned().unwrap_or_default(),
    }
}

fn parte(plan: &Plan, acciones: impl IntoIterator<Item = Id<AccionEstrategica>>) -> Parte {
    let rows = acciones.into_iter().flat_map(|id| plan.actividades_bajo(id)).filter(|row| row.estado.es_vigente());
    rows.fold(Parte::default(), |sum, row| Parte {
        actividades: sum.actividades + 1,
        costo: sum.costo.mas(plan.totales().actividad(row.id).total()),
    })
}

fn comparados(antes: &Plan, despues: &Plan, row: &AccionEstrategica) -> Vec<AporteComparado> {
    let before = antes.get(row.id).map(|row| aportes(antes, row)).unwrap_or_default();
    let now = aportes(despues, row);
    let units: BTreeSet<&String> = before.iter().chain(&now).map(|one| &one.unidad).collect();
    let each = units.into_iter().map(|unidad| {
        let of = |list: &[super::super::Aporte]| list.iter().find(|one| one.unidad == *unidad).cloned();
        let (before, now) = (of(&before), of(&now));
        let quantity = |one: &Option<super::super::Aporte>| one.as_ref().map(|it| it.cantidad).unwrap_or_default();
        let percent = |one: &Option<super::super::Aporte>| one.as_ref().and_then(|it| it.porcentaje);
        let cobertura = match (percent(&before), percent(&now)) {
            (None, None) => None,
            (before, now) => Some((before.unwrap_or_default(), now.unwrap_or_default())),
        };
        AporteComparado { unidad: unidad.clone(), antes: quantity(&before), ahora: quantity(&now), cobertura }
    });
    each.filter(|one| one.antes != one.ahora).collect()
}
