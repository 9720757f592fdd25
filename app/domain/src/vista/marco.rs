//! The strategic framework as a tree, and the cadena de valor público under it (Art. 7.o).

use serde::{Deserialize, Serialize};

use crate::{
    Actor, Dinero, Id, Plan,
    plan::{AccionEstrategica, Actividad, ObjetivoEstrategico, UnidadOrganica},
};

use super::{Edicion, NodoUnidad, arbol, edicion_de_marco};

/// An activity at the beginning of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActividadBreve {
    pub id: Id<Actividad>,
    pub codigo: String,
    pub nombre: String,
    pub unidad: String,
    /// The same unit, to lead to its page.
    pub de: Id<UnidadOrganica>,
    pub costo: Dinero,
}

/// An AEI with what hangs from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilaAccion {
    pub accion: AccionEstrategica,
    /// "Sin indicador ni meta": blocks final approval, never drafting (SPEC §3).
    pub provisional: bool,
    pub responsable: String,
    pub actividades: Vec<ActividadBreve>,
    pub costo: Dinero,
}

/// An OEI with its AEI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilaObjetivo {
    pub objetivo: ObjetivoEstrategico,
    pub responsable: String,
    pub acciones: Vec<FilaAccion>,
    pub costo: Dinero,
}

/// Everything the page renders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaMarco {
    pub version: u64,
    pub entidad: String,
    pub mision: String,
    pub vision: String,
    pub pdi: (u16, u16),
    pub objetivos: Vec<FilaObjetivo>,
    pub unidades: Vec<NodoUnidad>,
    pub edicion: Edicion,
}

/// The page for a reader.
#[must_use]
pub fn marco(plan: &Plan, actor: &Actor) -> PaginaMarco {
    let mut objetivos: Vec<_> = plan.todos::<ObjetivoEstrategico>().values().collect();
    objetivos.sort_by_key(|row| (row.orden.clone(), row.id));
    let entidad = plan.entidad();
    PaginaMarco {
        version: plan.version(),
        entidad: entidad.nombre.to_string(),
        mision: entidad.mision.to_string(),
        vision: entidad.vision.to_string(),
        pdi: entidad.pdi,
        objetivos: objetivos.into_iter().map(|row| objetivo(plan, row)).collect(),
        unidades: arbol(plan),
        edicion: edicion_de_marco(plan, actor),
    }
}

fn objetivo(plan: &Plan, row: &ObjetivoEstrategico) -> FilaObjetivo {
    let mut acciones: Vec<_> =
        plan.todos::<AccionEstrategica>().values().filter(|accion| accion.objetivo == row.id).collect();
    acciones.sort_by_key(|accion| (accion.orden.clone(), accion.id));
    let acciones: Vec<FilaAccion> = acciones.into_iter().map(|accion| fila_accion(plan, accion)).collect();
    FilaObjetivo {
        objetivo: row.clone(),
        responsable: nombre_de(plan, row.responsable),
        costo: acciones.iter().map(|accion| accion.costo).sum(),
        acciones,
    }
}

fn fila_accion(plan: &Plan, accion: &AccionEstrategica) -> FilaAccion {
    let actividades: Vec<ActividadBreve> = plan
        .actividades_bajo(accion.id)
        .filter(|row| row.estado.es_vigente())
        .map(|row| ActividadBreve {
            id: row.id,
            codigo: row.codigo.to_string(),
            nombre: row.nombre.to_string(),
            unidad: nombre_de(plan, Some(row.unidad)),
            de: row.unidad,
            costo: plan.totales().actividad(row.id).total(),
        })
        .collect();
    FilaAccion {
        accion: accion.clone(),
        provisional: accion.es_provisional(),
        responsable: nombre_de(plan, accion.responsable),
        costo: actividades.iter().map(|row| row.costo).sum(),
        actividades,
    }
}

fn nombre_de(plan: &Plan, unidad: Option<Id<UnidadOrganica>>) -> String {
    unidad.and_then(|id| plan.get(id)).map(|unit| unit.nombre.to_string()).unwrap_or_default()
}
