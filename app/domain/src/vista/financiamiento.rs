//! The funding line (SPEC §5): activities in order of priority, covered rubro by rubro.

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
    /// "parcial: faltan S/ 1,200.00 en rubro 08"
    #[must_use]
    pub fn frase(&self) -> String {
        match self {
            Self::Financiada => "financiada".into(),
            Self::Parcial { faltan } => {
                let each = faltan.iter().map(|(rubro, amount)| format!("{amount} en rubro {rubro}"));
                "parcial: faltan ".to_owned() + &each.collect::<Vec<_>>().join(", ")
            }
            Self::SinFinanciamiento { .. } => "sin financiamiento".into(),
        }
    }

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
    let mut balance = techos(plan, unidad);
    let mut line = LineaFinanciamiento::default();
    let mut running = Dinero::CERO;
    for row in plan.actividades_de(unidad).filter(|row| row.estado.es_vigente()) {
        let needs = pedido(plan, row.id);
        running = running.mas(needs.iter().map(|part| part.importe).sum());
        let state = cubrir(&mut balance, &needs);
        if line.corte.is_none() && state != Financiamiento::Financiada {
            line.corte = Some(row.id);
        }
        line.filas.push((row.id, state, running));
    }
    line
}

/// What an activity asks for in one rubro, and which of a unit's balances it is spent from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parte {
    pub rubro: CodigoRubro,
    pub importe: Dinero,
    /// The place of the rubro in the catalogue; `None` where the catalogue has it not.
    pub saldo: Option<usize>,
}

/// The balances of a unit before anything is spent: one for each rubro of the catalogue.
pub(super) fn techos(plan: &Plan, unidad: Id<UnidadOrganica>) -> Vec<Dinero> {
    let of = |rubro: &CodigoRubro| plan.techo(unidad, *rubro).map(|techo| techo.vigente()).unwrap_or_default();
    plan.rubros().keys().map(of).collect()
}

/// What an activity costs, rubro by rubro.
pub(super) fn pedido(plan: &Plan, actividad: Id<Actividad>) -> Vec<Parte> {
    let place = |rubro| plan.rubros().keys().position(|known| *known == rubro);
    let parts = plan.totales().actividad(actividad).por_rubro();
    parts.into_iter().map(|(rubro, importe)| Parte { rubro, importe, saldo: place(rubro) }).collect()
}

/// Spends what there is on what an activity asks for.
pub(super) fn cubrir(saldos: &mut [Dinero], partes: &[Parte]) -> Financiamiento {
    let mut covered = Dinero::CERO;
    let mut faltan = Vec::new();
    for part in partes {
        let taken = tomar(saldos, part);
        covered = covered.mas(taken);
        if taken < part.importe {
            faltan.push((part.rubro, part.importe.menos(taken)));
        }
    }
    match faltan.is_empty() {
        true => Financiamiento::Financiada,
        false if covered.es_cero() => Financiamiento::SinFinanciamiento { faltan },
        false => Financiamiento::Parcial { faltan },
    }
}

/// Spends the same, where nobody asks how far it reached.
pub(super) fn gastar(saldos: &mut [Dinero], partes: &[Parte]) {
    for part in partes {
        tomar(saldos, part);
    }
}

/// What a balance gives of what is asked for.
fn tomar(saldos: &mut [Dinero], part: &Parte) -> Dinero {
    let Some(left) = part.saldo.and_then(|at| saldos.get_mut(at)) else { return Dinero::CERO };
    let taken = part.importe.min(*left);
    *left = left.menos(taken);
    taken
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
        let mut balance = [soles(100), soles(50)];
        let ask = |parts: &[(u8, i64)]| -> Vec<Parte> {
            let place = |code| [7, 8].iter().position(|known| *known == code);
            let part = |(code, amount): &(u8, i64)| Parte {
                rubro: rubro(*code),
                importe: soles(*amount),
                saldo: place(*code),
            };
            parts.iter().map(part).collect()
        };
        assert_eq!(cubrir(&mut balance, &ask(&[(7, 80)])), Financiamiento::Financiada);
        assert_eq!(
            cubrir(&mut balance, &ask(&[(7, 40), (8, 10)])),
            Financiamiento::Parcial { faltan: vec![(rubro(7), soles(20))] }
        );
        assert_eq!(cubrir(&mut balance, &ask(&[(8, 40)])), Financiamiento::Financiada);
        assert_eq!(
            cubrir(&mut balance, &ask(&[(9, 1)])),
            Financiamiento::SinFinanciamiento { faltan: vec![(rubro(9), soles(1))] }
        );
        assert_eq!(cubrir(&mut balance, &[]), Financiamiento::Financiada);
    }
}
