//! What is executed, month by month (SPEC §8, Art. 11): quantities of each activity; certificado
//! and devengado of each activity in each rubro; the months that are closed.

use std::{collections::BTreeSet, sync::Arc};

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::{Actividad, Plan, Totales, UnidadOrganica, totales::Sign};
use crate::{Cantidad, Change, Dinero, Id, Mes, catalogo::CodigoRubro, valor::Doce};

/// How far the spending of an amount has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fase {
    Certificado,
    Devengado,
}

impl Fase {
    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::Certificado => "certificado",
            Self::Devengado => "devengado",
        }
    }
}

/// Of which activity, in which rubro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaveGasto {
    pub actividad: Id<Actividad>,
    pub rubro: CodigoRubro,
}

/// The spending of an activity in a rubro: céntimos of each month, blank where nobody wrote.
/// A negative month takes back an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gasto {
    pub certificado: Doce<Option<Dinero>>,
    pub devengado: Doce<Option<Dinero>>,
}

impl Gasto {
    #[must_use]
    pub fn meses(&self, fase: Fase) -> &Doce<Option<Dinero>> {
        match fase {
            Fase::Certificado => &self.certificado,
            Fase::Devengado => &self.devengado,
        }
    }

    #[must_use]
    pub fn get(&self, fase: Fase, mes: Mes) -> Option<Dinero> {
        self.meses(fase)[mes]
    }

    pub(crate) fn put(&mut self, fase: Fase, mes: Mes, importe: Option<Dinero>) {
        let months = match fase {
            Fase::Certificado => &mut self.certificado,
            Fase::Devengado => &mut self.devengado,
        };
        months[mes] = importe;
    }

    /// Of the whole year.
    #[must_use]
    pub fn total(&self, fase: Fase) -> Dinero {
        self.meses(fase).iter().flatten().sum()
    }

    /// The facts that make one row of another.
    pub(crate) fn diferencia(clave: ClaveGasto, before: &Self, now: &Self) -> Vec<Change> {
        let of_phase = |fase: Fase| Mes::todos().map(move |mes| (fase, mes));
        let places = of_phase(Fase::Certificado).chain(of_phase(Fase::Devengado));
        let facts = places.filter_map(|(fase, mes)| {
            let (antes, ahora) = (before.get(fase, mes), now.get(fase, mes));
            (antes != ahora).then_some(Change::GastoRegistrado { clave, mes, fase, antes, ahora })
        });
        facts.collect()
    }

    /// What can no longer be taken away: certified or accrued, whichever is more.
    #[must_use]
    pub fn comprometido(&self) -> Dinero {
        self.total(Fase::Certificado).max(self.total(Fase::Devengado))
    }
}

/// Executed quantity of each month; blank where nobody wrote.
pub type Avances = Doce<Option<Cantidad>>;

/// Everything executed. Cheap to copy.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ejecucion {
    pub(super) avances: OrdMap<Id<Actividad>, Arc<Avances>>,
    pub(super) gastos: OrdMap<ClaveGasto, Arc<Gasto>>,
    /// The last month closed; those before it are closed too.
    pub(super) cerrado: Option<Mes>,
    /// Derived, kept in step by `apply`.
    pub(super) totales: Totales<Fase>,
}

impl Ejecucion {
    /// Counts all the spending of an activity for these units, or no longer.
    pub(super) fn contar(&mut self, actividad: Id<Actividad>, owners: &[Id<UnidadOrganica>], sign: Sign) {
        let of_it = self.gastos.range(clave(actividad, 0)..=clave(actividad, 99));
        let rows: Vec<(ClaveGasto, Arc<Gasto>)> = of_it.map(|(key, row)| (*key, row.clone())).collect();
        for (key, row) in rows {
            for fase in [Fase::Certificado, Fase::Devengado] {
                let amounts = row.meses(fase).map(Option::unwrap_or_default);
                self.totales.shift(actividad, (key.rubro, fase), &amounts, owners, sign);
            }
        }
    }
}

