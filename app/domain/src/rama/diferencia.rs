//! The facts that make one plan of another that it began as: the fewest, row by row and field by
//! field, in an order that is always the same.

use std::collections::BTreeSet;

use imbl::OrdMap;

use super::dicha::Dicha;
use crate::{
    Change, Id, Plan,
    catalogo::UnidadMedida,
    plan::{
        Actividad, CampoInsumo, Campos, ElementoCritico, Estado, Gasto, Insumo, Modificacion, Periodo, Tarea, Valor,
        VersionNombrada, distintas,
    },
    tiempo::Mes,
};

/// What the branch `punta` changed of `base`: rows it created with the values they ended with, and
/// fields it overwrote. Never what is executed, techos, units or catalogues: those a branch leaves
/// as they are.
#[must_use]
pub fn diferencia(base: &Plan, punta: &Plan) -> Vec<Change> {
    let mut facts = Vec::new();
    marco(base, punta, &mut facts);
    actividades(base, punta, &mut facts);
    filas(base, punta, &mut facts, Change::TareaCreada, |id, antes, ahora| Change::TareaEditada { id, antes, ahora });
    filas(base, punta, &mut facts, Change::ElementoCreado, |id, antes, ahora| Change::ElementoEditado {
        id,
        antes,
        ahora,
    });
    insumos(base, punta, &mut facts);
    let kept = retiradas(base, punta, &facts);
    facts.extend(kept);
    facts
}

/// What changed in the plan in force that a branch follows without a say in it: units, catalogues,
/// techos, names, what is executed.
#[must_use]
pub fn seguimiento(vieja: &Plan, nueva: &Plan) -> Vec<Change> {
    let mut facts = Vec::new();
    catalogos(vieja, nueva, &mut facts);
    filas(vieja, nueva, &mut facts, Change::UnidadRegistrada, |id, antes, ahora| Change::UnidadEditada {
        id,
        antes,
        ahora,
    });
    presupuesto(vieja, nueva, &mut facts);
    ejecucion(vieja, nueva, &mut facts);
    facts
}

/// What there is now that was not so before: nothing is ever deleted.
fn cambiadas<'a, K: Ord, V: PartialEq>(
    vieja: &'a OrdMap<K, V>,
    nueva: &'a OrdMap<K, V>,
) -> impl Iterator<Item = (&'a K, Option<&'a V>, &'a V)> {
    distintas(vieja, nueva).filter_map(|(key, before, now)| Some((key, before, now?)))
}

/// Rows of a kind that has nothing but fields.
fn filas<T: Dicha + PartialEq>(
    base: &Plan,
    punta: &Plan,
    facts: &mut Vec<Change>,
    creada: impl Fn(T) -> Change,
    editada: impl Fn(Id<T>, T::Campo, T::Campo) -> Change,
) {
    for (id, before, now) in cambiadas(base.todos::<T>(), punta.todos::<T>()) {
        match before {
            None => facts.push(creada(T::clone(now))),
            Some(before) => {
                facts.extend(campos(&**before, &**now).map(|(antes, ahora)| editada(*id, antes, ahora)));
                facts.extend(sigue_retirada(&**before, &**now).map(|stays| editada(*id, stays.clone(), stays)));
            }
        }
    }
}

/// A row that was withdrawn and is so still, but was written in, or what is of it was: the facts
/// say that it stays withdrawn, so that one put back in force meanwhile is a conflict.
fn sigue_retirada<T: Dicha>(before: &T, now: &T) -> Option<T::Campo> {
    let out = T::campo_estado(Estado::Retirado)?;
    (before.leer(&out) == out && now.leer(&out) == out).then_some(out)
}

fn campos<'a, T: Campos>(before: &'a T, now: &'a T) -> impl Iterator<Item = (T::Campo, T::Campo)> + 'a {
    let pairs = now.todos().into_iter().map(|ahora| (before.leer(&ahora), ahora));
    pairs.filter(|(antes, ahora)| antes != ahora)
}

