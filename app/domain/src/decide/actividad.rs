//! Activities (Art. 8.1): written by their unit.

use std::collections::BTreeSet;

use super::{
    Decision,
    comun::{Visto, buscar, con_texto, formula, libre, no_mas_de, sin_repetir, todas, unidad_en_vigor, vigente, visto},
    meta,
};
use crate::{
    Actor, Change, Dinero, Id, Mes, Plan, Rejection,
    catalogo::{UnidadMedida, es_distrito},
    command::NuevaActividad,
    plan::{
        AccionEstrategica, Actividad, CampoActividad, CodigoActividad, Continuidad, Criterio, Estado, Indicador,
        MetaFisica, Predecesora, Ubigeo, Ventana,
    },
    texto::{Nombre, Parrafo, Puesto, Texto},
    tiempo::fecha,
};

/// Of one activity or one task.
const MAXIMO_DE_PREDECESORAS: usize = 50;
const MAXIMO_DE_OTROS_INDICADORES: usize = 5;
/// The province has sixteen districts.
const MAXIMO_DE_LUGARES: usize = 30;

pub(super) fn crear(plan: &Plan, actor: &Actor, nueva: &NuevaActividad) -> Decision {
    formula(plan, actor, nueva.unidad)?;
    libre(plan, nueva.id)?;
    let vigencia = unidad_en_vigor(plan, nueva.unidad)?;
    let ventana = nueva.ventana.unwrap_or(vigencia);
    todas([
        con_texto(&nueva.nombre, "El nombre de la actividad"),
        accion_vigente(plan, nueva.accion),
        unidad_medida_existe(plan, nueva.indicador.unidad_medida),
        ventana_valida(vigencia, ventana),
    ])?;
    let codigo = match &nueva.codigo {
        Some(codigo) => codigo.clone(),
        None => plan.siguiente_codigo().ok_or(Rejection::CodigosAgotados)?,
    };
    codigo_libre(plan, nueva.id, &codigo)?;
    Ok(vec![Change::ActividadCreada(con_codigo(nueva, codigo, ventana))])
}

fn con_codigo(nueva: &NuevaActividad, codigo: CodigoActividad, ventana: Ventana) -> Actividad {
    Actividad {
        id: nueva.id,
        codigo,
        unidad: nueva.unidad,
        accion: nueva.accion,
        nombre: nueva.nombre.clone(),
        funcion_rof: Parrafo::default(),
        criterio: Criterio::default(),
        lugares: Vec::new(),
        responsable: Puesto::default(),
        verificacion: Nombre::default(),
        indicador: nueva.indicador.clone(),
        otros_indicadores: Vec::new(),
        agregacion: nueva.agregacion,
        meta: MetaFisica::default(),
        ventana,
        predecesoras: Vec::new(),
        categoria: Texto::default(),
        sec_func: Texto::default(),
        prioridad: nueva.prioridad.clone(),
        estado: Estado::Vigente,
        continuidad: Continuidad::EnCurso,
    }
}

pub(super) fn editar(
    plan: &Plan,
    actor: &Actor,
    id: Id<Actividad>,
    seen: &CampoActividad,
    nuevo: &CampoActividad,
) -> Decision {
    let row = buscar(plan, id, "La actividad")?;
    formula(plan, actor, row.unidad)?;
    if let Visto::Igual = visto(plan, &**row, id.uuid(), seen, nuevo, |now| describe(plan, now))? {
        return Ok(vec![]);
    }
    if !matches!(nuevo, CampoActividad::Estado(_)) {
        vigente(row.estado, &row.nombre)?;
    }
    solo_en_modificacion(plan, actor, nuevo)?;
    comprobar(plan, row, nuevo)?;
    Ok(vec![Change::ActividadEditada { id, antes: seen.clone(), ahora: nuevo.clone() }])
}

