//! Reprogramming by dates: windows with all they hold (Art. 8.1.4, SPEC §4 and §5).

use std::collections::BTreeSet;

use super::{
    Decision, MAXIMO_DE_ACTOS,
    actividad::{describe, ventana_valida},
    comun::{Visto, actividad_abierta, unidad_en_vigor, visto},
    tarea,
};
use crate::{
    Actor, Id, Plan, Rejection, Rejections,
    command::{Fila, Reprogramacion},
    cronograma::trasladar,
    plan::{Actividad, CampoActividad, CampoTarea, Ventana},
};

/// Each on what the ones before it left; one refused refuses all, and all that is wrong is told.
pub(super) fn reprogramar(plan: &Plan, actor: &Actor, list: &[Reprogramacion]) -> Decision {
    if list.len() > MAXIMO_DE_ACTOS {
        return Err(Rejection::Demasiadas { cuantas: list.len(), maximo: MAXIMO_DE_ACTOS }.into());
    }
    let mut working = plan.clone();
    let (mut facts, mut wrong, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (at, it) in list.iter().enumerate() {
        if !known.insert(it.fila) {
            wrong.push(Rejection::Formato { detalle: "la misma fila dos veces en un traslado".into() });
        }
        match una(&working, actor, it) {
            Ok(changes) => {
                // After the last one nobody looks at it.
                if at + 1 < list.len() {
                    for change in &changes {
                        working.apply(change);
                    }
                }
                facts.extend(changes);
            }
            Err(rejections) => wrong.extend(Vec::from(rejections)),
        }
    }
    Rejections::check(wrong)?;
    // What cannot be taken back in one act is not done in one.
    if facts.len() > MAXIMO_DE_ACTOS {
        return Err(Rejection::Demasiadas { cuantas: facts.len(), maximo: MAXIMO_DE_ACTOS }.into());
    }
    Ok(facts)
}

fn una(plan: &Plan, actor: &Actor, it: &Reprogramacion) -> Decision {
    match it.fila {
        Fila::Actividad(id) => actividad(plan, actor, id, it),
        Fila::Tarea(id) => {
            let (seen, nuevo) = (CampoTarea::Ventana(it.seen), CampoTarea::Ventana(it.nueva));
            let name = || plan.get(id).map(|row| row.nombre.to_string());
            tarea::editar(plan, actor, id, &seen, &nuevo).map_err(|error| con_nombre(error, name(), it.nueva))
        }
    }
}

fn actividad(plan: &Plan, actor: &Actor, id: Id<Actividad>, it: &Reprogramacion) -> Decision {
    let row = actividad_abierta(plan, actor, id)?;
    let (seen, nueva) = (CampoActividad::Ventana(it.seen), CampoActividad::Ventana(it.nueva));
    if let Visto::Igual = visto(plan, &**row, id.uuid(), &seen, &nueva, |now| describe(plan, now))? {
        return Ok(vec![]);
    }
    let valid = ventana_valida(unidad_en_vigor(plan, row.unidad)?, it.nueva);
    valid.map_err(|error| con_nombre(error.into(), Some(row.nombre.to_string()), it.nueva))?;
    Ok(trasladar(plan, row, it.nueva, it.reparto))
}

/// Among several rows, which one does not fit, and where it would have gone.
fn con_nombre(error: Rejections, nombre: Option<String>, ventana: Ventana) -> Rejections {
    match (error.first(), nombre) {
        (Rejection::FueraDePlazo { desde, hasta }, Some(nombre)) => {
            Rejection::QuedaFuera { nombre, ventana, desde: *desde, hasta: *hasta }.into()
        }
        _ => error,
    }
}
