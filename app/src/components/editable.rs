//! One field of a row, written in its place: saved on leaving it or on Enter, silently.
//!
//! What is refused stays typed, with the reason beside it; a value that someone else
//! changes meanwhile never takes away what is being typed. Nothing is decided here:
//! a [`Binding`] says what the field is now and takes what the person wrote.

use domain::CommandId;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::draft::Draft;
use super::icon::{Glyph, Icon};
use super::shelf::Place;

/// Why a text was not taken, and the article it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub why: String,
    pub articulo: Option<&'static str>,
    pub cause: Cause,
}

/// What stands against a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    Rule,
    /// Someone else wrote there meanwhile: the person says whose it shall be.
    Overtaken,
}

impl Refusal {
    #[must_use]
    pub fn of(why: impl Into<String>) -> Self {
        Self { why: why.into(), articulo: None, cause: Cause::Rule }
    }
}

/// What a field is tied to. Copying it costs nothing.
#[derive(Clone, Copy)]
pub struct Binding {
    /// The value now, as text.
    pub shown: Signal<String>,
    /// Notes the value that the person sees.
    pub begin: Callback<()>,
    /// Tries a text against the value noted; `None` when it changes nothing.
    pub commit: Callback<String, Result<Option<CommandId>, Refusal>>,
    /// Why a command already on its way was refused, if it was.
    pub late: Callback<CommandId, Option<Refusal>>,
    /// The person has the refused text back.
    pub forget: Callback<CommandId>,
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub text: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into() }
    }
}

/// How a field is written.
#[derive(Clone, Copy)]
pub enum Control {
    Line,
    /// A number: aligned right.
    Figure,
    /// Several lines.
    Area,
    Date,
    Choice(Signal<Vec<Choice>>),
}

/// Whether a field may be written, said with a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    Write,
    Read,
}

/// Label, control, hint and refusal of one field.
#[component]
pub fn Editable(
    /// Of the control; the note beside it is `{id}-nota`.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    binding: Binding,
    #[prop(default = Control::Line)] control: Control,
    #[prop(default = Access::Write)] access: Access,
    #[prop(optional, into)] hint: Option<String>,
    /// `field--bare` where a column already names it.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let note = format!("{id}-nota");
    if access == Access::Read {
        return view! { <ReadOnly label binding control class /> }.into_any();
    }
    let draft = Draft::new(binding, Place::of(&id, &label));
    let input = draw(&id, &note, draft, control);
    view! {
        <div class=format!("field {class}") data-refused=move || draft.refusal.with(Option::is_some).then_some("si")>
            <label class="field__label" for=id>
                {label}
            </label>
            {input}
            {hint.map(|hint| view! { <p class="field__hint">{hint}</p> })}
            <div id=note aria-live="polite">
                {move || draft.refusal.get().map(|refusal| view! { <Why refusal draft /> })}
            </div>
        </div>
    }
    .into_any()
}

/// Ctrl+Z is the control's own while it holds something unsaved: `data-saved`, see `undo`.
fn draw(id: &str, note: &str, draft: Draft, control: Control) -> AnyView {
    let (id, note) = (id.to_owned(), note.to_owned());
    let invalid = move || draft.refusal.with(Option::is_some).then_some("true");
    let saved = move || draft.is_saved().then_some("");
    match control {
        Control::Choice(choices) => view! { <Chooser id note draft choices /> }.into_any(),
        Control::Area => view! { <Area id note draft /> }.into_any(),
        Control::Line | Control::Figure | Control::Date => view! {
            <input
                class=if matches!(control, Control::Figure) { "input input--figure" } else { "input" }
                id=id
                type=if matches!(control, Control::Date) { "date" } else { "text" }
                inputmode=matches!(control, Control::Figure).then_some("decimal")
                autocomplete="off"
                data-saved=saved
                aria-describedby=note
                aria-invalid=invalid
                value=untrack(move || draft.shown())
                prop:value=move || draft.shown()
                on:input=move |event| draft.typed(event_target_value(&event))
                on:blur=move |_| draft.commit()
                on:keydown=move |event| on_key(draft, &event, Enter::Alone)
            />
        }
        .into_any(),
    }
}