fn marco(base: &Plan, punta: &Plan, facts: &mut Vec<Change>) {
    filas(base, punta, facts, Change::ObjetivoRegistrado, |id, antes, ahora| Change::ObjetivoEditado {
        id,
        antes,
        ahora,
    });
    filas(base, punta, facts, Change::AccionRegistrada, |id, antes, ahora| Change::AccionEditada { id, antes, ahora });
}

/// Those that were there come first: a code one of them gave up may be a new one's.
fn actividades(base: &Plan, punta: &Plan, facts: &mut Vec<Change>) {
    let mut created = Vec::new();
    for (id, before, now) in cambiadas(base.todos::<Actividad>(), punta.todos::<Actividad>()) {
        let Some(before) = before else {
            created.push(Change::ActividadCreada(Actividad::clone(now)));
            continue;
        };
        let edited = campos(&**before, &**now).map(|(antes, ahora)| Change::ActividadEditada { id: *id, antes, ahora });
        facts.extend(edited);
        let periods = std::iter::once(Periodo::Anual).chain(Mes::todos().map(Periodo::Mes));
        facts.extend(periods.filter_map(|periodo| {
            let (antes, ahora) = (before.meta.get(periodo), now.meta.get(periodo));
            (antes != ahora).then_some(Change::MetaProgramada { id: *id, periodo, antes, ahora })
        }));
    }
    facts.append(&mut created);
}

fn insumos(base: &Plan, punta: &Plan, facts: &mut Vec<Change>) {
    for (id, before, now) in cambiadas(base.todos::<Insumo>(), punta.todos::<Insumo>()) {
        let Some(before) = before else {
            facts.push(Change::InsumoCreado(Insumo::clone(now)));
            continue;
        };
        for (antes, ahora) in campos(&**before, &**now) {
            match (&antes, &ahora) {
                (CampoInsumo::Valor(old), CampoInsumo::Valor(new)) => {
                    let parts = partes(before, now, old, new);
                    facts.extend(parts.map(|(antes, ahora)| Change::InsumoEditado { id: *id, antes, ahora }));
                }
                _ => facts.push(Change::InsumoEditado { id: *id, antes, ahora }),
            }
        }
        let stays = sigue_retirada(&**before, &**now);
        facts.extend(stays.map(|it| Change::InsumoEditado { id: *id, antes: it.clone(), ahora: it }));
    }
}

/// What a line costs, price and months one by one; whole where its kind changed.
fn partes<'a>(
    before: &'a Insumo,
    now: &'a Insumo,
    old: &Valor,
    new: &Valor,
) -> impl Iterator<Item = (CampoInsumo, CampoInsumo)> + 'a {
    let likes: Vec<CampoInsumo> = match (old, new) {
        (Valor::PorCantidad { precio, cantidades }, Valor::PorCantidad { .. }) => {
            let months = Mes::todos().map(|mes| CampoInsumo::CantidadMes(mes, cantidades[mes]));
            std::iter::once(CampoInsumo::Precio(*precio)).chain(months).collect()
        }
        (Valor::PorImporte { importes }, Valor::PorImporte { .. })
        | (Valor::PorDetallar { importes }, Valor::PorDetallar { .. }) => {
            Mes::todos().map(|mes| CampoInsumo::ImporteMes(mes, importes[mes])).collect()
        }
        _ => vec![CampoInsumo::Valor(old.clone())],
    };
    likes.into_iter().map(|like| (before.leer(&like), now.leer(&like))).filter(|(antes, ahora)| antes != ahora)
}

fn retiradas(base: &Plan, punta: &Plan, facts: &[Change]) -> Vec<Change> {
    let ids: BTreeSet<Id<Actividad>> = facts.iter().filter_map(|fact| actividad_de(punta, fact)).collect();
    let stays = |id: &Id<Actividad>| sigue_retirada(&**base.get(*id)?, &**punta.get(*id)?);
    let kept = ids.into_iter().filter_map(|id| Some((id, stays(&id)?)));
    kept.map(|(id, stays)| Change::ActividadEditada { id, antes: stays.clone(), ahora: stays }).collect()
}