fn clave(actividad: Id<Actividad>, rubro: u8) -> ClaveGasto {
    ClaveGasto { actividad, rubro: CodigoRubro::new(rubro).unwrap_or(CodigoRubro::PRIMERO) }
}

impl Plan {
    /// Executed quantity of each month; blank where nobody wrote.
    #[must_use]
    pub fn avances(&self, actividad: Id<Actividad>) -> Avances {
        self.ejecucion.avances.get(&actividad).map(|row| **row).unwrap_or_default()
    }

    /// Executed quantities of every activity that has some.
    #[must_use]
    pub fn todos_los_avances(&self) -> &OrdMap<Id<Actividad>, Arc<Avances>> {
        &self.ejecucion.avances
    }

    /// What an activity spent in a rubro.
    #[must_use]
    pub fn gasto(&self, clave: ClaveGasto) -> Arc<Gasto> {
        self.ejecucion.gastos.get(&clave).cloned().unwrap_or_default()
    }

    /// What an activity spent, by rubro.
    pub fn gastos_de(&self, actividad: Id<Actividad>) -> impl Iterator<Item = (CodigoRubro, &Gasto)> {
        let of_it = self.ejecucion.gastos.range(clave(actividad, 0)..=clave(actividad, 99));
        of_it.map(|(key, row)| (key.rubro, &**row))
    }

    /// Every spending, by activity and rubro.
    #[must_use]
    pub fn gastos(&self) -> &OrdMap<ClaveGasto, Arc<Gasto>> {
        &self.ejecucion.gastos
    }

    /// The last month closed; `None` while the year has none.
    #[must_use]
    pub fn cerrado(&self) -> Option<Mes> {
        self.ejecucion.cerrado
    }

    #[must_use]
    pub fn esta_cerrado(&self, mes: Mes) -> bool {
        self.ejecucion.cerrado.is_some_and(|last| mes <= last)
    }

    /// Totals of what is executed: by activity, unit, roll-up and institution.
    #[must_use]
    pub fn ejecutado(&self) -> &Totales<Fase> {
        &self.ejecucion.totales
    }

    /// Takes what was kept of it; activities and units are here already.
    pub(super) fn load_ejecucion(
        &mut self,
        avances: Vec<(Id<Actividad>, Arc<Avances>)>,
        gastos: Vec<(ClaveGasto, Arc<Gasto>)>,
        cerrado: Option<Mes>,
    ) {
        self.ejecucion.avances = avances.into_iter().collect();
        self.ejecucion.gastos = gastos.into_iter().collect();
        self.ejecucion.cerrado = cerrado;
        let spenders: BTreeSet<Id<Actividad>> = self.ejecucion.gastos.keys().map(|key| key.actividad).collect();
        for actividad in spenders {
            let owners = self.actividades.get(&actividad).map(|row| self.linea(row.unidad)).unwrap_or_default();
            self.ejecucion.contar(actividad, &owners, Sign::Plus);
        }
    }

    pub(super) fn registrar_gasto(&mut self, clave: ClaveGasto, mes: Mes, fase: Fase, importe: Option<Dinero>) {
        let owners = self.actividades.get(&clave.actividad).map(|row| self.linea(row.unidad)).unwrap_or_default();
        let mut row = self.ejecucion.gastos.get(&clave).cloned().unwrap_or_default();
        let mut amounts = [Dinero::CERO; 12];
        amounts[mes] = importe.unwrap_or_default().menos(row.get(fase, mes).unwrap_or_default());
        Arc::make_mut(&mut row).put(fase, mes, importe);
        self.ejecucion.gastos.insert(clave, row);
        self.ejecucion.totales.shift(clave.actividad, (clave.rubro, fase), &amounts, &owners, Sign::Plus);
    }

    pub(super) fn registrar_avance(&mut self, actividad: Id<Actividad>, mes: Mes, cantidad: Option<Cantidad>) {
        let row = self.ejecucion.avances.entry(actividad).or_default();
        Arc::make_mut(row)[mes] = cantidad;
    }
}