fn comprobar(plan: &Plan, row: &Actividad, nuevo: &CampoActividad) -> Result<(), Rejection> {
    match nuevo {
        CampoActividad::Codigo(codigo) => codigo_libre(plan, row.id, codigo),
        CampoActividad::Accion(accion) => accion_vigente(plan, *accion),
        CampoActividad::Nombre(nombre) => con_texto(nombre, "El nombre de la actividad"),
        CampoActividad::Indicador(indicador) => indicador_valido(plan, row, indicador),
        CampoActividad::OtrosIndicadores(list) => {
            no_mas_de(list.len(), MAXIMO_DE_OTROS_INDICADORES, "Otros indicadores")?;
            list.iter().try_for_each(|indicador| unidad_medida_existe(plan, indicador.unidad_medida))
        }
        CampoActividad::Agregacion(agregacion) => meta::sin_exceso(*agregacion, &row.meta),
        CampoActividad::Ventana(ventana) => {
            ventana_valida(unidad_en_vigor(plan, row.unidad)?, *ventana)?;
            nada_fuera(plan, row, *ventana)
        }
        CampoActividad::Lugares(list) => lugares_validos(list),
        CampoActividad::Predecesoras(list) => sin_circulo(plan, row, list),
        CampoActividad::Estado(Estado::Vigente) => {
            accion_vigente(plan, row.accion)?;
            ventana_valida(unidad_en_vigor(plan, row.unidad)?, row.ventana)
        }
        CampoActividad::Unidad(unidad) => ventana_valida(unidad_en_vigor(plan, *unidad)?, row.ventana),
        CampoActividad::Continuidad(continuidad) => continuidad_valida(plan, row.id, *continuidad),
        CampoActividad::Estado(Estado::Retirado)
        | CampoActividad::FuncionRof(_)
        | CampoActividad::Criterio(_)
        | CampoActividad::Responsable(_)
        | CampoActividad::Verificacion(_)
        | CampoActividad::Categoria(_)
        | CampoActividad::SecFunc(_)
        | CampoActividad::Prioridad(_) => Ok(()),
    }
}

/// An activity goes to another unit, is suspended or replaced only by a Modificacion; and between
/// units the OPP moves it (Art. 8.2.3).
fn solo_en_modificacion(plan: &Plan, actor: &Actor, nuevo: &CampoActividad) -> Result<(), Rejection> {
    match nuevo {
        CampoActividad::Unidad(_) | CampoActividad::Continuidad(_) if plan.rama().is_none() => {
            Err(Rejection::SoloEnBorrador)
        }
        CampoActividad::Unidad(_) if !actor.rol.conduce() => Err(Rejection::CambioDeUnidad),
        _ => Ok(()),
    }
}

/// One that goes on with it is another, and in force.
fn continuidad_valida(plan: &Plan, id: Id<Actividad>, continuidad: Continuidad) -> Result<(), Rejection> {
    let Continuidad::Reemplazada(other) = continuidad else { return Ok(()) };
    let row = buscar(plan, other, "La actividad que reemplaza a esta")?;
    if other == id {
        return Err(Rejection::Formato { detalle: "una actividad no se reemplaza a sí misma".into() });
    }
    vigente(row.estado, &row.nombre)
}

/// An activity as a Modificacion leaves it, with all it holds.
pub(super) fn revisar(plan: &Plan, id: Id<Actividad>) -> Result<(), Rejection> {
    let row = buscar(plan, id, "La actividad")?;
    con_texto(&row.nombre, "El nombre de la actividad")?;
    codigo_libre(plan, id, &row.codigo)?;
    lugares_validos(&row.lugares)?;
    no_mas_de(row.otros_indicadores.len(), MAXIMO_DE_OTROS_INDICADORES, "Otros indicadores")?;
    indicador_valido(plan, row, &row.indicador)?;
    sin_circulo(plan, row, &row.predecesoras)?;
    if !row.estado.es_vigente() {
        return Ok(());
    }
    accion_vigente(plan, row.accion)?;
    continuidad_valida(plan, id, row.continuidad)?;
    ventana_valida(unidad_en_vigor(plan, row.unidad)?, row.ventana)?;
    nada_fuera(plan, row, row.ventana)?;
    meta::sin_exceso(row.agregacion, &row.meta)?;
    let cost = plan.totales().actividad(id).total();
    if cost > Dinero::MAXIMO { Err(Rejection::ActividadExcesiva) } else { Ok(()) }
}

fn accion_vigente(plan: &Plan, id: Id<AccionEstrategica>) -> Result<(), Rejection> {
    let row = buscar(plan, id, "La acción estratégica")?;
    if row.estado.es_vigente() { Ok(()) } else { Err(Rejection::AccionRetirada { codigo: row.codigo.to_string() }) }
}