/// The activity that a fact about what the plan says is of.
pub(crate) fn actividad_de(plan: &Plan, fact: &Change) -> Option<Id<Actividad>> {
    match fact {
        Change::ActividadCreada(row) => Some(row.id),
        Change::ActividadEditada { id, .. } | Change::MetaProgramada { id, .. } => Some(*id),
        Change::TareaCreada(row) => Some(row.actividad),
        Change::TareaEditada { id, .. } => plan.get::<Tarea>(*id).map(|row| row.actividad),
        Change::ElementoCreado(row) => Some(row.actividad),
        Change::ElementoEditado { id, .. } => plan.get::<ElementoCritico>(*id).map(|row| row.actividad),
        Change::InsumoCreado(row) => Some(row.actividad),
        Change::InsumoEditado { id, .. } => plan.get::<Insumo>(*id).map(|row| row.actividad),
        _ => None,
    }
}

fn catalogos(vieja: &Plan, nueva: &Plan, facts: &mut Vec<Change>) {
    let rubros = cambiadas(vieja.rubros(), nueva.rubros());
    facts.extend(rubros.map(|(_, _, row)| Change::RubroRegistrado((**row).clone())));
    let codes = cambiadas(vieja.clasificadores(), nueva.clasificadores());
    facts.extend(codes.map(|(_, _, row)| Change::ClasificadorRegistrado((**row).clone())));
    let units = cambiadas(vieja.todos::<UnidadMedida>(), nueva.todos::<UnidadMedida>());
    facts.extend(units.map(|(_, _, row)| Change::UnidadMedidaRegistrada((**row).clone())));
    if vieja.feriados() != nueva.feriados() {
        let (antes, ahora) = (vieja.feriados().to_vec(), nueva.feriados().to_vec());
        facts.push(Change::FeriadosFijados { antes, ahora });
    }
}

fn presupuesto(vieja: &Plan, nueva: &Plan, facts: &mut Vec<Change>) {
    let frames = cambiadas(vieja.marco_presupuestal(), nueva.marco_presupuestal());
    facts.extend(frames.map(|(rubro, antes, ahora)| Change::MarcoPresupuestalFijado {
        rubro: *rubro,
        antes: antes.copied(),
        ahora: *ahora,
    }));
    let techos = cambiadas(vieja.techos(), nueva.techos());
    facts.extend(techos.map(|(clave, antes, ahora)| Change::TechoFijado {
        clave: *clave,
        antes: antes.copied(),
        ahora: *ahora,
    }));
    if vieja.aprobacion().is_none() {
        facts.extend(nueva.aprobacion().cloned().map(Change::PoiAprobado));
    }
    if vieja.genericas() != nueva.genericas() {
        let (antes, ahora) = (vieja.genericas().clone(), nueva.genericas().clone());
        facts.push(Change::GenericasFijadas { antes, ahora });
    }
    let others = cambiadas(vieja.todos::<Modificacion>(), nueva.todos::<Modificacion>());
    facts.extend(others.map(|(_, _, row)| Change::ModificacionPresentada(Modificacion::clone(row))));
    let names = cambiadas(vieja.todos::<VersionNombrada>(), nueva.todos::<VersionNombrada>());
    facts.extend(names.map(|(_, _, row)| Change::VersionNombrada(VersionNombrada::clone(row))));
}

fn ejecucion(vieja: &Plan, nueva: &Plan, facts: &mut Vec<Change>) {
    for (actividad, _, months) in cambiadas(vieja.todos_los_avances(), nueva.todos_los_avances()) {
        let before = vieja.avances(*actividad);
        let changed = Mes::todos().filter(|mes| before[*mes] != months[*mes]);
        facts.extend(changed.map(|mes| Change::AvanceRegistrado {
            actividad: *actividad,
            mes,
            antes: before[mes],
            ahora: months[mes],
        }));
    }
    for (clave, _, row) in cambiadas(vieja.gastos(), nueva.gastos()) {
        facts.extend(Gasto::diferencia(*clave, &vieja.gasto(*clave), row));
    }
    let closed = Mes::todos().filter(|mes| nueva.esta_cerrado(*mes) && !vieja.esta_cerrado(*mes));
    facts.extend(closed.map(|mes| Change::MesCerrado { mes }));
}
