//! What the page knows: the rows of one unit, from the replica once it is here and
//! from what the server rendered until then.

use std::sync::Arc;

use domain::plan::{Actividad, CampoActividad, Orden, UnidadOrganica};
use domain::vista::{
    self, Ambito, Edicion, FilaActividad, Financiamiento, LineaFinanciamiento, OpcionAccion, PaginaProgramacion,
    Resumen,
};
use domain::{Change, Context, Dinero, Id, Online, Plan, catalogo::UnidadMedida};
use leptos::prelude::*;

use crate::components::grid::RowKey;
use crate::state::replica::{Replica, use_replica};
use crate::state::session::use_session;

/// A handle on the page's data; copying it costs nothing.
#[derive(Clone, Copy)]
pub(super) struct Hoja {
    pub replica: Replica,
    pub unidad: Id<UnidadOrganica>,
    pub first: StoredValue<PaginaProgramacion>,
    /// Begun here before the replica arrived.
    pub begun: RwSignal<Vec<FilaActividad>>,
    /// The plan as it would be if the drag ended here.
    pub preview: RwSignal<Option<Plan>>,
    pub linea: Memo<LineaFinanciamiento>,
    pub order: Memo<Arc<[RowKey]>>,
    pub resumen: Memo<Resumen>,
    pub acciones: Memo<Vec<OpcionAccion>>,
    pub medidas: Memo<Vec<UnidadMedida>>,
    pub edicion: StoredValue<Edicion>,
    context: StoredValue<Context>,
}

impl Hoja {
    pub fn new(first: PaginaProgramacion) -> Self {
        let (replica, session) = (use_replica(), use_session());
        let unidad = first.unidad;
        let edicion = StoredValue::new(first.edicion.clone());
        let context = Context { actor: session.actor(), hoy: session.hoy, online: Online::Si };
        let first = StoredValue::new(first);
        let (begun, preview) = (RwSignal::new(Vec::new()), RwSignal::new(None));
        let of = move |read: fn(&Plan, Id<UnidadOrganica>) -> LineaFinanciamiento| {
            seen(replica, preview, |plan| read(plan, unidad))
        };
        let linea =
            Memo::new(move |_| of(vista::linea_financiamiento).unwrap_or_else(|| rendered(first, &begun.get())));
        Self {
            replica,
            unidad,
            first,
            begun,
            preview,
            linea,
            order: Memo::new(move |_| linea.with(|linea| linea.filas.iter().map(|(id, _, _)| id.uuid()).collect())),
            resumen: Memo::new(move |_| {
                let now =
                    replica.plan().with(|plan| plan.as_ref().map(|plan| vista::resumen(plan, unidad, Ambito::Propio)));
                now.unwrap_or_else(|| first.with_value(|first| first.resumen.clone()))
            }),
            acciones: Memo::new(move |_| {
                let now = replica.plan().with(|plan| plan.as_ref().map(vista::opciones_de_accion));
                now.unwrap_or_else(|| first.with_value(|first| first.acciones.clone()))
            }),
            medidas: Memo::new(move |_| {
                let now = replica.plan().with(|plan| plan.as_ref().map(vista::unidades_de_medida));
                now.unwrap_or_else(|| first.with_value(|first| first.unidades_medida.clone()))
            }),
            edicion,
            context: StoredValue::new(context),
        }
    }

    pub fn is_open(self) -> bool {
        self.edicion.with_value(Edicion::es_abierta)
    }

    pub fn context(self) -> Context {
        self.context.with_value(Clone::clone)
    }

    /// One row as it is on screen. Follows the plan where it is called in a memo.
    pub fn fila(self, id: Id<Actividad>) -> Option<FilaActividad> {
        let place = self.linea.with(|linea| {
            let at = linea.filas.iter().position(|(other, _, _)| *other == id)?;
            linea.filas.get(at).map(|(_, state, running)| (at, state.clone(), *running))
        });
        let (at, state, running) = place?;
        let now = seen(self.replica, self.preview, |plan| vista::fila(plan, id, at, &state, running));
        now.unwrap_or_else(|| {
            let begun = self.begun.with(|rows| rows.iter().find(|row| row.id == id).cloned());
            begun.or_else(|| self.first.with_value(|first| first.filas.iter().find(|row| row.id == id).cloned()))
        })
    }

    /// Whether there is a plan in force to compare with.
    pub fn se_compara(self) -> bool {
        self.replica.base().with(Option::is_some)
    }

    /// The same row in the plan in force, of a draft.
    pub fn vigente(self, id: Id<Actividad>) -> Option<FilaActividad> {
        self.replica.base().with(|base| vista::fila(base.as_ref()?, id, 0, &Financiamiento::Financiada, Dinero::CERO))
    }

    pub fn fila_now(self, id: Id<Actividad>) -> Option<FilaActividad> {
        untrack(|| self.fila(id))
    }

    /// The activity as the replica has it, if it is here.
    pub fn actividad(self, id: Id<Actividad>) -> Option<Actividad> {
        self.replica.plan().with_untracked(|plan| plan.as_ref()?.get(id).map(|row| (**row).clone()))
    }

    /// The plan with an activity in another place of the order.
    pub fn moved(self, id: Id<Actividad>, antes: &Orden, ahora: &Orden) -> Option<Plan> {
        let mut plan = self.replica.plan().get_untracked()?;
        let (antes, ahora) = (CampoActividad::Prioridad(antes.clone()), CampoActividad::Prioridad(ahora.clone()));
        plan.apply(&Change::ActividadEditada { id, antes, ahora });
        Some(plan)
    }

    pub fn ids(self) -> Vec<Id<Actividad>> {
        self.order.with_untracked(|order| order.iter().map(|key| Id::new(*key)).collect())
    }
}

/// Reads the plan on screen, once there is one.
fn seen<T>(replica: Replica, preview: RwSignal<Option<Plan>>, read: impl Fn(&Plan) -> T) -> Option<T> {
    preview.with(|plan| plan.as_ref().map(&read)).or_else(|| replica.plan().with(|plan| plan.as_ref().map(read)))
}

/// The line as the server rendered it, with what was begun since.
fn rendered(first: StoredValue<PaginaProgramacion>, begun: &[FilaActividad]) -> LineaFinanciamiento {
    first.with_value(|first| {
        let known = |id: &Id<Actividad>| first.filas.iter().find(|row| row.id == *id);
        let row = |id: &Id<Actividad>| match known(id) {
            Some(row) => (*id, row.financiamiento.clone(), row.acumulado),
            None => (*id, Financiamiento::Financiada, Dinero::CERO),
        };
        let fresh = begun.iter().map(|row| (row.id, row.financiamiento.clone(), row.acumulado));
        LineaFinanciamiento { filas: first.esqueleto.iter().map(row).chain(fresh).collect(), corte: first.corte }
    })
}
