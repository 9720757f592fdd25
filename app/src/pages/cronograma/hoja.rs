//! What the page knows: rows and bars of a unit, from the replica once it is here and from
//! what the server rendered until then.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use domain::command::{Fila, Reprogramacion};
use domain::cronograma::{Holgura, Reparto, holguras};
use domain::plan::{Actividad, UnidadOrganica, Ventana, VersionNombrada};
use domain::vista::cronograma::{Barra, Consulta, Enlace, Escala, Nodo, PaginaCronograma, Renglon, barra};
use domain::vista::{self, Ambito, Edicion, Resumen};
use domain::{Context, Ejercicio, Id, Online, Plan};
use leptos::prelude::*;

use super::filas::Filas;
use super::mano::Mano;
use super::renglones::Renglones;
use crate::components::rolling::Vista;
use crate::state::replica::{Replica, use_replica};
use crate::state::session::use_session;

/// The pixels of a row, as in `style/cronograma.css`: more where one touches.
pub(super) const ALTO: usize = 36;
pub(super) const ALTO_TACTIL: usize = 44;

/// What stays as it was when the page was opened.
pub(super) struct Fijo {
    replica: Replica,
    context: Context,
    pub first: PaginaCronograma,
    filas: Filas,
    mano: Mano,
}

/// What is compared with, and the days rows have in it.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// None: the plan in force, from inside a draft.
    pub version: Option<Id<VersionNombrada>>,
    pub dias: BTreeMap<Fila, Ventana>,
}

/// A handle on the page's data; copying it costs nothing.
#[derive(Clone, Copy)]
pub(super) struct Hoja {
    fijo: StoredValue<Fijo>,
    pub ejercicio: Ejercicio,
    /// The plan on screen. It follows the replica once all that one gesture does is done: however
    /// many commands that was, the rows are told of it once.
    plan: RwSignal<Option<Plan>>,
    pub consulta: RwSignal<Consulta>,
    pub escala: RwSignal<Escala>,
    /// What becomes of the months when a bar is resized.
    pub reparto: RwSignal<Reparto>,
    /// Whether what follows is pushed when it would begin too early.
    pub empujar: RwSignal<bool>,
    /// Whether the critical path is shown.
    pub critica: RwSignal<bool>,
    /// What the plan is compared with.
    pub base: RwSignal<Option<Base>>,
    /// Whether the months of the selection are shown.
    pub meses: RwSignal<bool>,
    pub renglones: Memo<Arc<[Renglon]>>,
    lugares: Memo<HashMap<Nodo, usize>>,
    pub seleccion: RwSignal<BTreeSet<Fila>>,
    pub foco: RwSignal<Option<Nodo>>,
    pub vista: RwSignal<Vista>,
    pub alto: RwSignal<usize>,
    /// The rows to draw.
    pub visibles: Memo<Vec<(usize, Renglon)>>,
    /// The links to draw.
    pub enlaces: Memo<Vec<Enlace>>,
    /// The plan as it would be if the gesture ended here, for what is told of it once a frame has
    /// shown it in the bars.
    pub preview: RwSignal<Option<Plan>>,
    pub holguras: Memo<BTreeMap<Fila, Holgura>>,
    pub resumen: Memo<Resumen>,
    /// The row whose dialog is open.
    pub moviendo: RwSignal<Option<Fila>>,
    /// Said aloud.
    pub dicho: RwSignal<String>,
    /// The last refusal.
    pub aviso: RwSignal<Option<String>>,
}

