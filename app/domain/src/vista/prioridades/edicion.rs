//! Who may put in order, and where: while the plan is formulated, and afterwards in a draft.

use serde::{Deserialize, Serialize};

use crate::{Actor, Id, Plan, plan::UnidadOrganica};

/// Whether the reader may write on the board, and if not, why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Permiso {
    Abierto,
    Consulta {
        motivo: String,
    },
    /// The plan is approved: what changes it is a Modificacion.
    EnModificacion {
        motivo: String,
    },
}

impl Permiso {
    #[must_use]
    pub fn es_abierto(&self) -> bool {
        matches!(self, Self::Abierto)
    }
}

#[must_use]
pub fn permiso(plan: &Plan, actor: &Actor) -> Permiso {
    let motivo = |text: String| Permiso::Consulta { motivo: text };
    match (plan.rama(), plan.aprobacion()) {
        (Some(rama), _) if !rama.miembros.contains(&actor.persona) => {
            motivo("Usted consulta este borrador; lo escriben sus miembros (Art. 8.2.3).".into())
        }
        (None, Some(approved)) => Permiso::EnModificacion {
            motivo: format!(
                "El POI está aprobado por {}: sus prioridades y su dinero cambian en el borrador de una modificación (Art. 8.2.3).",
                approved.resolucion
            ),
        },
        _ if !actor.rol.formula() => motivo("Usted consulta este plan; lo escriben sus unidades.".into()),
        _ => Permiso::Abierto,
    }
}

/// Whether the activities of a unit are the reader's to move.
#[must_use]
pub fn puede_mover(plan: &Plan, actor: &Actor, unidad: Id<UnidadOrganica>) -> bool {
    let own = actor.puede_formular(unidad) || (plan.rama().is_some() && actor.rol.conduce());
    own && permiso(plan, actor).es_abierto()
}
