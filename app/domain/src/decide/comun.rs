//! What every rule needs: finding rows, permission, and the check against `seen`.

use std::{collections::BTreeSet, fmt::Display, mem::discriminant, ops::RangeInclusive, sync::Arc};

use chrono::{Datelike, NaiveDate};

use crate::{
    Actor, Id, Plan, Rejection, Rejections,
    plan::{Actividad, Campos, Celda, Estado, Tabla, UnidadOrganica, Ventana},
    texto::en_blanco,
    tiempo::date,
};

/// Years that a date may be of.
const ANIOS: RangeInclusive<i32> = 1900..=2200;

pub(super) fn exigir(allowed: Permiso, actor: &Actor, accion: &str) -> Result<(), Rejection> {
    match allowed {
        Permiso::Concedido => Ok(()),
        Permiso::Negado => Err(Rejection::SinPermiso { rol: actor.rol, accion: accion.to_owned() }),
    }
}

/// Said with a word, because a `bool` argument says nothing where it is read.
#[derive(Clone, Copy)]
pub(super) enum Permiso {
    Concedido,
    Negado,
}

impl From<bool> for Permiso {
    fn from(allowed: bool) -> Self {
        if allowed { Self::Concedido } else { Self::Negado }
    }
}

pub(super) fn buscar<'a, T: Tabla>(plan: &'a Plan, id: Id<T>, que: &str) -> Result<&'a Arc<T>, Rejection> {
    plan.get(id).ok_or_else(|| Rejection::NoExiste { que: que.to_owned() })
}

/// An id names one row of the plan, whatever its kind: authors and histories are found by it.
/// The one of zeros names the plan itself.
pub(super) fn libre<T>(plan: &Plan, id: Id<T>) -> Result<(), Rejection> {
    if plan.ocupado(id.uuid()) || id.uuid().is_nil() { Err(Rejection::IdentificadorRepetido) } else { Ok(()) }
}

/// The days on which a unit may have rows in this Ejercicio (Art. 4).
pub(super) fn unidad_en_vigor(plan: &Plan, id: Id<UnidadOrganica>) -> Result<Ventana, Rejection> {
    let unit = buscar(plan, id, "La unidad orgánica")?;
    unit.vigencia_en(plan.ejercicio())
        .ok_or_else(|| Rejection::UnidadSinVigencia { nombre: unit.nombre.to_string(), ejercicio: plan.ejercicio() })
}

/// Whether the actor may write rows of the unit. In the draft of a Modificacion the OPP writes
/// those of every unit: it moves money and activities between them (Art. 8.2.3).
pub(super) fn formula(plan: &Plan, actor: &Actor, unidad: Id<UnidadOrganica>) -> Result<(), Rejection> {
    let conducts = plan.rama().is_some() && actor.rol.conduce();
    let allowed = conducts || actor.puede_formular(unidad);
    exigir(allowed.into(), actor, "escribir en el plan de esta unidad orgánica")
}

/// The activity, if the actor may write in it and it is not withdrawn.
pub(super) fn actividad_abierta<'a>(
    plan: &'a Plan,
    actor: &Actor,
    id: Id<Actividad>,
) -> Result<&'a Arc<Actividad>, Rejection> {
    let row = buscar(plan, id, "La actividad")?;
    formula(plan, actor, row.unidad)?;
    vigente(row.estado, &row.nombre)?;
    Ok(row)
}

pub(super) fn vigente(estado: Estado, nombre: &str) -> Result<(), Rejection> {
    if estado.es_vigente() { Ok(()) } else { Err(Rejection::Retirada { nombre: nombre.to_owned() }) }
}

pub(super) fn con_texto(text: &str, campo: &str) -> Result<(), Rejection> {
    if en_blanco(text) { Err(Rejection::EnBlanco { campo: campo.to_owned() }) } else { Ok(()) }
}

/// A list is no longer than its rule says.
pub(super) fn no_mas_de(cuantas: usize, maximo: usize, campo: &str) -> Result<(), Rejection> {
    if cuantas <= maximo { Ok(()) } else { Err(Rejection::ListaLarga { campo: campo.to_owned(), cuantas, maximo }) }
}

/// Nothing in a list is there twice.
pub(super) fn sin_repetir<T: Ord + Display>(list: &[T], campo: &str) -> Result<(), Rejection> {
    let mut known = BTreeSet::new();
    match list.iter().find(|item| !known.insert(*item)) {
        Some(twice) => Err(Rejection::Repetido { campo: campo.to_owned(), valor: twice.to_string() }),
        None => Ok(()),
    }
}

/// A date of the life of an institution: it is stored and shown with four digits of year.
pub(super) fn dia_posible(day: NaiveDate) -> Result<(), Rejection> {
    anio_posible(day.year())
}

pub(super) fn anio_posible(year: i32) -> Result<(), Rejection> {
    if ANIOS.contains(&year) {
        return Ok(());
    }
    Err(Rejection::FueraDePlazo { desde: date(*ANIOS.start(), 1, 1), hasta: date(*ANIOS.end(), 12, 31) })
}

/// What comparing a field with what its author saw says.
pub(super) enum Visto {
    /// The field has the new value already.
    Igual,
    /// It is as its author saw it.
    Vigente,
}

/// Checks that a field is as its author saw it (HOUSE: nobody silently undoes another's work).
pub(super) fn visto<T: Campos>(
    plan: &Plan,
    row: &T,
    fila: uuid::Uuid,
    seen: &T::Campo,
    nuevo: &T::Campo,
    describe: impl Fn(&T::Campo) -> (String, String),
) -> Result<Visto, Rejection> {
    if discriminant(seen) != discriminant(nuevo) || T::numero(seen) != T::numero(nuevo) {
        return Err(Rejection::Formato { detalle: "lo visto y lo nuevo son campos distintos".into() });
    }
    let now = row.leer(seen);
    if now == *nuevo {
        return Ok(Visto::Igual);
    }
    if now == *seen {
        return Ok(Visto::Vigente);
    }
    let (campo, actual) = describe(&now);
    let autor = plan.autor(Celda { fila, campo: T::numero(seen) });
    Err(Rejection::CambioAjeno { campo, actual, autor })
}

/// Joins checks whose failures are all told at once.
pub(super) fn todas(checks: impl IntoIterator<Item = Result<(), Rejection>>) -> Result<(), Rejections> {
    Rejections::check(checks.into_iter().filter_map(Result::err).collect())
}