impl Hoja {
    pub fn new(first: PaginaCronograma) -> Self {
        let (replica, session) = (use_replica(), use_session());
        let context = Context { actor: session.actor(), hoy: session.hoy, online: Online::Si };
        let (unidad, ejercicio) = (first.unidad, first.ejercicio);
        let fijo = StoredValue::new(Fijo { replica, context, first, filas: Filas::new(), mano: Mano::new() });
        let consulta = RwSignal::new(Consulta::new(unidad));
        let (preview, critica) = (RwSignal::new(None), RwSignal::new(false));
        let plan = RwSignal::new(replica.plan().get_untracked());
        Effect::new(move || plan.set(replica.plan().get()));
        let (vista, alto) = (RwSignal::new(Vista::default()), RwSignal::new(ALTO));
        let Renglones { todos, lugares, visibles, enlaces } = Renglones::new(plan, fijo, consulta, vista, alto);
        Self {
            fijo,
            ejercicio,
            plan,
            consulta,
            escala: RwSignal::new(Escala::default()),
            reparto: RwSignal::new(Reparto::Repartir),
            empujar: RwSignal::new(false),
            critica,
            base: RwSignal::new(None),
            meses: RwSignal::new(false),
            renglones: todos,
            lugares,
            seleccion: RwSignal::default(),
            foco: RwSignal::new(None),
            vista,
            alto,
            visibles,
            enlaces,
            preview,
            holguras: Memo::new(move |_| slack(plan, preview, &consulta.get(), critica.get())),
            resumen: Memo::new(move |_| {
                let now = seen(plan, preview, |plan| vista::resumen(plan, unidad, Ambito::Propio));
                now.unwrap_or_else(|| fijo.with_value(|fijo| fijo.first.resumen.clone()))
            }),
            moviendo: RwSignal::new(None),
            dicho: RwSignal::default(),
            aviso: RwSignal::new(None),
        }
    }

    /// The plan that the bars show: as it would be while one drags, else as it is.
    pub fn plan_a_la_vista(self) -> Option<Plan> {
        self.filas().ensayo(Plan::clone).or_else(|| self.plan.get_untracked())
    }

    /// Where it is called, what is reckoned follows the plan.
    pub fn seguir_plan(self) {
        self.plan.track();
    }

    pub fn unidad(self) -> Id<UnidadOrganica> {
        self.fijo.with_value(|fijo| fijo.first.unidad)
    }

    pub fn replica(self) -> Replica {
        self.fijo.with_value(|fijo| fijo.replica)
    }

    pub fn filas(self) -> Filas {
        self.fijo.with_value(|fijo| fijo.filas)
    }

    pub fn mano(self) -> Mano {
        self.fijo.with_value(|fijo| fijo.mano)
    }

    /// How many rows there are, drawn or not.
    pub fn total(self) -> usize {
        let here = self.plan.with(Option::is_some);
        if here { self.renglones.with(|rows| rows.len()) } else { self.fijo.with_value(|fijo| fijo.first.total) }
    }

    pub fn versiones_al_abrir(self) -> Vec<VersionNombrada> {
        self.fijo.with_value(|fijo| fijo.first.versiones.clone())
    }

    /// One bar as it is now, or as it would be. [`Filas`] tells when it changes.
    pub fn barra(self, nodo: Nodo) -> Option<Barra> {
        let read = |plan: &Plan| self.consulta.with_untracked(|consulta| barra(plan, consulta, nodo));
        let now = self.filas().ensayo(read).or_else(|| self.plan.with_untracked(|plan| plan.as_ref().map(read)));
        now.unwrap_or_else(|| {
            self.fijo.with_value(|fijo| fijo.first.barras.iter().find(|barra| barra.nodo == nodo).cloned())
        })
    }

    /// The days a row has in the plan, whatever is being dragged.
    pub fn ventana(self, fila: Fila) -> Option<Ventana> {
        self.con_plan(|plan| match fila {
            Fila::Actividad(id) => plan.get(id).map(|row| row.ventana),
            Fila::Tarea(id) => plan.get(id).map(|row| row.ventana),
        })?
    }

    /// The days it may have: those of the year, or of its activity.
    pub fn marco(self, fila: Fila) -> Ventana {
        let activity = self.con_plan(|plan| match fila {
            Fila::Actividad(_) => None,
            Fila::Tarea(id) => plan.get(id).and_then(|row| plan.get(row.actividad)).map(|row| row.ventana),
        });
        activity.flatten().unwrap_or_else(|| Ventana::anual(self.ejercicio))
    }

