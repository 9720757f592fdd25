//! What the page knows: the board, from the replica once it is here and from what the server
//! rendered until then; and the plan that a draft is compared with.

use std::sync::Arc;

use domain::plan::Actividad;
use domain::vista::modificacion::{BalanceRubro, balance};
use domain::vista::prioridades::{
    self, Cambio, Consulta, Corte, FilaPrioridad, PaginaPrioridades, Renglon, Tablero, Titulo,
};
use domain::vista::{self, Ambito, Edicion, Resumen};
use domain::{Context, Id, Online, Plan};
use leptos::prelude::*;

use super::ensayo::Ensayo;
use super::mano::Mano;
use crate::components::rolling::Vista;
use crate::state::base::use_base;
use crate::state::replica::{Replica, use_replica};
use crate::state::session::use_session;

/// The pixels of a row, as in `style/prioridades.css`: more where one touches.
pub(super) const ALTO: usize = 44;
pub(super) const ALTO_TACTIL: usize = 56;

/// What stays as it was when the page was opened.
struct Fijo {
    replica: Replica,
    context: Context,
    first: PaginaPrioridades,
    mano: Mano,
    ensayo: Ensayo,
}

/// Who gives, and who receives if one said so.
pub(super) type DeA = (Id<Actividad>, Option<Id<Actividad>>);

/// A plan and its board, which belong together.
#[derive(Clone, Debug)]
pub(super) struct Leido {
    pub plan: Plan,
    pub tablero: Arc<Tablero>,
}

impl PartialEq for Leido {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.tablero, &other.tablero)
    }
}

/// A handle on the page's data; copying it costs nothing.
#[derive(Clone, Copy)]
pub(super) struct Hoja {
    fijo: StoredValue<Fijo>,
    /// `None` until the replica has the plan.
    pub leido: Memo<Option<Leido>>,
    /// What a draft began as; `None` outside one.
    pub base: Memo<Option<Leido>>,
    pub renglones: Memo<Arc<[Renglon]>>,
    /// The rows to draw.
    pub visibles: Memo<Vec<(usize, Renglon)>>,
    pub vista: RwSignal<Vista>,
    pub alto: RwSignal<usize>,
    pub foco: RwSignal<Option<Renglon>>,
    /// Whether before stands beside now.
    pub antes: RwSignal<bool>,
    /// The row whose dialog is open.
    pub moviendo: RwSignal<Option<Renglon>>,
    /// Whose money is being moved, and to whom if one said so.
    pub dinero: RwSignal<Option<DeA>>,
    /// Whether the sheet of a techo that falls is open.
    pub techo: RwSignal<bool>,
    /// And of one that rises.
    pub ampliar: RwSignal<bool>,
    pub edicion: Memo<Edicion>,
    pub resumen: Memo<Resumen>,
    /// Said aloud.
    pub dicho: RwSignal<String>,
    /// The last refusal.
    pub aviso: RwSignal<Option<String>>,
}

impl Hoja {
    pub fn new(first: PaginaPrioridades) -> Self {
        let (replica, session) = (use_replica(), use_session());
        let context = Context { actor: session.actor(), hoy: session.hoy, online: Online::Si };
        let (consulta, unidad) = (first.consulta, first.unidad);
        let fijo = StoredValue::new(Fijo { replica, context, first, mano: Mano::new(), ensayo: Ensayo::new() });
        let plan = replica.plan();
        let base = use_base();
        let leido = Memo::new(move |_| plan.with(|plan| plan.as_ref().map(|plan| leer(plan, consulta))));
        let renglones = Memo::new(move |_| {
            let now = leido.with(|leido| leido.as_ref().map(|it| it.tablero.renglones().into()));
            now.unwrap_or_else(|| fijo.with_value(|fijo| fijo.first.renglones.clone().into()))
        });
        let (vista, alto) = (RwSignal::new(Vista::default()), RwSignal::new(ALTO));
        Self {
            fijo,
            leido,
            base: Memo::new(move |_| base.with(|plan| plan.as_ref().map(|plan| leer(plan, consulta)))),
            renglones,
            visibles: Memo::new(move |_| {
                renglones.with(|rows| {
                    let (from, to) = vista.get().ventana(rows.len(), alto.get());
                    (from..to).zip(rows[from..to].iter().copied()).collect()
                })
            }),
            vista,
            alto,
            foco: RwSignal::new(None),
            antes: RwSignal::new(true),
            moviendo: RwSignal::new(None),
            dinero: RwSignal::new(None),
            techo: RwSignal::new(false),
            ampliar: RwSignal::new(false),
            edicion: Memo::new(move |_| plan.with(|plan| edicion(plan.as_ref(), fijo))),
            resumen: Memo::new(move |_| {
                let now = plan.with(|plan| plan.as_ref().map(|plan| vista::resumen(plan, unidad, Ambito::Propio)));
                now.unwrap_or_else(|| fijo.with_value(|fijo| fijo.first.resumen.clone()))
            }),
            dicho: RwSignal::default(),
            aviso: RwSignal::new(None),
        }
    }

