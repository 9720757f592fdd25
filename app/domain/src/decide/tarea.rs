//! Tasks: dated pieces of an activity, inside its window, without circles.

use super::{
    Decision,
    actividad::{leads_to, lista_de_predecesoras},
    comun::{Visto, actividad_abierta, buscar, con_texto, libre, todas, vigente, visto},
};
use crate::{
    Actor, Change, Id, Plan, Rejection,
    plan::{Actividad, CampoTarea, Predecesora, Tarea, Ventana},
    tiempo::fecha,
};

pub(super) fn crear(plan: &Plan, actor: &Actor, row: &Tarea) -> Decision {
    let activity = actividad_abierta(plan, actor, row.actividad)?;
    libre(plan, row.id)?;
    todas([
        con_texto(&row.nombre, "El nombre de la tarea"),
        dentro(activity, row.ventana),
        sin_circulo(plan, row.id, row.actividad, &row.predecesoras),
        vigente(row.estado, &row.nombre),
    ])?;
    Ok(vec![Change::TareaCreada(row.clone())])
}

pub(super) fn editar(plan: &Plan, actor: &Actor, id: Id<Tarea>, seen: &CampoTarea, nuevo: &CampoTarea) -> Decision {
    let row = buscar(plan, id, "La tarea")?;
    let activity = actividad_abierta(plan, actor, row.actividad)?;
    if let Visto::Igual = visto(plan, &**row, id.uuid(), seen, nuevo, describe)? {
        return Ok(vec![]);
    }
    if !matches!(nuevo, CampoTarea::Estado(_)) {
        vigente(row.estado, &row.nombre)?;
    }
    match nuevo {
        CampoTarea::Nombre(nombre) => con_texto(nombre, "El nombre de la tarea")?,
        CampoTarea::Ventana(ventana) => dentro(activity, *ventana)?,
        CampoTarea::Predecesoras(list) => sin_circulo(plan, id, row.actividad, list)?,
        CampoTarea::Estado(estado) if estado.es_vigente() => dentro(activity, row.ventana)?,
        CampoTarea::Estado(_) | CampoTarea::Orden(_) => {}
    }
    Ok(vec![Change::TareaEditada { id, antes: seen.clone(), ahora: nuevo.clone() }])
}

/// A task as a Modificacion leaves it.
pub(super) fn revisar(plan: &Plan, row: &Tarea) -> Result<(), Rejection> {
    con_texto(&row.nombre, "El nombre de la tarea")?;
    let activity = buscar(plan, row.actividad, "La actividad")?;
    sin_circulo(plan, row.id, row.actividad, &row.predecesoras)?;
    if row.estado.es_vigente() && activity.estado.es_vigente() { dentro(activity, row.ventana) } else { Ok(()) }
}

fn dentro(activity: &Actividad, ventana: Ventana) -> Result<(), Rejection> {
    if ventana.fin < ventana.inicio {
        return Err(Rejection::VentanaInvertida { inicio: ventana.inicio, fin: ventana.fin });
    }
    let Ventana { inicio, fin } = activity.ventana;
    if ventana.inicio >= inicio && ventana.fin <= fin {
        Ok(())
    } else {
        Err(Rejection::FueraDePlazo { desde: inicio, hasta: fin })
    }
}

fn sin_circulo(
    plan: &Plan,
    id: Id<Tarea>,
    actividad: Id<Actividad>,
    list: &[Predecesora<Tarea>],
) -> Result<(), Rejection> {
    lista_de_predecesoras(list)?;
    for before in list {
        if buscar(plan, before.id, "La tarea predecesora")?.actividad != actividad {
            return Err(Rejection::Formato { detalle: "una tarea sigue a otra de su misma actividad".into() });
        }
    }
    let circle = leads_to(list, id, |id| plan.get(id).map_or(&[], |row| &row.predecesoras));
    match circle.and_then(|id| plan.get(id)) {
        Some(first) => Err(Rejection::CicloDePredecesoras { nombre: first.nombre.to_string() }),
        None => Ok(()),
    }
}

pub(crate) fn describe(campo: &CampoTarea) -> (String, String) {
    let (name, value) = match campo {
        CampoTarea::Nombre(nombre) => ("el nombre de la tarea", nombre.to_string()),
        CampoTarea::Ventana(ventana) => {
            ("las fechas de la tarea", format!("{} a {}", fecha(ventana.inicio), fecha(ventana.fin)))
        }
        CampoTarea::Predecesoras(list) => ("las predecesoras", format!("{} predecesoras", list.len())),
        CampoTarea::Orden(_) => ("el orden", "otro".into()),
        CampoTarea::Estado(estado) => ("el estado", format!("{estado:?}").to_lowercase()),
    };
    (name.into(), value)
}