/// A code carries the six digits of the entity, and is one activity's.
fn codigo_libre(plan: &Plan, id: Id<Actividad>, codigo: &CodigoActividad) -> Result<(), Rejection> {
    let pliego = &plan.entidad().pliego;
    if codigo.pliego() != &**pliego {
        return Err(Rejection::CodigoAjeno { codigo: codigo.to_string(), pliego: pliego.to_string() });
    }
    match plan.actividad_con_codigo(codigo).filter(|other| *other != id).and_then(|other| plan.get(other)) {
        Some(other) => Err(Rejection::CodigoRepetido { codigo: codigo.to_string(), otra: other.nombre.to_string() }),
        None => Ok(()),
    }
}

fn lugares_validos(list: &[Ubigeo]) -> Result<(), Rejection> {
    no_mas_de(list.len(), MAXIMO_DE_LUGARES, "Lugares")?;
    sin_repetir(list, "Lugares")?;
    match list.iter().find(|ubigeo| !es_distrito(ubigeo)) {
        Some(unknown) => Err(Rejection::LugarDesconocido { ubigeo: unknown.to_string() }),
        None => Ok(()),
    }
}

fn unidad_medida_existe(plan: &Plan, id: Id<UnidadMedida>) -> Result<(), Rejection> {
    buscar(plan, id, "La unidad de medida").map(|_| ())
}

/// A new unit of measure must take the decimals that the targets already have.
fn indicador_valido(plan: &Plan, row: &Actividad, indicador: &Indicador) -> Result<(), Rejection> {
    let unit = buscar(plan, indicador.unidad_medida, "La unidad de medida")?;
    row.meta.meses.iter().chain([&row.meta.anual]).flatten().try_for_each(|cantidad| meta::cabe(*cantidad, unit))
}

/// Inside the Ejercicio, on days when its unit is in force.
pub(super) fn ventana_valida(vigencia: Ventana, ventana: Ventana) -> Result<(), Rejection> {
    if ventana.fin < ventana.inicio {
        return Err(Rejection::VentanaInvertida { inicio: ventana.inicio, fin: ventana.fin });
    }
    if ventana.inicio >= vigencia.inicio && ventana.fin <= vigencia.fin {
        Ok(())
    } else {
        Err(Rejection::FueraDePlazo { desde: vigencia.inicio, hasta: vigencia.fin })
    }
}

/// Months outside the window hold neither target nor money, and tasks stay inside (SPEC §4).
fn nada_fuera(plan: &Plan, row: &Actividad, ventana: Ventana) -> Result<(), Rejection> {
    for mes in Mes::todos().filter(|mes| !ventana.contiene(*mes)) {
        if let Some(meta) = row.meta.meses[mes].filter(|meta| !meta.es_cero()) {
            return Err(Rejection::VentanaDejaFuera { mes, que: format!("meta {meta}") });
        }
        let line = plan.insumos_de(row.id).find(|line| line.estado.es_vigente() && line.valor.ocupa(mes));
        if let Some(line) = line {
            return Err(Rejection::VentanaDejaFuera { mes, que: format!("dinero en «{}»", line.detalle) });
        }
    }
    let task = plan
        .tareas_de(row.id)
        .filter(|task| task.estado.es_vigente())
        .find(|task| task.ventana.inicio < ventana.inicio || task.ventana.fin > ventana.fin);
    match task {
        Some(task) => {
            let mes = Mes::of(if task.ventana.fin > ventana.fin { task.ventana.fin } else { task.ventana.inicio });
            Err(Rejection::VentanaDejaFuera { mes, que: format!("la tarea «{}»", task.nombre) })
        }
        None => Ok(()),
    }
}

/// Predecessors exist, and form no circle.
fn sin_circulo(plan: &Plan, row: &Actividad, list: &[Predecesora<Actividad>]) -> Result<(), Rejection> {
    lista_de_predecesoras(list)?;
    list.iter().try_for_each(|before| predecesora_valida(plan, row, before.id))?;
    let circle = leads_to(list, row.id, |id| plan.get(id).map_or(&[], |row| &row.predecesoras));
    match circle.and_then(|id| plan.get(id)) {
        Some(first) => Err(Rejection::CicloDePredecesoras { nombre: first.nombre.to_string() }),
        None => Ok(()),
    }
}

