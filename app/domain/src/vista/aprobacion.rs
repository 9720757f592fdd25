//! The approval of the plan (Art. 9, 10-II): what still stands in its way, and how it was approved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Edicion,
    modificacion::{HitoVersion, hitos},
};
use crate::{
    Actor, Command, Context, Dinero, Id, Online, Plan, Rejection, Rol,
    catalogo::CodigoRubro,
    decide,
    plan::{AccionEstrategica, Actividad, Acto, ClaseActo, Insumo, UnidadOrganica, Valor},
    texto::Texto,
};

/// Where what is missing is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LugarFalta {
    Accion(Id<AccionEstrategica>),
    /// The lines of an activity.
    Insumos {
        unidad: Id<UnidadOrganica>,
        actividad: Id<Actividad>,
    },
    Unidad(Id<UnidadOrganica>),
    /// In no row.
    Plan,
}

/// One reason why it would be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Falta {
    pub texto: String,
    pub articulo: String,
    pub lugar: LugarFalta,
}

/// The opening budget of the institution in a rubro, and what it has become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RubroAprobado {
    pub rubro: CodigoRubro,
    pub nombre: String,
    pub pia: Dinero,
    pub pim: Dinero,
}

/// The acts that approved it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aprobado {
    pub acuerdo: String,
    pub resolucion: String,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaAprobacion {
    /// How it was approved; none while it is being formulated.
    pub aprobado: Option<Aprobado>,
    /// So many of each kind as a refusal names.
    pub faltan: Vec<Falta>,
    /// Rubros with money, ascending: of the PIA, or of what would be the PIA.
    pub rubros: Vec<RubroAprobado>,
    pub versiones: Vec<HitoVersion>,
    /// Whether the reader records the acts.
    pub edicion: Edicion,
}

#[must_use]
pub fn aprobacion(plan: &Plan, context: &Context) -> PaginaAprobacion {
    let aprobado =
        plan.aprobacion().map(|it| Aprobado { acuerdo: it.acuerdo.to_string(), resolucion: it.resolucion.to_string() });
    let edicion = match context.actor.rol {
        Rol::Titular => Edicion::Abierta,
        _ => Edicion::SoloLectura {
            motivo: "Los documentos que aprueban el POI los registra el Titular del Pliego.".into(),
        },
    };
    let faltan = if aprobado.is_some() { vec![] } else { faltan(plan, context) };
    PaginaAprobacion { aprobado, faltan, rubros: rubros(plan), versiones: hitos(plan), edicion }
}

/// What [`decide`] would refuse, were the Titular to record two acts of today.
fn faltan(plan: &Plan, context: &Context) -> Vec<Falta> {
    let actor = Actor { rol: Rol::Titular, ..context.actor };
    let context = Context { actor, online: Online::Si, ..*context };
    let acto = |clase| Acto { clase, numero: Texto::new("…").unwrap_or_default(), fecha: context.hoy };
    let command = Command::AprobarPoi {
        version: Id::new(Uuid::max()),
        acuerdo: acto(ClaseActo::AcuerdoConcejo),
        resolucion: acto(ClaseActo::ResolucionAlcaldia),
    };
    let refused = decide(plan, &context, &command).err();
    let told = |one: &Rejection| Falta {
        texto: one.to_string(),
        articulo: one.articulo().to_owned(),
        lugar: lugar(plan, one),
    };
    refused.iter().flat_map(|all| all.iter().map(told).collect::<Vec<_>>()).collect()
}

fn lugar(plan: &Plan, refused: &Rejection) -> LugarFalta {
    let found = match refused {
        Rejection::AccionProvisional { codigo, .. } => {
            let mut rows = plan.todos::<AccionEstrategica>().values();
            rows.find(|row| *row.codigo == **codigo).map(|row| LugarFalta::Accion(row.id))
        }
        Rejection::SinDetallar { actividad, detalle, rubro, .. } => {
            let open = |line: &&std::sync::Arc<Insumo>| {
                matches!(line.valor, Valor::PorDetallar { .. }) && *line.detalle == **detalle && line.rubro == *rubro
            };
            let lines = plan.todos::<Insumo>().values().filter(open);
            let mut rows = lines.filter_map(|line| plan.get(line.actividad)).filter(|row| *row.nombre == **actividad);
            rows.next().map(|row| LugarFalta::Insumos { unidad: row.unidad, actividad: row.id })
        }
        Rejection::SobreTecho { unidad, .. } => {
            let mut rows = plan.todos::<UnidadOrganica>().values();
            rows.find(|row| *row.nombre == **unidad).map(|row| LugarFalta::Unidad(row.id))
        }
        _ => None,
    };
    found.unwrap_or(LugarFalta::Plan)
}

/// Before the approval, what is programmed: it becomes the PIA.
fn rubros(plan: &Plan) -> Vec<RubroAprobado> {
    let mut opening: BTreeMap<CodigoRubro, Dinero> = BTreeMap::new();
    match plan.aprobacion() {
        Some(it) => {
            for (clave, amount) in &it.pia {
                let sum = opening.entry(clave.rubro).or_default();
                *sum = sum.mas(*amount);
            }
        }
        None => opening.extend(plan.totales().institucion().por_rubro()),
    }
    let rows = plan.rubros().values().map(|row| RubroAprobado {
        rubro: row.codigo,
        nombre: row.nombre.to_string(),
        pia: opening.get(&row.codigo).copied().unwrap_or_default(),
        pim: plan.programado_por_rubro(row.codigo),
    });
    rows.filter(|row| !row.pia.es_cero() || !row.pim.es_cero()).collect()
}
