//! The tree of units (Art. 4): the administrator's.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    Decision,
    comun::{Visto, buscar, con_texto, dia_posible, exigir, libre, todas, visto},
};
use crate::{
    Actor, Change, Id, Plan, Rejection, Rol,
    plan::{AccionEstrategica, CampoUnidad, Estado, ObjetivoEstrategico, Techo, UnidadOrganica},
};

/// From the top of the tree to its lowest unit.
const MAXIMO_DE_NIVELES: usize = 10;

fn permitido(actor: &Actor) -> Result<(), Rejection> {
    exigir((actor.rol == Rol::Administrador).into(), actor, "cambiar el árbol de unidades orgánicas")
}

pub(super) fn registrar(plan: &Plan, actor: &Actor, row: &UnidadOrganica) -> Decision {
    permitido(actor)?;
    libre(plan, row.id)?;
    todas([
        con_texto(&row.nombre, "El nombre de la unidad"),
        codigo_libre(plan, row.id, &row.codigo),
        superior_valido(plan, row.id, row.superior, row.vigente_hasta),
        validez(row.vigente_desde, row.vigente_hasta),
    ])?;
    Ok(vec![Change::UnidadRegistrada(row.clone())])
}

pub(super) fn editar(
    plan: &Plan,
    actor: &Actor,
    id: Id<UnidadOrganica>,
    seen: &CampoUnidad,
    nuevo: &CampoUnidad,
) -> Decision {
    permitido(actor)?;
    let row = buscar(plan, id, "La unidad orgánica")?;
    if let Visto::Igual = visto(plan, &**row, id.uuid(), seen, nuevo, |now| describe(plan, now))? {
        return Ok(vec![]);
    }
    match nuevo {
        CampoUnidad::Nombre(nombre) => con_texto(nombre, "El nombre de la unidad")?,
        CampoUnidad::Codigo(codigo) => codigo_libre(plan, id, codigo)?,
        CampoUnidad::Superior(superior) => superior_valido(plan, id, *superior, row.vigente_hasta)?,
        CampoUnidad::VigenteHasta(hasta) => {
            validez(row.vigente_desde, *hasta)?;
            superior_en_vigor(plan, row.superior, *hasta)?;
            hasta.map_or(Ok(()), |fin| nada_despues(plan, row, fin))?;
        }
        CampoUnidad::Clase(_) | CampoUnidad::Orden(_) => {}
    }
    Ok(vec![Change::UnidadEditada { id, antes: seen.clone(), ahora: nuevo.clone() }])
}

pub(crate) fn describe(plan: &Plan, campo: &CampoUnidad) -> (String, String) {
    let (name, value) = match campo {
        CampoUnidad::Codigo(codigo) => ("el código", codigo.to_string()),
        CampoUnidad::Nombre(nombre) => ("el nombre", nombre.to_string()),
        CampoUnidad::Clase(_) => ("la clase", "otra".into()),
        CampoUnidad::Superior(superior) => {
            let row = superior.and_then(|id| plan.get(id));
            ("el superior", row.map_or_else(|| "ninguno".into(), |unit| unit.nombre.to_string()))
        }
        CampoUnidad::VigenteHasta(hasta) => {
            ("el fin de vigencia", hasta.map_or_else(|| "sin fecha".into(), crate::tiempo::fecha))
        }
        CampoUnidad::Orden(_) => ("el orden", "otro".into()),
    };
    (name.into(), value)
}

fn codigo_libre(plan: &Plan, id: Id<UnidadOrganica>, codigo: &str) -> Result<(), Rejection> {
    let other = plan.todos::<UnidadOrganica>().values().find(|unit| unit.id != id && &*unit.codigo == codigo);
    match other {
        Some(unit) if !codigo.is_empty() => {
            Err(Rejection::CodigoRepetido { codigo: codigo.to_owned(), otra: unit.nombre.to_string() })
        }
        _ => Ok(()),
    }
}

