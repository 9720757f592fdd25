//! What is laid over the cells: the one editor there is, and the note of the cell one is on.

use leptos::prelude::*;

use super::events;
use super::model::{DraftState, RowKey};
use super::screen::{self, Lay, part_id};
use super::sheet::Sheet;

#[component]
pub(super) fn Over(sheet: Sheet) -> impl IntoView {
    view! {
        <div class="grid__over">
            <Editor sheet />
            <Note sheet />
        </div>
    }
}

/// One input for every typed cell and one list for every choice; both always here, so
/// that the key that begins an edit already falls inside.
#[component]
fn Editor(sheet: Sheet) -> impl IntoView {
    let column = move || sheet.editing.get().map(|editing| editing.pos.col);
    let name =
        move || sheet.editing.get().map(|editing| sheet.spoken(editing.row, editing.pos.col)).unwrap_or_default();
    let choices = move || {
        let column = column()?;
        let choices = sheet.columns.with_value(|columns| columns.get(column).and_then(|column| column.choices))?;
        Some(
            choices
                .get()
                .iter()
                .map(|one| view! { <option value=one.value.clone()>{one.label.clone()}</option> })
                .collect_view(),
        )
    };
    Effect::new(move || {
        if sheet.editing.with(Option::is_none) {
            for part in ["editor", "lista"] {
                if let Some(editor) = screen::by_id(&part_id(sheet, part)) {
                    editor.set_hidden(true);
                }
            }
        }
    });
    view! {
        <input
            id=part_id(sheet, "editor")
            class="grid__editor"
            hidden
            aria-label=name
            autocomplete="off"
            spellcheck="false"
            enterkeyhint="next"
            on:focusout=move |_| events::focusout(sheet)
        />
        <select
            id=part_id(sheet, "lista")
            class="grid__editor"
            hidden
            aria-label=name
            on:change=move |_| sheet.sought.set_value(String::new())
            on:focusout=move |_| events::focusout(sheet)
        >
            {choices}
        </select>
    }
}

/// Why the cell one is on was refused, or what it waits for; and where someone else
/// wrote, whose it shall be.
#[component]
fn Note(sheet: Sheet) -> impl IntoView {
    let here = Memo::new(move |_| {
        let pos = sheet.selection.with(|selection| selection.head);
        sheet.order.track();
        let key = sheet.key_at(pos.row)?;
        let draft = sheet.drafts.get(key, pos.col)?;
        let why = draft.state.why()?.clone();
        Some((key, pos.col, why, Offer::of(&draft.state)))
    });
    Effect::new(move || {
        if here.with(Option::is_some) {
            request_animation_frame(move || {
                screen::paint(sheet);
                if let Some(note) = screen::by_id(&part_id(sheet, "nota")) {
                    screen::lay(sheet, &note, Lay::Under);
                }
            });
        }
    });
    let class = move || match here.with(|here| here.as_ref().map(|(_, _, _, offer)| *offer)) {
        Some(Offer::Confirm) => "grid__note grid__note--draft",
        _ => "grid__note",
    };
    view! {
        <div id=part_id(sheet, "nota") class=class hidden=move || here.with(Option::is_none)>
            {move || {
                here.get()
                    .map(|(key, col, why, offer)| {
                        view! {
                            <p>{why.text} " " <Article article=why.article /></p>
                            <Ways sheet key col offer />
                        }
                    })
            }}
        </div>
    }
}

/// What can be done about a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offer {
    /// Leave what the program chose.
    Confirm,
    Discard,
    /// Someone else's value, or mine.
    Choose,
}

impl Offer {
    fn of(state: &DraftState) -> Self {
        match state {
            DraftState::Assumed(_) => Self::Confirm,
            DraftState::Conflict(_) => Self::Choose,
            DraftState::Pending | DraftState::Refused(_) => Self::Discard,
        }
    }

    /// Of the button that keeps what the plan has.
    fn name(self) -> &'static str {
        match self {
            Self::Confirm => "Dejar así",
            Self::Discard => "Descartar lo escrito",
            Self::Choose => "Dejar el otro",
        }
    }
}

/// Keep what the plan has, or, over someone else's value, write mine.
#[component]
fn Ways(sheet: Sheet, key: RowKey, col: usize, offer: Offer) -> impl IntoView {
    let mine = move |_| {
        sheet.keep_mine(key, col);
        screen::focus(sheet);
    };
    let theirs = move |_| {
        sheet.drafts.drop(key, col);
        screen::focus(sheet);
    };
    view! {
        <p class="grid__choice">
            {(offer == Offer::Choose)
                .then(|| {
                    view! {
                        <button class="button button--small" type="button" on:click=mine>
                            "Usar el mío"
                        </button>
                    }
                })}
            <button class="button button--small" type="button" on:click=theirs>
                {offer.name()}
            </button>
        </p>
    }
}

/// The rule a refusal rests on.
#[component]
fn Article(article: &'static str) -> impl IntoView {
    (!article.is_empty()).then(|| {
        view! { <a href=["/criterios#art-", article].concat()>"Art. " {article}</a> }
    })
}
