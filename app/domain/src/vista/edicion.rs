//! Whether the reader may write what is shown, and if not, why: what they may not do is not offered.

use serde::{Deserialize, Serialize};

use crate::{Actor, Id, Plan, plan::UnidadOrganica};

/// Whether the reader may write here, and if not, why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edicion {
    Abierta,
    SoloLectura { motivo: String },
}

impl Edicion {
    #[must_use]
    pub fn es_abierta(&self) -> bool {
        matches!(self, Self::Abierta)
    }
}

/// Whether this reader may write in this unit.
#[must_use]
pub fn edicion(plan: &Plan, actor: &Actor, unidad: Id<UnidadOrganica>) -> Edicion {
    match cerrado(plan, actor) {
        Some(motivo) => Edicion::SoloLectura { motivo },
        // In a draft the OPP moves money and activities between units.
        None if actor.puede_formular(unidad) || (plan.rama().is_some() && actor.rol.conduce()) => Edicion::Abierta,
        None => de_otros(plan, unidad),
    }
}

/// It is read here, and written by the unit.
pub(super) fn de_otros(plan: &Plan, unidad: Id<UnidadOrganica>) -> Edicion {
    let quien = plan.get(unidad).map(|row| row.nombre.to_string()).unwrap_or_default();
    Edicion::SoloLectura { motivo: format!("Usted consulta este plan; lo escribe: {quien}.") }
}

/// Whether this reader may write the strategic framework.
#[must_use]
pub fn edicion_de_marco(plan: &Plan, actor: &Actor) -> Edicion {
    match cerrado(plan, actor) {
        Some(motivo) => Edicion::SoloLectura { motivo },
        None if actor.rol.conduce() => Edicion::Abierta,
        None => Edicion::SoloLectura { motivo: "El marco estratégico lo escribe la Oficina de Planeamiento.".into() },
    }
}

/// Why nobody like this reader writes in the plan: it is approved, and changes in the draft of a
/// Modificacion (Art. 8.2.3); or it is a draft, which its members write.
fn cerrado(plan: &Plan, actor: &Actor) -> Option<String> {
    match (plan.rama(), plan.aprobacion()) {
        (Some(rama), _) if rama.miembros.contains(&actor.persona) => None,
        (Some(_), _) => Some("Usted consulta este borrador; lo escriben sus miembros (Art. 8.2.3).".into()),
        (None, Some(approved)) => Some(format!(
            "El POI está aprobado por {}: cambia solo en el borrador de una modificación (Art. 8.2.3).",
            approved.resolucion
        )),
        (None, None) => None,
    }
}
