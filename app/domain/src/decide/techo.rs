//! Techos and the institution's frame (Art. 5 d): proposed by the Coordinador, approved by the Titular.

use super::{
    Decision,
    comun::{buscar, exigir},
};
use crate::{
    Actor, Change, Dinero, Id, Plan, Rejection, Rejections, Rol,
    catalogo::CodigoRubro,
    plan::{ClaveTecho, Techo, UnidadOrganica},
};

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
    sin_cambio_ajeno("el techo propuesto", seen, now)?;
    if now == Some(nuevo) {
        return Ok(vec![]);
    }
    let suma = total(plan, rubro, |key, techo| if key == clave { Dinero::CERO } else { techo.propuesto }).mas(nuevo);
    en_marco(plan, rubro, suma)?;
    let ahora = Techo { propuesto: nuevo, aprobado: antes.and_then(|techo| techo.aprobado) };
    Ok(vec![Change::TechoFijado { clave, antes, ahora }])
}

pub(super) fn aprobar(plan: &Plan, actor: &Actor) -> Decision {
    exigir((actor.rol == Rol::Titular).into(), actor, "aprobar techos")?;
    let over = plan
        .rubros()
        .keys()
        .filter_map(|rubro| en_marco(plan, *rubro, total(plan, *rubro, |_, techo| techo.propuesto)).err());
    Rejections::check(over.collect())?;
    let pending = plan.techos().iter().filter(|(_, techo)| techo.aprobado != Some(techo.propuesto));
    Ok(pending
        .map(|(clave, techo)| Change::TechoFijado {
            clave: *clave,
            antes: Some(*techo),
            ahora: Techo { aprobado: Some(techo.propuesto), ..*techo },
        })
        .collect())
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
    sin_cambio_ajeno("el marco presupuestal", seen, antes)?;
    let suma = total(plan, rubro, |_, techo| techo.propuesto);
    if suma > nuevo {
        return Err(Rejection::TechoSobreMarco { rubro, suma, marco: nuevo, exceso: suma.menos(nuevo) }.into());
    }
    if antes == Some(nuevo) {
        return Ok(vec![]);
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

fn sin_cambio_ajeno(campo: &str, seen: Option<Dinero>, now: Option<Dinero>) -> Result<(), Rejection> {
    if seen == now {
        return Ok(());
    }
    let actual = now.map_or_else(|| "sin monto".into(), |amount| amount.to_string());
    Err(Rejection::CambioAjeno { campo: campo.to_owned(), actual, autor: None })
}

fn total(plan: &Plan, rubro: CodigoRubro, amount: impl Fn(ClaveTecho, Techo) -> Dinero) -> Dinero {
    plan.techos().iter().filter(|(key, _)| key.rubro == rubro).map(|(key, techo)| amount(*key, *techo)).sum()
}

/// Σ techos ≤ the institution's frame per rubro (SPEC §5).
fn en_marco(plan: &Plan, rubro: CodigoRubro, suma: Dinero) -> Result<(), Rejection> {
    let marco = plan.marco_presupuestal().get(&rubro).copied().unwrap_or_default();
    if suma <= marco {
        Ok(())
    } else {
        Err(Rejection::TechoSobreMarco { rubro, suma, marco, exceso: suma.menos(marco) })
    }
}
