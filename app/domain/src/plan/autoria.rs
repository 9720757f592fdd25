//! Who last overwrote each field: what lets a refusal say whose value it would have lost.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    AccionEstrategica, Actividad, Campos, ElementoCritico, Insumo, ObjetivoEstrategico, Periodo, Tarea, UnidadOrganica,
};
use crate::{Change, Id, Instante, actor::Persona};

/// The author of the value a field has now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Autor {
    pub persona: Id<Persona>,
    pub instante: Instante,
}

/// One field of one row. Months are 1 to 12, the annual target 0, other fields 20 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Celda {
    pub fila: Uuid,
    pub campo: u8,
}

impl Celda {
    /// The field a change overwrote; `None` for a new row and for what is not edited by field.
    #[must_use]
    pub fn of(change: &Change) -> Option<Self> {
        let (fila, campo) = match change {
            Change::UnidadEditada { id, ahora, .. } => (id.uuid(), UnidadOrganica::numero(ahora)),
            Change::ObjetivoEditado { id, ahora, .. } => (id.uuid(), ObjetivoEstrategico::numero(ahora)),
            Change::AccionEditada { id, ahora, .. } => (id.uuid(), AccionEstrategica::numero(ahora)),
            Change::ActividadEditada { id, ahora, .. } => (id.uuid(), Actividad::numero(ahora)),
            Change::MetaProgramada { id, periodo, .. } => (id.uuid(), Self::numero_periodo(*periodo)),
            Change::TareaEditada { id, ahora, .. } => (id.uuid(), Tarea::numero(ahora)),
            Change::ElementoEditado { id, ahora, .. } => (id.uuid(), ElementoCritico::numero(ahora)),
            Change::InsumoEditado { id, ahora, .. } => (id.uuid(), Insumo::numero(ahora)),
            _ => return None,
        };
        Some(Self { fila, campo })
    }

    /// The place of a target.
    #[must_use]
    pub fn numero_periodo(periodo: Periodo) -> u8 {
        match periodo {
            Periodo::Anual => 0,
            Periodo::Mes(mes) => mes.into(),
        }
    }
}
