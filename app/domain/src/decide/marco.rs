//! OEI and AEI (Art. 7, 8.2.1): the OPP's.

use super::{
    Decision,
    comun::{Visto, anio_posible, buscar, con_texto, exigir, libre, no_mas_de, todas, unidad_en_vigor, vigente, visto},
};
use crate::{
    Actor, Change, Id, Plan, Rejection,
    plan::{
        AccionEstrategica, CampoAccion, CampoObjetivo, Estado, IndicadorEstrategico, ObjetivoEstrategico, Vencimiento,
    },
};

/// Indicators of an OEI or AEI, targets of one of them, claves and evidencias.
const MAXIMO_DE_FILAS: usize = 20;

fn permitido(actor: &Actor) -> Result<(), Rejection> {
    exigir(actor.rol.conduce().into(), actor, "cambiar el marco estratégico")
}

pub(super) fn registrar_objetivo(plan: &Plan, actor: &Actor, row: &ObjetivoEstrategico) -> Decision {
    permitido(actor)?;
    libre(plan, row.id)?;
    todas([
        con_texto(&row.enunciado, "El enunciado del objetivo"),
        codigo_de_objetivo_libre(plan, row.id, &row.codigo),
        responsable_en_vigor(plan, row.responsable),
        indicadores_validos(&row.indicadores),
        no_mas_de(row.claves.len(), MAXIMO_DE_FILAS, "Actividades claves"),
        vigente(row.estado, &row.codigo),
    ])?;
    Ok(vec![Change::ObjetivoRegistrado(row.clone())])
}

pub(super) fn editar_objetivo(
    plan: &Plan,
    actor: &Actor,
    id: Id<ObjetivoEstrategico>,
    seen: &CampoObjetivo,
    nuevo: &CampoObjetivo,
) -> Decision {
    permitido(actor)?;
    let row = buscar(plan, id, "El objetivo estratégico")?;
    if let Visto::Igual = visto(plan, &**row, id.uuid(), seen, nuevo, describe_objetivo)? {
        return Ok(vec![]);
    }
    if !matches!(nuevo, CampoObjetivo::Estado(_)) {
        vigente(row.estado, &row.codigo)?;
    }
    match nuevo {
        CampoObjetivo::Enunciado(text) => con_texto(text, "El enunciado del objetivo")?,
        CampoObjetivo::Codigo(codigo) => codigo_de_objetivo_libre(plan, id, codigo)?,
        CampoObjetivo::Responsable(unidad) => responsable_en_vigor(plan, *unidad)?,
        CampoObjetivo::Estado(Estado::Retirado) => objetivo_sin_acciones(plan, row)?,
        CampoObjetivo::Indicadores(list) => indicadores_validos(list)?,
        CampoObjetivo::Claves(list) => no_mas_de(list.len(), MAXIMO_DE_FILAS, "Actividades claves")?,
        CampoObjetivo::Estado(Estado::Vigente) | CampoObjetivo::Orden(_) => {}
    }
    Ok(vec![Change::ObjetivoEditado { id, antes: seen.clone(), ahora: nuevo.clone() }])
}

pub(super) fn registrar_accion(plan: &Plan, actor: &Actor, row: &AccionEstrategica) -> Decision {
    permitido(actor)?;
    libre(plan, row.id)?;
    todas([
        con_texto(&row.enunciado, "El enunciado de la acción estratégica"),
        codigo_de_accion_libre(plan, row.id, &row.codigo),
        objetivo_vigente(plan, row.objetivo),
        responsable_en_vigor(plan, row.responsable),
        indicadores_validos(&row.indicadores),
        no_mas_de(row.evidencias.len(), MAXIMO_DE_FILAS, "Evidencias"),
        vigente(row.estado, &row.codigo),
    ])?;
    Ok(vec![Change::AccionRegistrada(row.clone())])
}