/// One that is added is of the same unit and in force; those there already may stay.
fn predecesora_valida(plan: &Plan, row: &Actividad, id: Id<Actividad>) -> Result<(), Rejection> {
    let first = buscar(plan, id, "La actividad predecesora")?;
    let refuse =
        |motivo: &str| Err(Rejection::PredecesoraAjena { nombre: first.nombre.to_string(), motivo: motivo.to_owned() });
    match () {
        () if row.predecesoras.iter().any(|before| before.id == id) => Ok(()),
        () if first.unidad != row.unidad => refuse("es de otra unidad orgánica"),
        () if !first.estado.es_vigente() => refuse("está retirada"),
        () => Ok(()),
    }
}

/// Not too many, ascending and without repetition.
pub(super) fn lista_de_predecesoras<T>(list: &[Predecesora<T>]) -> Result<(), Rejection> {
    no_mas_de(list.len(), MAXIMO_DE_PREDECESORAS, "Predecesoras")?;
    if list.is_sorted_by(|a, b| a.id < b.id) {
        Ok(())
    } else {
        Err(Rejection::Formato { detalle: "las predecesoras van en orden y sin repetir".into() })
    }
}

/// The first of `list` that is `target` or depends on it through `before`. No row is looked
/// at twice, whatever the number of ways that lead to it.
pub(super) fn leads_to<'a, T: 'a>(
    list: &[Predecesora<T>],
    target: Id<T>,
    before: impl Fn(Id<T>) -> &'a [Predecesora<T>],
) -> Option<Id<T>> {
    let mut visited = BTreeSet::new();
    let mut pending = Vec::new();
    for first in list.iter().map(|before| before.id) {
        pending.push(first);
        while let Some(node) = pending.pop() {
            if node == target {
                return Some(first);
            }
            if visited.insert(node) {
                pending.extend(before(node).iter().map(|before| before.id));
            }
        }
    }
    None
}

pub(crate) fn describe(plan: &Plan, campo: &CampoActividad) -> (String, String) {
    let (name, value) = match campo {
        CampoActividad::Codigo(codigo) => ("el código", codigo.to_string()),
        CampoActividad::Accion(id) => {
            ("la acción estratégica", plan.get(*id).map(|row| row.codigo.to_string()).unwrap_or_default())
        }
        CampoActividad::Nombre(nombre) => ("el nombre", nombre.to_string()),
        CampoActividad::FuncionRof(text) => ("la función del ROF", text.to_string()),
        CampoActividad::Criterio(criterio) => ("el criterio", format!("{criterio:?}")),
        CampoActividad::Lugares(list) => ("los lugares", format!("{} lugares", list.len())),
        CampoActividad::Responsable(puesto) => ("el responsable", puesto.to_string()),
        CampoActividad::Verificacion(text) => ("el medio de verificación", text.to_string()),
        CampoActividad::Indicador(indicador) => ("el indicador", crate::vista::frase(plan, indicador)),
        CampoActividad::OtrosIndicadores(list) => ("los otros indicadores", format!("{} más", list.len())),
        CampoActividad::Agregacion(agregacion) => ("la agregación", agregacion.nombre().into()),
        CampoActividad::Ventana(ventana) => {
            ("la ventana", format!("{} a {}", fecha(ventana.inicio), fecha(ventana.fin)))
        }
        CampoActividad::Predecesoras(list) => ("las predecesoras", format!("{} predecesoras", list.len())),
        CampoActividad::Categoria(code) => ("la categoría presupuestal", code.to_string()),
        CampoActividad::SecFunc(code) => ("la sec. func.", code.to_string()),
        CampoActividad::Prioridad(_) => ("la prioridad", "otra".into()),
        CampoActividad::Unidad(id) => {
            ("la unidad orgánica", plan.get(*id).map(|unit| unit.nombre.to_string()).unwrap_or_default())
        }
        CampoActividad::Continuidad(Continuidad::EnCurso) => ("la continuidad", "en curso".into()),
        CampoActividad::Continuidad(Continuidad::Suspendida) => ("la continuidad", "suspendida".into()),
        CampoActividad::Continuidad(Continuidad::Reemplazada(_)) => ("la continuidad", "reemplazada".into()),
        CampoActividad::Estado(estado) => ("el estado", format!("{estado:?}").to_lowercase()),
    };
    (name.into(), value)
}
