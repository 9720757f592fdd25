//! Whether the reader may write what is shown, and if not, why: what they may not do is not offered.

use serde::{Deserialize, Serialize};

use crate::{Actor, Id, Plan, plan::UnidadOrganica};

/// Whether the reader may write here, and if not, why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edicion {
    Abierta,
    SoloLectura {
        motivo: String,
    },
    /// The plan is approved: what changes it is a Modificacion.
    EnModificacion {
        motivo: String,
    },
}

impl Edicion {
    #[must_use]
    pub fn es_abierta(&self) -> bool {
        matches!(self, Self::Abierta)
    }

    /// Why not, where it is only read.
    #[must_use]
    pub fn motivo(&self) -> Option<&str> {
        match self {
            Self::Abierta => None,
            Self::SoloLectura { motivo } | Self::EnModificacion { motivo } => Some(motivo),
        }
    }
}

/// Whether this reader may write in this unit.
#[must_use]
pub fn edicion(plan: &Plan, actor: &Actor, unidad: Id<UnidadOrganica>) -> Edicion {
    match cerrado(plan, actor) {
        Some(closed) => closed,
        // In a draft the OPP moves money and activities between units.
        None if actor.puede_formular(unidad) || (plan.rama().is_some() && actor.rol.conduce()) => Edicion::Abierta,
        None => de_otros(plan, unidad),
    }
}

/// It is read here, and written by the unit.
pub(super) fn de_otros(plan: &Plan, unidad: Id<UnidadOrganica>) -> Edicion {
    let quien = plan.get(unidad).map(|row| row.nombre.to_string()).unwrap_or_default();
    solo(format!("Usted consulta este plan; lo escribe: {quien}."))
}

/// Whether this reader may write the strategic framework.
#[must_use]
pub fn edicion_de_marco(plan: &Plan, actor: &Actor) -> Edicion {
    match cerrado(plan, actor) {
        Some(closed) => closed,
        None if actor.rol.conduce() => Edicion::Abierta,
        None => solo("El marco estratégico lo escribe la Oficina de Planeamiento.".into()),
    }
}

/// Whether this reader may write in some unit of the plan.
#[must_use]
pub fn edicion_del_plan(plan: &Plan, actor: &Actor) -> Edicion {
    match cerrado(plan, actor) {
        Some(closed) => closed,
        None if actor.rol.formula() => Edicion::Abierta,
        None => solo("Usted consulta este plan; lo escriben sus unidades.".into()),
    }
}

/// Where nobody like this reader writes: the plan is approved, and changes in the draft of a
/// Modificacion (Art. 8.2.3); or it is a draft, which its members write.
fn cerrado(plan: &Plan, actor: &Actor) -> Option<Edicion> {
    match (plan.rama(), plan.aprobacion()) {
        (Some(rama), _) if rama.miembros.contains(&actor.persona) => None,
        (Some(_), _) => Some(solo("Usted consulta este borrador; lo escriben sus miembros (Art. 8.2.3).".into())),
        (None, Some(approved)) => Some(Edicion::EnModificacion {
            motivo: format!(
                "El POI está aprobado por {}: cambia solo en el borrador de una modificación (Art. 8.2.3).",
                approved.resolucion
            ),
        }),
        (None, None) => None,
    }
}

fn solo(motivo: String) -> Edicion {
    Edicion::SoloLectura { motivo }
}