pub(super) fn editar_accion(
    plan: &Plan,
    actor: &Actor,
    id: Id<AccionEstrategica>,
    seen: &CampoAccion,
    nuevo: &CampoAccion,
) -> Decision {
    permitido(actor)?;
    let row = buscar(plan, id, "La acción estratégica")?;
    if let Visto::Igual = visto(plan, &**row, id.uuid(), seen, nuevo, describe_accion)? {
        return Ok(vec![]);
    }
    if !matches!(nuevo, CampoAccion::Estado(_)) {
        vigente(row.estado, &row.codigo)?;
    }
    match nuevo {
        CampoAccion::Enunciado(text) => con_texto(text, "El enunciado de la acción estratégica")?,
        CampoAccion::Codigo(codigo) => codigo_de_accion_libre(plan, id, codigo)?,
        CampoAccion::Objetivo(objetivo) => objetivo_vigente(plan, *objetivo)?,
        CampoAccion::Responsable(unidad) => responsable_en_vigor(plan, *unidad)?,
        CampoAccion::Estado(Estado::Retirado) => accion_sin_actividades(plan, row)?,
        CampoAccion::Estado(Estado::Vigente) => objetivo_vigente(plan, row.objetivo)?,
        CampoAccion::Indicadores(list) => indicadores_validos(list)?,
        CampoAccion::Evidencias(list) => no_mas_de(list.len(), MAXIMO_DE_FILAS, "Evidencias")?,
        CampoAccion::Orden(_) => {}
    }
    Ok(vec![Change::AccionEditada { id, antes: seen.clone(), ahora: nuevo.clone() }])
}

/// An OEI as a Modificacion leaves it.
pub(super) fn revisar_objetivo(plan: &Plan, row: &ObjetivoEstrategico) -> Result<(), Rejection> {
    con_texto(&row.enunciado, "El enunciado del objetivo")?;
    codigo_de_objetivo_libre(plan, row.id, &row.codigo)?;
    indicadores_validos(&row.indicadores)?;
    no_mas_de(row.claves.len(), MAXIMO_DE_FILAS, "Actividades claves")?;
    match row.estado {
        Estado::Vigente => responsable_en_vigor(plan, row.responsable),
        Estado::Retirado => objetivo_sin_acciones(plan, row),
    }
}

/// An AEI as a Modificacion leaves it.
pub(super) fn revisar_accion(plan: &Plan, row: &AccionEstrategica) -> Result<(), Rejection> {
    con_texto(&row.enunciado, "El enunciado de la acción estratégica")?;
    codigo_de_accion_libre(plan, row.id, &row.codigo)?;
    indicadores_validos(&row.indicadores)?;
    no_mas_de(row.evidencias.len(), MAXIMO_DE_FILAS, "Evidencias")?;
    match row.estado {
        Estado::Vigente => {
            objetivo_vigente(plan, row.objetivo)?;
            responsable_en_vigor(plan, row.responsable)
        }
        Estado::Retirado => accion_sin_actividades(plan, row),
    }
}

fn indicadores_validos(list: &[IndicadorEstrategico]) -> Result<(), Rejection> {
    no_mas_de(list.len(), MAXIMO_DE_FILAS, "Indicadores")?;
    for row in list {
        no_mas_de(row.metas.len(), MAXIMO_DE_FILAS, "Metas del indicador")?;
        for meta in &row.metas {
            if let Vencimiento::AlEjercicio(year) = meta.vencimiento {
                anio_posible(year.into())?;
            }
        }
    }
    Ok(())
}

fn codigo_de_objetivo_libre(plan: &Plan, id: Id<ObjetivoEstrategico>, codigo: &str) -> Result<(), Rejection> {
    con_texto(codigo, "El código del objetivo")?;
    let other = plan.todos::<ObjetivoEstrategico>().values().find(|row| row.id != id && &*row.codigo == codigo);
    other.map_or(Ok(()), |row| Err(repetido(codigo, &row.enunciado)))
}

