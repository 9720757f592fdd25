//! One Modificacion, with all that its reviewers look at and what the reader may do with it now.

use serde::{Deserialize, Serialize};

use super::{
    comparacion::{Comparacion, comparacion},
    lados::lados,
    lista::unidades,
};
use crate::{
    Command, Context, Id, Plan, Rejection, Rejections,
    actor::Persona,
    decide,
    plan::{
        Causa, ClaseModificacion, ClasePaso, EstadoModificacion, Modificacion, Paso, RevisionRuta, VersionNombrada,
    },
    rama::{Conflicto, conflictos},
    texto::Parrafo,
};

/// Everything about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FichaModificacion {
    pub id: Id<Modificacion>,
    pub titulo: String,
    pub causa: Causa,
    pub clase: ClaseModificacion,
    pub sustento: String,
    pub ruta: Option<RevisionRuta>,
    pub autores: Vec<Id<Persona>>,
    pub estado: EstadoModificacion,
    pub historia: Vec<Paso>,
    /// The version of the plan in force that it was compared with.
    pub base: u64,
    pub unidades: Vec<String>,
    pub comparacion: Comparacion,
    /// With the plan in force, while it may still come into force.
    pub conflictos: Vec<Conflicto>,
    /// What the reader may do with it now.
    pub actos: Vec<ClasePaso>,
}

/// One of them; `None` when there is no such one.
#[must_use]
pub fn ficha(plan: &Plan, context: &Context, id: Id<Modificacion>) -> Option<FichaModificacion> {
    let row = plan.get(id)?;
    let (antes, despues) = lados(plan, &row.cambios);
    Some(FichaModificacion {
        id,
        titulo: row.titulo.to_string(),
        causa: row.causa.clone(),
        clase: row.clase,
        sustento: row.sustento.to_string(),
        ruta: row.ruta.clone(),
        autores: row.autores.iter().copied().collect(),
        estado: row.estado.clone(),
        historia: row.historia.clone(),
        base: row.base,
        unidades: unidades(&despues, &antes),
        comparacion: comparacion(&antes, &despues),
        conflictos: if abierta(&row.estado) { conflictos(&row.cambios, plan) } else { vec![] },
        actos: ofrecidos(plan, context, row),
    })
}

/// Whether it may still come into force.
fn abierta(estado: &EstadoModificacion) -> bool {
    match estado {
        EstadoModificacion::Presentada
        | EstadoModificacion::ConOpinion { .. }
        | EstadoModificacion::Observada { .. } => true,
        EstadoModificacion::Rechazada { .. } | EstadoModificacion::Retirada | EstadoModificacion::Aprobada { .. } => {
            false
        }
    }
}

/// The steps that are the reader's to take now: what nobody lets them do is not offered; what they
/// may do and a rule refuses is, for the refusal says what is wrong.
#[must_use]
pub fn ofrecidos(plan: &Plan, context: &Context, row: &Modificacion) -> Vec<ClasePaso> {
    let each =
        [ClasePaso::Opinion, ClasePaso::Aprobacion, ClasePaso::Observacion, ClasePaso::Rechazo, ClasePaso::Retiro];
    let context = Context { online: crate::Online::Si, ..*context };
    let may = |clase: &ClasePaso| match decide(plan, &context, &prueba(row.id, *clase)) {
        Ok(_) => true,
        Err(refused) => !ajeno(&refused),
    };
    each.into_iter().filter(may).collect()
}

/// The act with nothing in it that a rule could say no to, but who does it and when.
fn prueba(id: Id<Modificacion>, clase: ClasePaso) -> Command {
    let text = || Parrafo::new("…").unwrap_or_default();
    match clase {
        ClasePaso::Opinion => Command::OpinarModificacion { id, opinion: text() },
        ClasePaso::Observacion => Command::ObservarModificacion { id, comentario: text() },
        ClasePaso::Rechazo => Command::RechazarModificacion { id, motivo: text() },
        ClasePaso::Retiro | ClasePaso::Presentacion => Command::RetirarModificacion { id },
        ClasePaso::Aprobacion => {
            let version: Id<VersionNombrada> = Id::new(uuid::Uuid::max());
            Command::AprobarModificacion { id, version, actos: vec![] }
        }
    }
}

fn ajeno(refused: &Rejections) -> bool {
    matches!(
        refused.first(),
        Rejection::SinPermiso { .. } | Rejection::EstadoDeModificacion { .. } | Rejection::DosPasos
    )
}
