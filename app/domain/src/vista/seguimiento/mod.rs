//! Monthly follow-up of a unit (SPEC §8, Art. 11): what is executed beside what is programmed, and how
//! its budget goes.

mod fila;
mod resumen;

pub use fila::{Avance, FilaSeguimiento, Meses, Renglon, fila, renglones};
pub use resumen::{EjecucionRubro, ResumenEjecucion, resumen_ejecucion};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Ambito, Edicion};
use crate::{Actor, Context, Id, Mes, Plan, plan::UnidadOrganica};

/// Rows that are drawn before the replica is here.
const PRIMERAS: usize = 48;

/// Everything the page begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaSeguimiento {
    pub unidad: Id<UnidadOrganica>,
    pub esqueleto: Vec<Renglon>,
    pub filas: Vec<FilaSeguimiento>,
    pub resumen: ResumenEjecucion,
    pub cierre: Cierre,
    pub edicion: Edicion,
}

/// How far the months are closed, and what the reader may do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cierre {
    pub aprobado: bool,
    pub cerrado: Option<Mes>,
    /// The month that ended last: percentages are reckoned up to it.
    pub corte: Option<Mes>,
    /// The next one to close, once it has ended, where the reader closes months.
    pub por_cerrar: Option<Mes>,
}

#[must_use]
pub fn seguimiento(plan: &Plan, context: &Context, unidad: Id<UnidadOrganica>) -> PaginaSeguimiento {
    let esqueleto = renglones(plan, unidad);
    let filas = esqueleto.iter().take(PRIMERAS).filter_map(|renglon| fila(plan, *renglon, context.hoy)).collect();
    PaginaSeguimiento {
        unidad,
        esqueleto,
        filas,
        resumen: resumen_ejecucion(plan, unidad, Ambito::Propio),
        cierre: cierre(plan, context),
        edicion: edicion(plan, &context.actor, unidad),
    }
}

/// The last month of the plan that is over.
#[must_use]
pub fn corte(plan: &Plan, hoy: NaiveDate) -> Option<Mes> {
    Mes::todos().rfind(|mes| plan.ejercicio().ultimo_dia(*mes) < hoy)
}

#[must_use]
pub fn cierre(plan: &Plan, context: &Context) -> Cierre {
    let (cerrado, corte) = (plan.cerrado(), corte(plan, context.hoy));
    let next =
        cerrado.map_or(Some(Mes::ENERO), Mes::siguiente).filter(|next| corte.is_some_and(|corte| *next <= corte));
    let closes = context.actor.rol.conduce() && plan.aprobacion().is_some();
    Cierre { aprobado: plan.aprobacion().is_some(), cerrado, corte, por_cerrar: next.filter(|_| closes) }
}

/// The unit writes its quantities and its spending; the OPP, the spending of any.
#[must_use]
pub fn edicion(plan: &Plan, actor: &Actor, unidad: Id<UnidadOrganica>) -> Edicion {
    if plan.aprobacion().is_none() {
        let motivo = "El POI todavía no está aprobado: lo ejecutado se registra sobre el POI aprobado.";
        return Edicion::SoloLectura { motivo: motivo.into() };
    }
    if actor.puede_formular(unidad) || actor.rol.conduce() {
        Edicion::Abierta
    } else {
        super::edicion::de_otros(plan, unidad)
    }
}
