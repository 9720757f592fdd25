//! Who last overwrote each field: what lets a refusal say whose value it would have lost.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    AccionEstrategica, Actividad, Borrador, CampoBorrador, CampoInsumo, Campos, ClaveGasto, ClaveTecho,
    ElementoCritico, Fase, Insumo, ObjetivoEstrategico, Periodo, Tarea, UnidadOrganica, Valor,
};
use crate::{Change, Id, Instante, Mes, Precio, actor::Persona, catalogo::CodigoRubro};

/// The author of the value a field has now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Autor {
    pub persona: Id<Persona>,
    pub instante: Instante,
}

/// Where the fields that are one a rubro begin.
const DE_RUBROS: u8 = 100;

/// Where the executed quantities of an activity begin, one a month.
const DE_AVANCES: u8 = 50;

/// What a line costs is edited whole, by its price or by a month: whoever edits a part is
/// the author of the whole, and whoever edits the whole, of its parts.
fn of_line(fila: Uuid, ahora: &CampoInsumo) -> Vec<Celda> {
    let whole = || Insumo::numero(&CampoInsumo::Valor(Valor::PorDetallar { importes: Default::default() }));
    let own = Insumo::numero(ahora);
    let campos: Vec<u8> = match ahora {
        CampoInsumo::Valor(_) => {
            let parts = [own, Insumo::numero(&CampoInsumo::Precio(Precio::CERO))];
            parts.into_iter().chain(Mes::todos().map(u8::from)).collect()
        }
        CampoInsumo::Precio(_) | CampoInsumo::CantidadMes(..) | CampoInsumo::ImporteMes(..) => vec![own, whole()],
        _ => vec![own],
    };
    campos.into_iter().map(|campo| Celda { fila, campo }).collect()
}

/// One field of one row. Months are 1 to 12, the annual target 0, other fields 20 on; executed
/// quantities are 51 to 62; a techo is a field of its unit and the frame one of the plan, 100 and
/// the rubro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Celda {
    pub fila: Uuid,
    pub campo: u8,
}

impl Celda {
    /// The list of holidays.
    pub const FERIADOS: Self = Self { fila: Uuid::nil(), campo: 0 };

    /// What is proposed for a unit in a rubro.
    #[must_use]
    pub fn techo(clave: ClaveTecho) -> Self {
        Self { fila: clave.unidad.uuid(), campo: DE_RUBROS + clave.rubro.numero() }
    }

    /// The institution's frame in a rubro.
    #[must_use]
    pub fn marco(rubro: CodigoRubro) -> Self {
        Self { fila: Uuid::nil(), campo: DE_RUBROS + rubro.numero() }
    }

    /// A field of the draft itself; a branch has one.
    #[must_use]
    pub fn borrador(campo: &CampoBorrador) -> Self {
        Self { fila: Uuid::nil(), campo: 1 + Borrador::numero(campo) }
    }

    /// The genéricas that are barred.
    pub const GENERICAS: Self = Self { fila: Uuid::nil(), campo: 20 };

    /// The executed quantity of a month.
    #[must_use]
    pub fn avance(actividad: Id<Actividad>, mes: Mes) -> Self {
        Self { fila: actividad.uuid(), campo: DE_AVANCES + u8::from(mes) }
    }

    /// A month of a spending: certificado 1 to 12, devengado 13 to 24. What is spent has no id of
    /// its own: its row is the number of the activity with the rubro turned into it.
    #[must_use]
    pub fn gasto(clave: ClaveGasto, fase: Fase, mes: Mes) -> Self {
        let mark = (u128::from(clave.rubro.numero()) + 1) << 48;
        let first = match fase {
            Fase::Certificado => 0,
            Fase::Devengado => 12,
        };
        Self { fila: Uuid::from_u128(clave.actividad.uuid().as_u128() ^ mark), campo: first + u8::from(mes) }
    }

    /// The fields a change overwrote; none for a new row.
    #[must_use]
    pub fn of(change: &Change) -> Vec<Self> {
        match change {
            Change::InsumoEditado { id, ahora, .. } => of_line(id.uuid(), ahora),
            // Approving one leaves what was proposed, and its author.
            Change::TechoFijado { antes, ahora, .. } if antes.map(|it| it.propuesto) == Some(ahora.propuesto) => vec![],
            Change::TechoFijado { clave, .. } => vec![Self::techo(*clave)],
            Change::MarcoPresupuestalFijado { rubro, .. } => vec![Self::marco(*rubro)],
            Change::FeriadosFijados { .. } => vec![Self::FERIADOS],
            Change::GenericasFijadas { .. } => vec![Self::GENERICAS],
            Change::BorradorEditado { ahora, .. } => vec![Self::borrador(ahora)],
            Change::AvanceRegistrado { actividad, mes, .. } => vec![Self::avance(*actividad, *mes)],
            Change::GastoRegistrado { clave, mes, fase, .. } => vec![Self::gasto(*clave, *fase, *mes)],
            other => Self::single(other).into_iter().collect(),
        }
    }

    fn single(change: &Change) -> Option<Self> {
        let (fila, campo) = match change {
            Change::UnidadEditada { id, ahora, .. } => (id.uuid(), UnidadOrganica::numero(ahora)),
            Change::ObjetivoEditado { id, ahora, .. } => (id.uuid(), ObjetivoEstrategico::numero(ahora)),
            Change::AccionEditada { id, ahora, .. } => (id.uuid(), AccionEstrategica::numero(ahora)),
            Change::ActividadEditada { id, ahora, .. } => (id.uuid(), Actividad::numero(ahora)),
            Change::MetaProgramada { id, periodo, .. } => (id.uuid(), Self::numero_periodo(*periodo)),
            Change::TareaEditada { id, ahora, .. } => (id.uuid(), Tarea::numero(ahora)),
            Change::ElementoEditado { id, ahora, .. } => (id.uuid(), ElementoCritico::numero(ahora)),
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
