//! What a branch moves of the budget (Art. 11): given and received, rubro by rubro.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Dinero, Id, Plan,
    catalogo::CodigoRubro,
    plan::{Actividad, ClaveTecho},
};

/// Money moved in one rubro: the sum of what activities lose, and of what they gain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Movimiento {
    pub anulado: Dinero,
    pub habilitado: Dinero,
}

impl Movimiento {
    /// Gained less lost: nothing where it is balanced.
    #[must_use]
    pub fn diferencia(self) -> Dinero {
        self.habilitado.menos(self.anulado)
    }
}

/// The money that makes one plan of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movimientos {
    /// Ascending by rubro; rubros in which nothing moves are left out.
    pub por_rubro: BTreeMap<CodigoRubro, Movimiento>,
    /// What the budget of each unit changes by, ascending, without zeros.
    pub efecto: Vec<(ClaveTecho, Dinero)>,
}

impl Movimientos {
    /// From `base` to `punta`, of the activities named: those that the branch wrote in.
    #[must_use]
    pub fn entre(base: &Plan, punta: &Plan, actividades: &BTreeSet<Id<Actividad>>) -> Self {
        let mut por_rubro: BTreeMap<CodigoRubro, Movimiento> = BTreeMap::new();
        let mut efecto: BTreeMap<ClaveTecho, Dinero> = BTreeMap::new();
        for id in actividades {
            for (rubro, (before, now)) in importes(base, punta, *id) {
                let it = por_rubro.entry(rubro).or_default();
                it.habilitado = it.habilitado.mas(now.menos(before).max(Dinero::CERO));
                it.anulado = it.anulado.mas(before.menos(now).max(Dinero::CERO));
                for (plan, amount) in [(base, Dinero::CERO.menos(before)), (punta, now)] {
                    if let Some(row) = plan.get(*id) {
                        let sum = efecto.entry(ClaveTecho { unidad: row.unidad, rubro }).or_default();
                        *sum = sum.mas(amount);
                    }
                }
            }
        }
        por_rubro.retain(|_, it| *it != Movimiento::default());
        Self { por_rubro, efecto: efecto.into_iter().filter(|(_, amount)| !amount.es_cero()).collect() }
    }

    /// The same, once it is balanced in every rubro to the céntimo (Art. 11).
    ///
    /// # Errors
    /// The rubros in which it is not.
    pub fn equilibrar(self) -> Result<Equilibrada, Vec<(CodigoRubro, Movimiento)>> {
        let open = self.por_rubro.iter().filter(|(_, it)| !it.diferencia().es_cero());
        let open: Vec<_> = open.map(|(rubro, it)| (*rubro, *it)).collect();
        if open.is_empty() { Ok(Equilibrada(self)) } else { Err(open) }
    }
}

/// Money moved of which every rubro is balanced: nothing else makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equilibrada(Movimientos);

impl Equilibrada {
    #[must_use]
    pub fn movimientos(&self) -> &Movimientos {
        &self.0
    }
}

/// What an activity costs in each rubro, before and now.
fn importes(base: &Plan, punta: &Plan, id: Id<Actividad>) -> BTreeMap<CodigoRubro, (Dinero, Dinero)> {
    let mut out: BTreeMap<CodigoRubro, (Dinero, Dinero)> = BTreeMap::new();
    for (rubro, amount) in base.totales().actividad(id).por_rubro() {
        out.entry(rubro).or_default().0 = amount;
    }
    for (rubro, amount) in punta.totales().actividad(id).por_rubro() {
        out.entry(rubro).or_default().1 = amount;
    }
    out
}