    pub fn replica(self) -> Replica {
        self.fijo.with_value(|fijo| fijo.replica)
    }

    pub fn mano(self) -> Mano {
        self.fijo.with_value(|fijo| fijo.mano)
    }

    /// The board as it would be if the gesture ended here.
    pub fn ensayo(self) -> Ensayo {
        self.fijo.with_value(|fijo| fijo.ensayo)
    }

    pub fn context(self) -> Context {
        self.fijo.with_value(|fijo| fijo.context)
    }

    pub fn consulta(self) -> Consulta {
        self.fijo.with_value(|fijo| fijo.first.consulta)
    }

    /// How many lines the board has, drawn or not.
    pub fn total(self) -> usize {
        let here = self.leido.with(Option::is_some);
        if here { self.renglones.with(|rows| rows.len()) } else { self.fijo.with_value(|fijo| fijo.first.total) }
    }

    /// One activity as it is. Follows the plan where it is called in a memo.
    pub fn fila(self, id: Id<Actividad>) -> Option<FilaPrioridad> {
        let actor = self.context().actor;
        match self.leido.get() {
            Some(Leido { plan, tablero }) => prioridades::fila(&plan, &actor, &tablero, id),
            None => self.fijo.with_value(|fijo| fijo.first.filas.iter().find(|row| row.id == id).cloned()),
        }
    }

    pub fn titulo(self, renglon: Renglon) -> Option<Titulo> {
        let actor = self.context().actor;
        match self.leido.get() {
            Some(Leido { plan, tablero }) => prioridades::titulo(&plan, &actor, &tablero, renglon),
            None => self.fijo.with_value(|fijo| {
                fijo.first.titulos.iter().find(|(it, _)| *it == renglon).map(|(_, titulo)| titulo.clone())
            }),
        }
    }

    pub fn corte(self, number: usize) -> Option<Corte> {
        match self.leido.get() {
            Some(it) => it.tablero.cortes().get(number).copied(),
            None => self.fijo.with_value(|fijo| fijo.first.cortes.get(number).copied()),
        }
    }

    /// What the draft did to an activity.
    pub fn cambio(self, id: Id<Actividad>) -> Option<Cambio> {
        let (base, now) = (self.base.get()?, self.leido.get()?);
        prioridades::cambio((&base.plan, &base.tablero), (&now.plan, &now.tablero), id)
    }

    /// What the draft moves, rubro by rubro; `None` outside one.
    pub fn movimientos(self) -> Option<Vec<BalanceRubro>> {
        let (base, now) = (self.base.get()?, self.leido.get()?);
        Some(balance(&base.plan, &now.plan))
    }

    /// The plan and its board now, once they are here.
    pub fn con<T>(self, read: impl FnOnce(&Plan, &Tablero) -> T) -> Option<T> {
        self.leido.with_untracked(|leido| leido.as_ref().map(|it| read(&it.plan, &it.tablero)))
    }

    pub fn nombre(self, renglon: Renglon) -> String {
        let name = self.con(|plan, _| match renglon {
            Renglon::Actividad(id) => plan.get(id).map(|row| row.nombre.to_string()),
            Renglon::Objetivo(id) => plan.get(id).map(|row| row.codigo.to_string()),
            Renglon::Accion(id) => plan.get(id).map(|row| row.codigo.to_string()),
            Renglon::Unidad(id) => plan.get(id).map(|row| row.nombre.to_string()),
            Renglon::Linea(_) => None,
        });
        name.flatten().unwrap_or_default()
    }

    /// Whether the reader may put a row elsewhere.
    pub fn mueve(self, renglon: Renglon) -> bool {
        untrack(|| match renglon {
            Renglon::Actividad(id) => self.fila(id).is_some_and(|row| row.movible),
            other => self.titulo(other).is_some_and(|row| row.movible),
        })
    }

    pub fn es_abierta(self) -> bool {
        self.edicion.with(Edicion::es_abierta)
    }

    /// Where a row is drawn.
    pub fn lugar(self, renglon: Renglon) -> Option<usize> {
        self.renglones.with_untracked(|rows| rows.iter().position(|it| *it == renglon))
    }

    pub fn decir(self, text: String) {
        self.dicho.set(text);
    }
}

fn edicion(plan: Option<&Plan>, fijo: StoredValue<Fijo>) -> Edicion {
    fijo.with_value(|fijo| match plan {
        Some(plan) => vista::edicion_del_plan(plan, &fijo.context.actor),
        None => fijo.first.edicion.clone(),
    })
}

fn leer(plan: &Plan, consulta: Consulta) -> Leido {
    Leido { plan: plan.clone(), tablero: Arc::new(Tablero::new(plan, consulta)) }
}
