//! Naming a version of the plan: the OPP's (SPEC §6).

use super::{
    Decision,
    comun::{con_texto, exigir, libre},
};
use crate::{Actor, Change, Id, Plan, Rejection, plan::VersionNombrada, texto::Nombre};

/// What is named is the plan as it stands when the act is decided.
pub(super) fn nombrar(plan: &Plan, actor: &Actor, id: Id<VersionNombrada>, nombre: &Nombre) -> Decision {
    exigir(actor.rol.conduce().into(), actor, "nombrar versiones del plan")?;
    libre(plan, id)?;
    con_texto(nombre, "El nombre de la versión")?;
    let known = plan.todos::<VersionNombrada>().values().any(|other| other.nombre == *nombre);
    if known {
        return Err(Rejection::Repetido { campo: "Versiones".into(), valor: nombre.to_string() }.into());
    }
    Ok(vec![Change::VersionNombrada(VersionNombrada { id, nombre: nombre.clone(), version: plan.version() })])
}
