//! The funding line (SPEC §5): activities in order of priority, covered rubro by rubro.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Dinero, Id, Plan,
    catalogo::CodigoRubro,
    plan::{Actividad, UnidadOrganica},
};

/// How far an activity is covered by its unit's techos.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Financiamiento {
    Financiada,
    /// Names what is missing, per rubro.
    Parcial {
        faltan: Vec<(CodigoRubro, Dinero)>,
    },
    SinFinanciamiento {
        faltan: Vec<(CodigoRubro, Dinero)>,
    },
}

impl Financiamiento {
    /// The amount not covered.
    #[must_use]
    pub fn falta(&self) -> Dinero {
        match self {
            Self::Financiada => Dinero::CERO,
            Self::Parcial { faltan } | Self::SinFinanciamiento { faltan } => {
                faltan.iter().map(|(_, amount)| *amount).sum()
            }
        }
    }
}

/// The line of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineaFinanciamiento {
    /// Activities in force in order of priority, each with how it is covered and
    /// the running total up to it.
    pub filas: Vec<(Id<Actividad>, Financiamiento, Dinero)>,
    /// The first not fully covered: the line is drawn above it.
    pub corte: Option<Id<Actividad>>,
}

impl LineaFinanciamiento {
    /// Amount asked for beyond the techos: demanda no financiada.
    #[must_use]
    pub fn no_financiada(&self) -> Dinero {
        self.filas.iter().map(|(_, state, _)| state.falta()).sum()
    }
}

/// Covers the activities of a unit with its techos, in order. A rubro that falls
/// short never hides another's balance: each is spent on its own.
#[must_use]
pub fn linea_financiamiento(plan: &Plan, unidad: Id<UnidadOrganica>) -> LineaFinanciamiento {
    let mut balance: BTreeMap<CodigoRubro, Dinero> = plan
        .rubros()
        .keys()
        .filter_map(|rubro| plan.techo(unidad, *rubro).map(|techo| (*rubro, techo.vigente())))
        .collect();
    let mut line = LineaFinanciamiento::default();
    let mut running = Dinero::CERO;
    for row in plan.actividades_de(unidad).filter(|row| row.estado.es_vigente()) {
        let needs = plan.totales().actividad(row.id).por_rubro();
        running = running.mas(needs.iter().map(|(_, amount)| *amount).sum());
        let state = cover(&mut balance, &needs);
        if line.corte.is_none() && state != Financiamiento::Financiada {
            line.corte = Some(row.id);
        }
        line.filas.push((row.id, state, running));
    }
    line
}

fn cover(balance: &mut BTreeMap<CodigoRubro, Dinero>, needs: &[(CodigoRubro, Dinero)]) -> Financiamiento {
    let mut covered = Dinero::CERO;
    let mut faltan = Vec::new();
    for (rubro, need) in needs {
        let left = balance.entry(*rubro).or_default();
        let taken = (*need).min(*left);
        *left = left.menos(taken);
        covered = covered.mas(taken);
        if taken < *need {
            faltan.push((*rubro, need.menos(taken)));
        }
    }
    match faltan.is_empty() {
        true => Financiamiento::Financiada,
        false if covered.es_cero() => Financiamiento::SinFinanciamiento { faltan },
        false => Financiamiento::Parcial { faltan },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rubro(code: u8) -> CodigoRubro {
        CodigoRubro::new(code).unwrap()
    }
    fn soles(amount: i64) -> Dinero {
        Dinero::from_centimos(amount * 100)
    }

    #[test]
    fn each_rubro_is_spent_on_its_own() {
        let mut balance = BTreeMap::from([(rubro(7), soles(100)), (rubro(8), soles(50))]);
        assert_eq!(cover(&mut balance, &[(rubro(7), soles(80))]), Financiamiento::Financiada);
        assert_eq!(
            cover(&mut balance, &[(rubro(7), soles(40)), (rubro(8), soles(10))]),
            Financiamiento::Parcial { faltan: vec![(rubro(7), soles(20))] }
        );
        assert_eq!(cover(&mut balance, &[(rubro(8), soles(40))]), Financiamiento::Financiada);
        assert_eq!(
            cover(&mut balance, &[(rubro(9), soles(1))]),
            Financiamiento::SinFinanciamiento { faltan: vec![(rubro(9), soles(1))] }
        );
        assert_eq!(cover(&mut balance, &[]), Financiamiento::Financiada);
    }
}
