//! A working page: one title, its actions, the work, and beside it the unit's live
//! budget summary: a column from 1600 px, a one-line strip that opens below, a sheet
//! at the bottom on a tablet held upright.

use leptos::prelude::*;
use leptos_meta::Title;

use super::icon::{Glyph, Icon};

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
    view! {
        <Title text=title.clone() />
        <div class="page" data-summary=has_summary>
            {summary.map(|summary| view! { <Summary summary /> })}
            <main class="page__main" id="contenido" tabindex="-1">
                <div class="page__head">
                    <h1>{title}</h1>
                    {about.map(|about| view! { <div class="page__about">{about.run()}</div> })}
                    {actions.map(|actions| view! { <div class="page__actions">{actions.run()}</div> })}
                </div>
                <div class="page__body">{children()}</div>
            </main>
        </div>
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
    view! {
        <aside
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

/// As in `style/page.css`.
fn is_wide() -> bool {
    window().match_media("(min-width: 1600px)").ok().flatten().is_some_and(|query| query.matches())
}
