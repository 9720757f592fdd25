//! A labelled control: label above, a hint, and the one sentence that refuses it.
//! What was typed stays typed.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Label, control, hint and refusal. The control is the child: it must carry the same
/// `id`, and `aria-describedby` = `{id}-nota`.
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let note = format!("{id}-nota");
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            {children()}
            <div id=note aria-live="polite">
                {hint
                    .filter(|hint| !hint.is_empty())
                    .map(|hint| view! { <p class="field__hint">{hint}</p> })}
                {move || {
                    error
                        .get()
                        .map(|why| {
                            view! {
                                <p class="field__error">
                                    <Icon glyph=Glyph::Alert class="icon--small" />
                                    <span>{why}</span>
                                </p>
                            }
                        })
                }}
            </div>
        </div>
    }
}

/// A one-line text of a form that is posted.
#[component]
pub fn TextField(
    /// Name in the form, and id on the page.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Field id=name label=label hint=hint.unwrap_or_default() error=error>
            <input
                class="input"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                required
                aria-describedby=format!("{name}-nota")
                aria-invalid=move || error.get().is_some().then_some("true")
            />
        </Field>
    }
}
