//! Techos and the institution's frame (Art. 5 d): proposed by the Coordinador, approved by the Titular.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Decision,
    comun::{buscar, exigir, unidad_en_vigor},
};
use crate::{
    Actor, Change, Dinero, Id, Plan, Rejection, Rejections, Rol,
    catalogo::CodigoRubro,
    plan::{Celda, ClaveTecho, Techo, UnidadOrganica},
};

/// A refusal names so many of the techos that changed.
const CAMBIOS_NOMBRADOS: usize = 20;

pub(super) fn proponer(
    plan: &Plan,
    actor: &Actor,
    unidad: Id<UnidadOrganica>,
    rubro: CodigoRubro,
    seen: Option<Dinero>,
    nuevo: Dinero,
) -> Decision {
    exigir((actor.rol == Rol::Coordinador).into(), actor, "proponer techos")?;
    buscar(plan, unidad, "La unidad orgánica")?;
    importe_valido(plan, rubro, nuevo)?;
    let clave = ClaveTecho { unidad, rubro };
    let antes = plan.techo(unidad, rubro);
    let now = antes.map(|techo| techo.propuesto);
    sin_cambio_ajeno(plan, Celda::techo(clave), "el techo propuesto", (seen, now))?;
    if now == Some(nuevo) {
        return Ok(vec![]);
    }
    let ahora = Techo { propuesto: nuevo, aprobado: antes.and_then(|techo| techo.aprobado) };
    // What lowers a sum is welcome even where it is still too high, or the unit closed.
    if Some(nuevo) > now {
        unidad_en_vigor(plan, unidad)?;
        en_marco(plan, rubro, total_con(plan, clave, ahora, |techo| techo.propuesto))?;
    }
    if Some(ahora.vigente()) > antes.map(|techo| techo.vigente()) {
        en_marco(plan, rubro, total_con(plan, clave, ahora, |techo| techo.vigente()))?;
    }
    Ok(vec![Change::TechoFijado { clave, antes, ahora }])
}

/// Without the list of what the Titular saw there is no telling what would be approved.
pub(super) fn aprobar_sin_ver(actor: &Actor) -> Decision {
    exigir((actor.rol == Rol::Titular).into(), actor, "aprobar techos")?;
    Err(Rejection::TechosSinVer.into())
}

/// Approves exactly the proposals that the Titular saw: all that wait, each at the amount seen.
pub(super) fn aprobar(plan: &Plan, actor: &Actor, vistos: &[(ClaveTecho, Dinero)]) -> Decision {
    exigir((actor.rol == Rol::Titular).into(), actor, "aprobar techos")?;
    let seen: BTreeMap<ClaveTecho, Dinero> = vistos.iter().copied().collect();
    if seen.len() != vistos.len() {
        return Err(Rejection::Formato { detalle: "un techo aparece dos veces".into() }.into());
    }
    let pending: BTreeMap<ClaveTecho, Techo> = por_aprobar(plan).collect();
    let places: BTreeSet<ClaveTecho> = seen.keys().chain(pending.keys()).copied().collect();
    let changed = places.into_iter().filter_map(|clave| {
        let (visto, actual) = (seen.get(&clave).copied(), pending.get(&clave).map(|techo| techo.propuesto));
        (visto != actual).then(|| cambiado(plan, clave, actual))
    });
    Rejections::check(changed.take(CAMBIOS_NOMBRADOS).collect())?;
    let over = plan
        .rubros()
        .keys()
        .filter_map(|rubro| en_marco(plan, *rubro, total(plan, *rubro, |techo| techo.propuesto)).err());
    Rejections::check(over.collect())?;
    let approve = |(clave, antes): (ClaveTecho, Techo)| Change::TechoFijado {
        clave,
        antes: Some(antes),
        ahora: Techo { aprobado: Some(antes.propuesto), ..antes },
    };
    Ok(pending.into_iter().map(approve).collect())
}

