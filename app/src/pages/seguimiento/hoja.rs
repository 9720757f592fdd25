//! What the page knows: the lines of one unit, from the replica once it is here and from what the
//! server rendered until then.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::plan::UnidadOrganica;
use domain::vista::seguimiento::{
    self as vista, Cierre, FilaSeguimiento, PaginaSeguimiento, Renglon, ResumenEjecucion,
};
use domain::vista::{Ambito, Edicion};
use domain::{Context, Id};
use leptos::prelude::*;

use crate::components::grid::RowKey;
use crate::state::replica::{Replica, use_replica};
use crate::state::session::use_reader;

/// A handle on the page's data; copying it costs nothing.
#[derive(Clone, Copy)]
pub(super) struct Hoja {
    pub replica: Replica,
    pub unidad: Id<UnidadOrganica>,
    pub resumen: Memo<ResumenEjecucion>,
    pub cierre: Memo<Cierre>,
    pub edicion: Memo<Edicion>,
    pub order: Memo<Arc<[RowKey]>>,
    first: StoredValue<PaginaSeguimiento>,
    renglones: Memo<Arc<BTreeMap<RowKey, Renglon>>>,
    context: StoredValue<Context>,
}

impl Hoja {
    pub fn new(first: PaginaSeguimiento) -> Self {
        let (replica, reader) = (use_replica(), use_reader());
        let unidad = first.unidad;
        let (first, context) = (StoredValue::new(first), StoredValue::new(reader));
        let plan = replica.plan();
        let lines = Memo::new(move |_| {
            let now = plan.with(|plan| plan.as_ref().map(|plan| vista::renglones(plan, unidad)));
            now.unwrap_or_else(|| first.with_value(|first| first.esqueleto.clone()))
        });
        Self {
            replica,
            unidad,
            resumen: Memo::new(move |_| {
                let now =
                    plan.with(|plan| plan.as_ref().map(|plan| vista::resumen_ejecucion(plan, unidad, Ambito::Propio)));
                now.unwrap_or_else(|| first.with_value(|first| first.resumen.clone()))
            }),
            cierre: Memo::new(move |_| {
                let now = plan.with(|plan| plan.as_ref().map(|plan| vista::cierre(plan, &reader)));
                now.unwrap_or_else(|| first.with_value(|first| first.cierre.clone()))
            }),
            edicion: Memo::new(move |_| {
                let now = plan.with(|plan| plan.as_ref().map(|plan| vista::edicion(plan, &reader.actor, unidad)));
                now.unwrap_or_else(|| first.with_value(|first| first.edicion.clone()))
            }),
            order: Memo::new(move |_| lines.with(|lines| lines.iter().map(|line| line.llave()).collect())),
            first,
            renglones: Memo::new(move |_| lines.with(|all| Arc::new(all.iter().map(|it| (it.llave(), *it)).collect()))),
            context,
        }
    }

    pub fn context(self) -> Context {
        self.context.get_value()
    }

    /// Which line a row of the sheet is.
    pub fn renglon(self, key: RowKey) -> Option<Renglon> {
        self.renglones.with(|all| all.get(&key).copied())
    }

    /// One line as it is on screen. Follows the plan where it is called in a memo.
    pub fn fila(self, key: RowKey) -> Option<FilaSeguimiento> {
        let renglon = self.renglon(key)?;
        let hoy = self.context().hoy;
        let now = self.replica.plan().with(|plan| plan.as_ref().map(|plan| vista::fila(plan, renglon, hoy)));
        now.unwrap_or_else(|| {
            self.first.with_value(|first| first.filas.iter().find(|row| row.renglon == renglon).cloned())
        })
    }

    pub fn fila_now(self, key: RowKey) -> Option<FilaSeguimiento> {
        untrack(|| self.fila(key))
    }
}