fn superior_valido(
    plan: &Plan,
    id: Id<UnidadOrganica>,
    superior: Option<Id<UnidadOrganica>>,
    hasta: Option<NaiveDate>,
) -> Result<(), Rejection> {
    superior_en_vigor(plan, superior, hasta)?;
    let Some(superior) = superior else { return Ok(()) };
    if superior == id {
        return Err(Rejection::CicloDeUnidades);
    }
    buscar(plan, superior, "La unidad superior")?;
    let line = plan.linea(superior);
    if line.contains(&id) {
        return Err(Rejection::CicloDeUnidades);
    }
    let niveles = line.len() + altura(plan, id);
    if niveles <= MAXIMO_DE_NIVELES { Ok(()) } else { Err(Rejection::ArbolProfundo { maximo: MAXIMO_DE_NIVELES }) }
}

/// A superior is in force for as long as those below it.
fn superior_en_vigor(
    plan: &Plan,
    superior: Option<Id<UnidadOrganica>>,
    hasta: Option<NaiveDate>,
) -> Result<(), Rejection> {
    let above = superior.and_then(|id| plan.get(id));
    match above.and_then(|unit| Some((unit, unit.vigente_hasta?))) {
        Some((unit, fin)) if sigue(hasta, fin) => {
            Err(Rejection::SuperiorCerrado { nombre: unit.nombre.to_string(), fin })
        }
        _ => Ok(()),
    }
}

/// Whether what lasts until `hasta` goes on after `fin`.
fn sigue(hasta: Option<NaiveDate>, fin: NaiveDate) -> bool {
    hasta.is_none_or(|hasta| hasta > fin)
}

/// Nothing that hangs from a unit goes on after it.
fn nada_despues(plan: &Plan, row: &UnidadOrganica, fin: NaiveDate) -> Result<(), Rejection> {
    let below = plan
        .todos::<UnidadOrganica>()
        .values()
        .find(|unit| unit.superior == Some(row.id) && sigue(unit.vigente_hasta, fin));
    let activity = plan.actividades_de(row.id).find(|it| it.estado.es_vigente() && it.ventana.fin > fin);
    let que = match (below, activity) {
        (Some(unit), _) => Some(format!("depende de ella «{}»", unit.nombre)),
        (None, Some(activity)) => Some(format!("tiene la actividad {}", activity.codigo)),
        (None, None) if fin < plan.ejercicio().inicio() => del_ejercicio(plan, row.id),
        (None, None) => None,
    };
    que.map_or(Ok(()), |que| Err(Rejection::UnidadEnUso { nombre: row.nombre.to_string(), fin, que }))
}

/// What a unit has in this Ejercicio besides activities.
fn del_ejercicio(plan: &Plan, id: Id<UnidadOrganica>) -> Option<String> {
    let none = |techo: &Techo| techo.propuesto.es_cero() && techo.vigente().es_cero();
    let techo = plan.techos().iter().find(|(clave, techo)| clave.unidad == id && !none(techo));
    if let Some((clave, _)) = techo {
        return Some(format!("tiene techo en el rubro {}", clave.rubro));
    }
    let mine = |responsable: Option<Id<UnidadOrganica>>, estado: Estado| responsable == Some(id) && estado.es_vigente();
    let goals = plan.todos::<ObjetivoEstrategico>().values().filter(|row| mine(row.responsable, row.estado));
    let actions = plan.todos::<AccionEstrategica>().values().filter(|row| mine(row.responsable, row.estado));
    let code = goals.map(|row| &row.codigo).chain(actions.map(|row| &row.codigo)).next();
    code.map(|codigo| format!("responde por {codigo}"))
}

/// Levels of a unit and all below it, counted no further than matters.
fn altura(plan: &Plan, id: Id<UnidadOrganica>) -> usize {
    let mut level = BTreeSet::from([id]);
    let mut height = 0;
    while !level.is_empty() && height <= MAXIMO_DE_NIVELES {
        let units = plan.todos::<UnidadOrganica>().values();
        level = units.filter(|unit| unit.superior.is_some_and(|it| level.contains(&it))).map(|unit| unit.id).collect();
        height += 1;
    }
    height
}

fn validez(desde: NaiveDate, hasta: Option<NaiveDate>) -> Result<(), Rejection> {
    [Some(desde), hasta].into_iter().flatten().try_for_each(dia_posible)?;
    match hasta {
        Some(fin) if fin < desde => Err(Rejection::VentanaInvertida { inicio: desde, fin }),
        _ => Ok(()),
    }
}