    /// Whether the person may move a row: those of their own unit.
    pub fn mueve(self, fila: Fila) -> bool {
        let actor = self.context().actor;
        let unit = self.con_plan(|plan| {
            let activity = match fila {
                Fila::Actividad(id) => Some(id),
                Fila::Tarea(id) => plan.get(id).map(|row| row.actividad),
            };
            let unit = activity.and_then(|id| plan.get(id)).map(|row| row.unidad)?;
            Some(vista::edicion(plan, &actor, unit).es_abierta())
        });
        unit.flatten().unwrap_or_default()
    }

    pub fn con_plan<T>(self, read: impl FnOnce(&Plan) -> T) -> Option<T> {
        self.replica().plan().with_untracked(|plan| plan.as_ref().map(read))
    }

    /// The move of one row to other days.
    pub fn traslado(self, fila: Fila, nueva: Ventana, reparto: Reparto) -> Option<Reprogramacion> {
        self.ventana(fila).map(|seen| Reprogramacion { fila, seen, nueva, reparto })
    }

    /// What is selected, or else the row one is on.
    pub fn elegidas(self) -> Vec<Fila> {
        let chosen: Vec<Fila> = self.seleccion.with(|all| all.iter().copied().collect());
        if chosen.is_empty() { self.foco.get().and_then(Nodo::fila).into_iter().collect() } else { chosen }
    }

    /// The activities among them.
    pub fn actividades_elegidas(self) -> Vec<Id<Actividad>> {
        let activity = |fila| match fila {
            Fila::Actividad(id) => Some(id),
            Fila::Tarea(_) => None,
        };
        self.elegidas().into_iter().filter_map(activity).collect()
    }

    /// One is on this row now.
    pub fn estar(self, nodo: Nodo) {
        if self.foco.get_untracked() != Some(nodo) {
            self.foco.set(Some(nodo));
        }
    }

    pub fn context(self) -> Context {
        self.fijo.with_value(|fijo| fijo.context)
    }

    /// Whether the person may write here, and if not, why.
    pub fn edicion<T>(self, read: impl FnOnce(&Edicion) -> T) -> T {
        self.fijo.with_value(|fijo| read(&fijo.first.edicion))
    }

    pub fn es_abierta(self) -> bool {
        self.edicion(Edicion::es_abierta)
    }

    pub fn indice(self, nodo: Nodo) -> Option<usize> {
        self.lugares.with_untracked(|all| all.get(&nodo).copied())
    }

    /// Where a row that is drawn stands.
    pub fn lugar(self, nodo: Nodo) -> usize {
        self.sitio(nodo).unwrap_or_default()
    }

    /// Where a row stands, if it is unfolded. Follows the rows where it is called in a memo.
    pub fn sitio(self, nodo: Nodo) -> Option<usize> {
        self.lugares.with(|all| all.get(&nodo).copied())
    }

    /// Reads the plan on screen, once there is one.
    pub fn visto<T>(self, read: impl Fn(&Plan) -> T) -> Option<T> {
        seen(self.plan, self.preview, read)
    }
}

fn seen<T>(plan: RwSignal<Option<Plan>>, preview: RwSignal<Option<Plan>>, read: impl Fn(&Plan) -> T) -> Option<T> {
    preview.with(|plan| plan.as_ref().map(&read)).or_else(|| plan.with(|plan| plan.as_ref().map(read)))
}

/// Of every unit on screen; nothing is reckoned while the critical path is not asked for.
fn slack(
    plan: RwSignal<Option<Plan>>,
    preview: RwSignal<Option<Plan>>,
    consulta: &Consulta,
    asked: bool,
) -> BTreeMap<Fila, Holgura> {
    if !asked {
        return BTreeMap::new();
    }
    let all = seen(plan, preview, |plan| match consulta.ambito {
        Ambito::Propio => holguras(plan, consulta.unidad),
        Ambito::ConDependientes => {
            let units = plan.todos::<UnidadOrganica>().keys();
            units
                .filter(|unit| plan.linea(**unit).contains(&consulta.unidad))
                .flat_map(|unit| holguras(plan, *unit))
                .collect()
        }
    });
    all.unwrap_or_default()
}
