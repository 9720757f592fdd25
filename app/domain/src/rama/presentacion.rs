//! A branch as it is presented: its draft, and what it changed.

use super::diferencia;
use crate::{Plan, Rejection, command::Presentacion};

/// What the branch `punta` of `base` presents to the plan in force.
///
/// # Errors
/// [`Rejection::SoloEnBorrador`] when it is no branch, [`Rejection::SinCausa`] while none is given.
pub fn presentacion(base: &Plan, punta: &Plan) -> Result<Presentacion, Rejection> {
    let rama = punta.rama().ok_or(Rejection::SoloEnBorrador)?;
    let draft = &rama.modificacion;
    Ok(Presentacion {
        id: draft.id,
        titulo: draft.titulo.clone(),
        rama: punta.id(),
        base: rama.base,
        causa: draft.causa.clone().ok_or(Rejection::SinCausa)?,
        clase: draft.clase,
        sustento: draft.sustento.clone(),
        ruta: draft.ruta.clone(),
        autores: rama.autores.clone(),
        cambios: diferencia(base, punta),
    })
}
