//! Totals that follow each change: activity, unit, roll-up and institution,
//! per rubro, type (or phase of the spending) and month. Never counted again; a test recounts them.

use std::sync::Arc;

use imbl::OrdMap;

use super::{Actividad, UnidadOrganica};
use crate::{
    Dinero, Id,
    catalogo::{CodigoRubro, TipoGasto},
    valor::Doce,
};

/// Twelve amounts per rubro and type, without rows of zeros.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Desglose<T = TipoGasto>(Vec<(CodigoRubro, T, Doce<Dinero>)>);

// A derive would ask `T` for a default of its own.
impl<T> Default for Desglose<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy + Ord> Desglose<T> {
    fn add(&mut self, (rubro, tipo): (CodigoRubro, T), amounts: &Doce<Dinero>, sign: Sign) {
        let place = self.0.binary_search_by_key(&(rubro, tipo), |row| (row.0, row.1));
        let at = match place {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (rubro, tipo, [Dinero::CERO; 12]));
                at
            }
        };
        let row = &mut self.0[at].2;
        for (total, amount) in row.iter_mut().zip(amounts) {
            *total = match sign {
                Sign::Plus => total.mas(*amount),
                Sign::Minus => total.menos(*amount),
            };
        }
        if row.iter().all(|amount| amount.es_cero()) {
            self.0.remove(at);
        }
    }

    fn add_all(&mut self, other: &Self, sign: Sign) {
        for (rubro, tipo, amounts) in &other.0 {
            self.add((*rubro, *tipo), amounts, sign);
        }
    }

    /// Rows by rubro and type, ascending.
    pub fn filas(&self) -> impl Iterator<Item = (CodigoRubro, T, &Doce<Dinero>)> {
        self.0.iter().map(|(rubro, tipo, amounts)| (*rubro, *tipo, amounts))
    }

    #[must_use]
    pub fn total(&self) -> Dinero {
        self.0.iter().flat_map(|row| row.2.iter()).sum()
    }

    #[must_use]
    pub fn por_mes(&self) -> Doce<Dinero> {
        let mut months = [Dinero::CERO; 12];
        for (_, _, amounts) in &self.0 {
            for (month, amount) in months.iter_mut().zip(amounts) {
                *month = month.mas(*amount);
            }
        }
        months
    }

    #[must_use]
    pub fn de_rubro(&self, rubro: CodigoRubro) -> Dinero {
        self.0.iter().filter(|row| row.0 == rubro).flat_map(|row| row.2.iter()).sum()
    }

    #[must_use]
    pub fn de_tipo(&self, tipo: T) -> Dinero {
        self.0.iter().filter(|row| row.1 == tipo).flat_map(|row| row.2.iter()).sum()
    }

    /// Amount per rubro, ascending.
    #[must_use]
    pub fn por_rubro(&self) -> Vec<(CodigoRubro, Dinero)> {
        let mut out: Vec<(CodigoRubro, Dinero)> = Vec::new();
        for (rubro, _, amounts) in &self.0 {
            let amount: Dinero = amounts.iter().sum();
            match out.last_mut() {
                Some((last, sum)) if last == rubro => *sum = sum.mas(amount),
                _ => out.push((*rubro, amount)),
            }
        }
        out
    }
}

#[derive(Clone, Copy)]
pub(super) enum Sign {
    Plus,
    Minus,
}

/// Every total of a plan: of what is programmed, by type; of what is executed, by phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totales<T = TipoGasto> {
    actividades: OrdMap<Id<Actividad>, Arc<Desglose<T>>>,
    propios: OrdMap<Id<UnidadOrganica>, Arc<Desglose<T>>>,
    acumulados: OrdMap<Id<UnidadOrganica>, Arc<Desglose<T>>>,
    institucion: Arc<Desglose<T>>,
}

impl<T> Default for Totales<T> {
    fn default() -> Self {
        let (actividades, propios, acumulados) = (OrdMap::new(), OrdMap::new(), OrdMap::new());
        Self { actividades, propios, acumulados, institucion: Arc::default() }
    }
}

impl<T: Copy + Ord> Totales<T> {
    /// `owners`: the unit of the activity, then its superiors up to the top.
    pub(super) fn shift(
        &mut self,
        actividad: Id<Actividad>,
        key: (CodigoRubro, T),
        amounts: &Doce<Dinero>,
        owners: &[Id<UnidadOrganica>],
        sign: Sign,
    ) {
        if amounts.iter().all(|amount| amount.es_cero()) {
            return;
        }
        add_to(&mut self.actividades, actividad, |row| row.add(key, amounts, sign));
        if let Some(own) = owners.first() {
            add_to(&mut self.propios, *own, |row| row.add(key, amounts, sign));
        }
        for owner in owners {
            add_to(&mut self.acumulados, *owner, |row| row.add(key, amounts, sign));
        }
        Arc::make_mut(&mut self.institucion).add(key, amounts, sign);
    }

    /// Moves a whole subtree's sum from one line of superiors to another.
    pub(super) fn rehang(&mut self, unit: Id<UnidadOrganica>, from: &[Id<UnidadOrganica>], to: &[Id<UnidadOrganica>]) {
        let Some(moved) = self.acumulados.get(&unit).cloned() else { return };
        for owner in from {
            add_to(&mut self.acumulados, *owner, |row| row.add_all(&moved, Sign::Minus));
        }
        for owner in to {
            add_to(&mut self.acumulados, *owner, |row| row.add_all(&moved, Sign::Plus));
        }
    }

    #[must_use]
    pub fn actividad(&self, id: Id<Actividad>) -> Arc<Desglose<T>> {
        self.actividades.get(&id).cloned().unwrap_or_default()
    }

    /// Of the unit alone.
    #[must_use]
    pub fn propio(&self, id: Id<UnidadOrganica>) -> Arc<Desglose<T>> {
        self.propios.get(&id).cloned().unwrap_or_default()
    }

    /// Of the unit and all below it.
    #[must_use]
    pub fn acumulado(&self, id: Id<UnidadOrganica>) -> Arc<Desglose<T>> {
        self.acumulados.get(&id).cloned().unwrap_or_default()
    }

    #[must_use]
    pub fn institucion(&self) -> &Desglose<T> {
        &self.institucion
    }
}

fn add_to<R, T: Copy + Ord>(
    map: &mut OrdMap<Id<R>, Arc<Desglose<T>>>,
    id: Id<R>,
    change: impl FnOnce(&mut Desglose<T>),
) {
    let mut row = map.remove(&id).unwrap_or_default();
    change(Arc::make_mut(&mut row));
    if !row.0.is_empty() {
        map.insert(id, row);
    }
}