/// Proposals that differ from what was approved, if anything was.
fn por_aprobar(plan: &Plan) -> impl Iterator<Item = (ClaveTecho, Techo)> {
    let all = plan.techos().iter().map(|(clave, techo)| (*clave, *techo));
    all.filter(|(_, techo)| techo.aprobado != Some(techo.propuesto))
}

fn cambiado(plan: &Plan, clave: ClaveTecho, actual: Option<Dinero>) -> Rejection {
    let unidad = plan.get(clave.unidad).map(|unit| unit.nombre.to_string()).unwrap_or_default();
    let actual = actual.map_or_else(|| "ya no espera aprobación".into(), |amount| format!("ahora es {amount}"));
    Rejection::TechoCambiado { unidad, rubro: clave.rubro, actual, autor: plan.autor(Celda::techo(clave)) }
}

pub(super) fn fijar_marco(
    plan: &Plan,
    actor: &Actor,
    rubro: CodigoRubro,
    seen: Option<Dinero>,
    nuevo: Dinero,
) -> Decision {
    exigir((actor.rol == Rol::Coordinador).into(), actor, "fijar el marco presupuestal")?;
    importe_valido(plan, rubro, nuevo)?;
    let antes = plan.marco_presupuestal().get(&rubro).copied();
    sin_cambio_ajeno(plan, Celda::marco(rubro), "el marco presupuestal", (seen, antes))?;
    if antes == Some(nuevo) {
        return Ok(vec![]);
    }
    let suma = total(plan, rubro, |techo| techo.propuesto).max(total(plan, rubro, |techo| techo.vigente()));
    // After the approval techos stand as they were approved, and what the frame took or gave
    // comes to the units by a Modificacion (Art. 8.2.3).
    if suma > nuevo && plan.aprobacion().is_none() {
        return Err(Rejection::TechoSobreMarco { rubro, suma, marco: nuevo, exceso: suma.menos(nuevo) }.into());
    }
    Ok(vec![Change::MarcoPresupuestalFijado { rubro, antes, ahora: nuevo }])
}

fn importe_valido(plan: &Plan, rubro: CodigoRubro, amount: Dinero) -> Result<(), Rejection> {
    if !plan.rubros().contains_key(&rubro) {
        return Err(Rejection::RubroDesconocido { rubro });
    }
    if amount.es_negativo() {
        return Err(Rejection::ImporteNegativo);
    }
    if amount > Dinero::MAXIMO { Err(Rejection::ImporteExcesivo) } else { Ok(()) }
}

fn sin_cambio_ajeno(
    plan: &Plan,
    celda: Celda,
    campo: &str,
    (seen, now): (Option<Dinero>, Option<Dinero>),
) -> Result<(), Rejection> {
    if seen == now {
        return Ok(());
    }
    let actual = now.map_or_else(|| "sin monto".into(), |amount| amount.to_string());
    Err(Rejection::CambioAjeno { campo: campo.to_owned(), actual, autor: plan.autor(celda) })
}

fn total(plan: &Plan, rubro: CodigoRubro, amount: impl Fn(Techo) -> Dinero) -> Dinero {
    plan.techos().iter().filter(|(key, _)| key.rubro == rubro).map(|(_, techo)| amount(*techo)).sum()
}

/// The total of a rubro once one of its techos is `ahora`.
fn total_con(plan: &Plan, clave: ClaveTecho, ahora: Techo, amount: impl Fn(Techo) -> Dinero) -> Dinero {
    let others = plan.techos().iter().filter(|(key, _)| key.rubro == clave.rubro && **key != clave);
    others.map(|(_, techo)| amount(*techo)).sum::<Dinero>().mas(amount(ahora))
}

/// Σ techos ≤ the institution's frame per rubro (SPEC §5), proposed and in force alike.
fn en_marco(plan: &Plan, rubro: CodigoRubro, suma: Dinero) -> Result<(), Rejection> {
    let marco = plan.marco_presupuestal().get(&rubro).copied().unwrap_or_default();
    if suma <= marco {
        Ok(())
    } else {
        Err(Rejection::TechoSobreMarco { rubro, suma, marco, exceso: suma.menos(marco) })
    }
}
