//! A working page: one title, its actions, the work, and beside it the unit's live
//! budget summary: a column from 1600 px, a one-line strip that opens below, a sheet
//! at the bottom on a tablet held upright.

use std::cell::Cell;

use chrono::NaiveDate;
use domain::Ejercicio;
use domain::tiempo::fecha;
use leptos::html::{Aside, Button};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use leptos_meta::Title;

use super::icon::{Glyph, Icon};
use super::leaving::when_left;
use super::tag::{Notice, Tone};

/// Where the work of a page is.
const CONTENT: &str = "contenido";

/// What every page inside the frame says of itself.
#[derive(Clone)]
pub struct Heading {
    pub entidad: String,
    pub ejercicio: Ejercicio,
    pub hoy: NaiveDate,
    /// The unit on screen, with its code.
    pub unidad: Signal<String>,
    /// What the address names as a unit and is none.
    pub desconocida: Signal<Option<String>>,
}

/// Whether nothing has the focus: what had it is gone.
#[must_use]
pub fn is_nowhere() -> bool {
    let focused = document().active_element();
    focused.is_none_or(|focused| document().body().is_some_and(|body| *body == focused))
}

/// Whoever pressed what is now gone goes on at the beginning of the page.
pub fn go_on() {
    request_animation_frame(|| {
        let main = document().get_element_by_id(CONTENT).filter(|_| is_nowhere());
        if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
            // A courtesy: a browser that refuses it loses nothing else.
            let _ = main.focus();
        }
    });
}

thread_local! {
    /// The page that came with the address takes no focus; those one walks to do.
    static FIRST: Cell<bool> = const { Cell::new(true) };
}

#[component]
pub fn Page(
    #[prop(into)] title: String,
    /// Beside the title: what is being shown, in a few words.
    #[prop(optional, into)]
    about: Option<ViewFn>,
    #[prop(optional, into)] actions: Option<ViewFn>,
    /// The summary, if the page has one.
    #[prop(optional, into)]
    summary: Option<SummaryView>,
    children: Children,
) -> impl IntoView {
    let has_summary = summary.is_some().then_some("");
    let heading = use_context::<Heading>();
    Effect::new(|| {
        if !FIRST.replace(false) {
            go_on();
        }
    });
    view! {
        <Title text=title.clone() />
        <div class="page" data-summary=has_summary>
            {summary.map(|summary| view! { <Summary summary /> })}
            <main class="page__main" id=CONTENT tabindex="-1">
                {heading.clone().map(|heading| view! { <Letterhead heading /> })}
                <div class="page__head">
                    <h1>{title}</h1>
                    {about.map(|about| view! { <div class="page__about">{about.run()}</div> })}
                    {actions.map(|actions| view! { <div class="page__actions">{actions.run()}</div> })}
                </div>
                {heading.map(|heading| view! { <Unknown heading /> })}
                <div class="page__body">{children()}</div>
            </main>
        </div>
    }
}

/// Puts the page on paper.
#[component]
pub fn Imprimir(
    /// `button--primary` where that is what the page is for.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <button class=["button ", class].concat() type="button" on:click=move |_| drop(window().print())>
            "Imprimir"
        </button>
    }
}

/// On paper only: whose plan it is, of which unit, and on what date.
#[component]
fn Letterhead(heading: Heading) -> impl IntoView {
    let Heading { entidad, ejercicio, hoy, unidad, .. } = heading;
    view! {
        <div class="letterhead">
            <span>
                <strong>{entidad}</strong>
                <br />
                "Plan Operativo Institucional "
                {ejercicio.year()}
            </span>
            <span>
                <span class="letterhead__unit">{unidad}</span>
                "Al "
                {fecha(hoy)}
            </span>
        </div>
    }
}

/// The address names a unit that the plan does not have: another one is shown.
#[component]
fn Unknown(heading: Heading) -> impl IntoView {
    let Heading { unidad, desconocida, .. } = heading;
    move || {
        desconocida.get().map(|named| {
            let said = ["No hay una unidad «", &named, "» en este plan. Se muestra ", &unidad.get(), "."].concat();
            view! { <Notice tone=Tone::Warn>{said}</Notice> }
        })
    }
}

/// The two forms of a summary: one line, and all of it.
#[derive(Clone)]
pub struct SummaryView {
    pub line: ViewFn,
    pub whole: ViewFn,
}

impl SummaryView {
    pub fn new(line: impl Into<ViewFn>, whole: impl Into<ViewFn>) -> Self {
        Self { line: line.into(), whole: whole.into() }
    }
}

/// Until the person decides, the width does: open as a column, closed as a strip.
#[component]
fn Summary(summary: SummaryView) -> impl IntoView {
    let chosen = RwSignal::new(None::<bool>);
    let wide = RwSignal::new(false);
    Effect::new(move || {
        wide.set(is_wide());
        let resized = window_event_listener(leptos::ev::resize, move |_| wide.set(is_wide()));
        on_cleanup(move || resized.remove());
    });
    let open = move || chosen.get().unwrap_or_else(|| wide.get());
    let (aside, toggle) = (NodeRef::<Aside>::new(), NodeRef::<Button>::new());
    // Laid over the work, it gives way; as a column it stays.
    when_left(
        move || aside.get_untracked(),
        move || {
            let over = chosen.get_untracked() == Some(true) && !is_wide();
            if over {
                chosen.set(Some(false));
                return_focus(aside, toggle);
            }
            over
        },
    );
    view! {
        <aside
            node_ref=aside
            class="summary"
            aria-label="Resumen del presupuesto de la unidad"
            data-open=move || chosen.get().map(|open| if open { "si" } else { "no" })
        >
            <div class="summary__strip">
                <div class="summary__line">{summary.line.run()}</div>
                <button
                    class="button button--quiet button--small summary__toggle"
                    type="button"
                    aria-expanded=move || if open() { "true" } else { "false" }
                    aria-controls="resumen"
                    node_ref=toggle
                    on:click=move |_| chosen.set(Some(!open()))
                >
                    <Icon glyph=Glyph::Panel class="icon--small" />
                    <span>"Resumen"</span>
                </button>
            </div>
            <div class="summary__whole" id="resumen">
                {summary.whole.run()}
            </div>
        </aside>
    }
}

/// The focus that was inside goes to the button that opens it again.
fn return_focus(aside: NodeRef<Aside>, toggle: NodeRef<Button>) {
    let inside = |aside: HtmlElement| document().active_element().is_some_and(|one| aside.contains(Some(&one)));
    if let Some(toggle) = toggle.get_untracked().filter(|_| aside.get_untracked().is_some_and(inside)) {
        // A courtesy: a browser that refuses it loses nothing else.
        let _ = toggle.focus();
    }
}

/// As in `style/page.css`.
fn is_wide() -> bool {
    window().match_media("(min-width: 1600px)").ok().flatten().is_some_and(|query| query.matches())
}