fn codigo_de_accion_libre(plan: &Plan, id: Id<AccionEstrategica>, codigo: &str) -> Result<(), Rejection> {
    con_texto(codigo, "El código de la acción estratégica")?;
    let other = plan.todos::<AccionEstrategica>().values().find(|row| row.id != id && &*row.codigo == codigo);
    other.map_or(Ok(()), |row| Err(repetido(codigo, &row.enunciado)))
}

fn repetido(codigo: &str, otra: &str) -> Rejection {
    Rejection::CodigoRepetido { codigo: codigo.to_owned(), otra: otra.to_owned() }
}

fn objetivo_vigente(plan: &Plan, id: Id<ObjetivoEstrategico>) -> Result<(), Rejection> {
    let row = buscar(plan, id, "El objetivo estratégico")?;
    if row.estado.es_vigente() { Ok(()) } else { Err(Rejection::ObjetivoRetirado { codigo: row.codigo.to_string() }) }
}

fn responsable_en_vigor(plan: &Plan, unidad: Option<Id<crate::plan::UnidadOrganica>>) -> Result<(), Rejection> {
    unidad.map_or(Ok(()), |id| unidad_en_vigor(plan, id).map(|_| ()))
}

fn objetivo_sin_acciones(plan: &Plan, row: &ObjetivoEstrategico) -> Result<(), Rejection> {
    let cuantas = plan
        .todos::<AccionEstrategica>()
        .values()
        .filter(|accion| accion.objetivo == row.id && accion.estado.es_vigente())
        .count();
    if cuantas == 0 { Ok(()) } else { Err(Rejection::ObjetivoConAcciones { codigo: row.codigo.to_string(), cuantas }) }
}

fn accion_sin_actividades(plan: &Plan, row: &AccionEstrategica) -> Result<(), Rejection> {
    let cuantas = plan.actividades_bajo(row.id).filter(|actividad| actividad.estado.es_vigente()).count();
    if cuantas == 0 { Ok(()) } else { Err(Rejection::AccionConActividades { codigo: row.codigo.to_string(), cuantas }) }
}

pub(crate) fn describe_objetivo(campo: &CampoObjetivo) -> (String, String) {
    let (name, value) = match campo {
        CampoObjetivo::Codigo(codigo) => ("el código", codigo.to_string()),
        CampoObjetivo::Enunciado(text) => ("el enunciado", text.to_string()),
        CampoObjetivo::Indicadores(list) => ("los indicadores", format!("{} indicadores", list.len())),
        CampoObjetivo::Claves(list) => ("las actividades claves", format!("{} textos", list.len())),
        CampoObjetivo::Responsable(_) => ("la unidad responsable", "otra".into()),
        CampoObjetivo::Orden(_) => ("el orden en la ruta", "otro".into()),
        CampoObjetivo::Estado(estado) => ("el estado", format!("{estado:?}").to_lowercase()),
    };
    (name.into(), value)
}

pub(crate) fn describe_accion(campo: &CampoAccion) -> (String, String) {
    let (name, value) = match campo {
        CampoAccion::Objetivo(_) => ("el objetivo", "otro".into()),
        CampoAccion::Codigo(codigo) => ("el código", codigo.to_string()),
        CampoAccion::Enunciado(text) => ("el enunciado", text.to_string()),
        CampoAccion::Indicadores(list) => ("los indicadores", format!("{} indicadores", list.len())),
        CampoAccion::Evidencias(list) => ("las evidencias", format!("{} textos", list.len())),
        CampoAccion::Responsable(_) => ("la unidad responsable", "otra".into()),
        CampoAccion::Orden(_) => ("el orden en la ruta", "otro".into()),
        CampoAccion::Estado(estado) => ("el estado", format!("{estado:?}").to_lowercase()),
    };
    (name.into(), value)
}
