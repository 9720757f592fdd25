//! The sheet of activities, tied to the plan.

use domain::Id;
use domain::plan::Actividad;
use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::alta;
use super::anchos::anchos;
use super::barra::{self, Avisos, Barra};
use super::columnas::{COSTO, NOMBRE, columnas, con_presentes, dibujar, en_blanco, frente_a, sumas};
use super::escritura::escribir;
use super::hoja::Hoja;
use super::lugar::{HOJA, con_panel, de_unidad};
use super::prioridad::{self, Arrastre};
use super::rechazos;
use crate::components::grid::{Banner, Gesture, Grid, NEW_ROW, Row, Sheet};
use crate::components::solo_lectura::SoloLectura;
use crate::pages::asked::go_where_asked;
use crate::pages::unwritten;
use crate::state::presence::use_presence;
use crate::state::unit::use_units;
use crate::whole::once_whole;

/// What is under way on the page beside typing.
#[derive(Clone, Copy)]
pub(super) struct Actos {
    /// The last refusal that belongs to no cell.
    pub aviso: RwSignal<Option<String>>,
    /// The last activity withdrawn, which can be restored.
    pub retirada: RwSignal<Option<(Id<Actividad>, String)>>,
    /// Whether the place is being typed.
    pub moviendo: RwSignal<bool>,
    pub arrastre: RwSignal<Option<Arrastre>>,
}

impl Actos {
    fn new() -> Self {
        Self {
            aviso: RwSignal::new(None),
            retirada: RwSignal::new(None),
            moviendo: RwSignal::new(false),
            arrastre: RwSignal::new(None),
        }
    }
}

#[component]
pub(super) fn Tabla(hoja: Hoja) -> impl IntoView {
    let actos = Actos::new();
    let sheet = sheet(hoja, actos);
    let page = de_unidad(&use_units().tree, hoja.unidad);
    once_whole(move || {
        rechazos::seguir(hoja, sheet);
        unwritten::follow(hoja.replica, sheet, page);
        go_where_asked(move |place| sheet.go_where(place));
    });
    let holder = NodeRef::<Div>::new();
    let banner = Signal::derive(move || linea(hoja));
    let footer = Signal::derive(move || hoja.resumen.with(|resumen| sumas(resumen.meses, resumen.programado)));
    tell_where(sheet);
    hold(hoja, actos, sheet);
    let anchos = anchos(hoja);
    let held = move || sheet.lifted.get().map(|_| "");
    view! {
        <Avisos hoja actos />
        {if hoja.is_open() {
            view! { <Barra hoja sheet actos /> }.into_any()
        } else {
            view! { <SoloLectura edicion=hoja.edicion.get_value() /> }.into_any()
        }}
        <div
            class=move || ["programacion ", &anchos.get()].concat()
            node_ref=holder
            data-held=held
            on:pointerdown=move |event| {
                prioridad::tomar(hoja, actos, holder.get_untracked().map(Into::into), &event);
            }
            on:pointermove=move |event| prioridad::arrastrar(hoja, actos, &event)
            on:pointerup=move |_| prioridad::dejar(hoja, actos, sheet)
            on:pointercancel=move |_| prioridad::abandonar(hoja, actos)
        >
            <Grid sheet label="Actividades de la unidad, con sus metas y su costo" banner footer=footer />
        </div>
    }
}

/// Others are told of the activity that one goes to; opening the page is not going to one.
fn tell_where(sheet: Sheet) {
    let presencia = use_presence();
    Effect::new(move |before: Option<Option<Id<Actividad>>>| {
        let now = sheet.current().map(Id::new);
        if before.is_some_and(|before| before != now) {
            presencia.estoy_en(now);
        }
        now
    });
}

/// The row in the hand is seen to be; Escape puts it back.
fn hold(hoja: Hoja, actos: Actos, sheet: Sheet) {
    let held = Memo::new(move |_| actos.arrastre.with(|held| held.as_ref().and_then(Arrastre::lifted)));
    Effect::new(move || sheet.lifted.set(held.get()));
    Effect::new(move || {
        let escaped = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && actos.arrastre.with_untracked(Option::is_some) {
                prioridad::abandonar(hoja, actos);
                sheet.say("La actividad sigue en su puesto.");
            }
        });
        on_cleanup(move || escaped.remove());
    });
}

fn sheet(hoja: Hoja, actos: Actos) -> Sheet {
    let (units, navigate, presencia) = (use_units(), use_navigate(), use_presence());
    let pagina = Memo::new(move |_| ["/programacion", &units.query()].concat());
    let link = move |key| pagina.with(|pagina| con_panel(pagina, Id::new(key)));
    let row = move |key| match key {
        NEW_ROW => en_blanco(),
        key => match hoja.fila(Id::new(key)) {
            Some(fila) => {
                let drawn = dibujar(&fila, link(key));
                let drawn = if hoja.se_compara() { frente_a(drawn, hoja.vigente(fila.id).as_ref()) } else { drawn };
                con_presentes(drawn, &presencia.en(fila.id))
            }
            None => Row::default(),
        },
    };
    let open = Signal::stored(hoja.is_open());
    let sheet = Sheet::new(HOJA, columnas(hoja), hoja.order.into(), row).adding(NOMBRE).named_by(NOMBRE);
    let drafts = sheet.drafts;
    let sheet = sheet.written(open, move |edits| {
        let answers = escribir(hoja, edits.clone());
        alta::marcar(hoja, drafts, &edits, &answers);
        answers
    });
    sheet.on_gesture(move |gesture| match gesture {
        Gesture::Action(key, col) => {
            let place = untrack(|| link(key)) + if col == COSTO { "&parte=insumos" } else { "" };
            navigate(&place, NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
        Gesture::Lift(key, way) if hoja.is_open() => prioridad::levantar(hoja, actos, sheet, Id::new(key), way),
        Gesture::Withdraw(key) if hoja.is_open() => barra::retirar(hoja, actos, Id::new(key)),
        Gesture::Lift(..) | Gesture::Withdraw(_) => {}
    })
}

/// The funding line, above the first activity not fully covered; at the foot when all are.
fn linea(hoja: Hoja) -> Option<Banner> {
    hoja.linea.with(|linea| {
        let (_, _, total) = linea.filas.last()?;
        let Some(corte) = linea.corte else {
            let text = ["Línea de financiamiento: los techos cubren todo lo programado, ", &total.to_string()].concat();
            return (!total.es_cero()).then_some(Banner { before: None, text });
        };
        let at = linea.filas.iter().position(|(id, _, _)| *id == corte)?;
        let covered = at.checked_sub(1).and_then(|before| linea.filas.get(before)).map(|(_, _, running)| *running);
        let text = [
            "Línea de financiamiento: hasta aquí, ",
            &covered.unwrap_or_default().to_string(),
            " de ",
            &total.to_string(),
            "; demanda no financiada, ",
            &linea.no_financiada().to_string(),
        ];
        Some(Banner { before: Some(corte.uuid()), text: text.concat() })
    })
}