/// Several lines.
#[component]
fn Area(id: String, note: String, draft: Draft) -> impl IntoView {
    view! {
        <textarea
            class="input"
            id=id
            rows="3"
            data-saved=move || draft.is_saved().then_some("")
            aria-describedby=note
            aria-invalid=move || draft.refusal.with(Option::is_some).then_some("true")
            prop:value=move || draft.shown()
            on:input=move |event| draft.typed(event_target_value(&event))
            on:blur=move |_| draft.commit()
            on:keydown=move |event| on_key(draft, &event, Enter::WithControl)
        >
            {untrack(move || draft.shown())}
        </textarea>
    }
}

/// A choice is taken as it is made.
#[component]
fn Chooser(id: String, note: String, draft: Draft, choices: Signal<Vec<Choice>>) -> impl IntoView {
    let gone = gone(draft, choices);
    view! {
        <select
            class="input"
            id=id
            data-saved=""
            aria-describedby=note
            aria-invalid=move || draft.refusal.with(Option::is_some).then_some("true")
            on:change=move |event| {
                draft.typed(event_target_value(&event));
                draft.commit();
            }
        >
            {move || {
                gone.get()
                    .map(|Choice { value, text }| {
                        view! {
                            <option value=value disabled selected prop:selected=true>
                                {text}
                            </option>
                        }
                    })
            }}
            {move || {
                choices
                    .get()
                    .into_iter()
                    .map(|Choice { value, text }| {
                        let mine = value.clone();
                        let chosen = Memo::new(move |_| draft.shown() == mine);
                        view! {
                            <option value=value selected=move || chosen.get() prop:selected=move || chosen.get()>
                                {text}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    }
}

/// What the field holds, while it is no longer among what may be chosen.
fn gone(draft: Draft, choices: Signal<Vec<Choice>>) -> Memo<Option<Choice>> {
    let last = StoredValue::new(String::new());
    Memo::new(move |_| {
        let value = draft.shown();
        let listed =
            choices.with(|all| all.iter().find(|choice| choice.value == value).map(|choice| choice.text.clone()));
        match listed {
            Some(text) => {
                last.set_value(text);
                None
            }
            None => (!value.is_empty()).then(|| Choice::new(value, last.get_value())),
        }
    })
}

/// The reason, its article, and what to do when another person's value is at stake.
#[component]
fn Why(refusal: Refusal, draft: Draft) -> impl IntoView {
    let overtaken = refusal.cause == Cause::Overtaken;
    view! {
        <Reason refusal />
        {overtaken
            .then(|| {
                view! {
                    <p class="field__choice">
                        <button class="button button--small" type="button" on:click=move |_| draft.insist()>
                            "Usar el mío"
                        </button>
                        <button class="button button--small" type="button" on:click=move |_| draft.leave()>
                            "Dejar el otro"
                        </button>
                    </p>
                }
            })}
    }
}

/// The sentence that refuses, and its article.
#[component]
pub fn Reason(refusal: Refusal) -> impl IntoView {
    view! {
        <p class="field__error">
            <Icon glyph=Glyph::Alert class="icon--small" />
            <span>{refusal.why} {refusal.articulo.map(|articulo| view! { " " <Articulo articulo /> })}</span>
        </p>
    }
}

/// The rules of an article.
#[component]
pub fn Articulo(articulo: &'static str) -> impl IntoView {
    view! { <a href=format!("/criterios#{}", domain::criterios::ancla(articulo))>"Art. " {articulo}</a> }
}

#[component]
fn ReadOnly(label: String, binding: Binding, control: Control, class: &'static str) -> impl IntoView {
    let text = move || {
        let value = binding.shown.get();
        let named = match control {
            Control::Choice(choices) => {
                choices.with(|all| all.iter().find(|choice| choice.value == value).map(|choice| choice.text.clone()))
            }
            _ => None,
        };
        let text = named.unwrap_or(value);
        if text.is_empty() { "—".to_owned() } else { text }
    };
    view! {
        <div class=format!("field {class}")>
            <span class="field__label">{label}</span>
            <span class="field__value">{text}</span>
        </div>
    }
}

/// Which Enter saves: in a text of several lines the plain one is a new line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Enter {
    Alone,
    WithControl,
}

fn on_key(draft: Draft, event: &leptos::ev::KeyboardEvent, enter: Enter) {
    let saves = event.key() == "Enter" && (enter == Enter::Alone || event.ctrl_key());
    if saves {
        event.prevent_default();
        draft.commit();
    } else if event.key() == "Escape" && draft.is_typed() {
        event.stop_propagation();
        draft.leave();
        // The browser keeps its own value of a field that is being written.
        if let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
            let _ = field.blur();
            let _ = field.focus();
        }
    }
}
