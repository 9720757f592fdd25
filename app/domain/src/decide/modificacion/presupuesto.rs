//! The budget that a Modificacion leaves (Art. 11): inside the frame, balanced rubro by rubro, and
//! without the genéricas that are barred.

use std::collections::BTreeMap;

use super::reglas::Caso;
use crate::{
    Dinero, Plan, Rejection,
    catalogo::{CodigoClasificador, CodigoRubro},
    plan::ClaseModificacion,
    rama::Movimientos,
};

pub(super) fn fuera_de_marco(caso: &Caso<'_>, clase: ClaseModificacion, movements: &Movimientos) -> Vec<Rejection> {
    match clase {
        ClaseModificacion::FuncionalProgramatico => match movements.clone().equilibrar() {
            Ok(_) => vec![],
            Err(open) => open.into_iter().map(desequilibrio).collect(),
        },
        ClaseModificacion::Institucional => {
            movements.por_rubro.keys().filter_map(|rubro| sobre_marco(caso, *rubro)).collect()
        }
    }
}

fn desequilibrio((rubro, it): (CodigoRubro, crate::rama::Movimiento)) -> Rejection {
    let (habilitado, anulado, diferencia) = (it.habilitado, it.anulado, it.diferencia());
    Rejection::Desequilibrio { rubro, habilitado, anulado, diferencia }
}

/// Σ per rubro ≤ the frame, where there is one. What lowers a sum is welcome even where it is
/// still too high.
fn sobre_marco(caso: &Caso<'_>, rubro: CodigoRubro) -> Option<Rejection> {
    let marco = *caso.resultado.marco_presupuestal().get(&rubro)?;
    let (before, programado) = (caso.vigente.programado_por_rubro(rubro), caso.resultado.programado_por_rubro(rubro));
    (programado > marco && programado > before).then(|| Rejection::SobreMarco {
        rubro,
        programado,
        marco,
        exceso: programado.menos(marco),
    })
}

/// Net of what activities lose and gain, genérica by genérica and rubro by rubro.
pub(super) fn genericas_cerradas(caso: &Caso<'_>) -> Vec<Rejection> {
    let barred = caso.vigente.genericas();
    if barred.no_dan.is_empty() && barred.no_reciben.is_empty() {
        return vec![];
    }
    let mut net: BTreeMap<(String, CodigoRubro), Dinero> = BTreeMap::new();
    sumar(&mut net, caso, caso.vigente, Dinero::menos);
    sumar(&mut net, caso, caso.resultado, Dinero::mas);
    let named = |list: &[CodigoClasificador], generica: &str| list.iter().any(|code| code.as_str() == generica);
    let broken = net.into_iter().filter_map(|((generica, rubro), amount)| match amount {
        amount if amount.es_negativo() && named(&barred.no_dan, &generica) => {
            Some(Rejection::GenericaNoDa { generica, rubro, importe: Dinero::CERO.menos(amount) })
        }
        amount if amount > Dinero::CERO && named(&barred.no_reciben, &generica) => {
            Some(Rejection::GenericaNoRecibe { generica, rubro, importe: amount })
        }
        _ => None,
    });
    broken.collect()
}

fn sumar(
    net: &mut BTreeMap<(String, CodigoRubro), Dinero>,
    caso: &Caso<'_>,
    plan: &Plan,
    add: fn(Dinero, Dinero) -> Dinero,
) {
    let alive = caso.actividades.iter().filter(|id| plan.get(**id).is_some_and(|row| row.estado.es_vigente()));
    for line in alive.flat_map(|id| plan.insumos_de(*id)) {
        let sum = net.entry((line.clasificador.generica().to_owned(), line.rubro)).or_default();
        *sum = add(*sum, line.total());
    }
}
