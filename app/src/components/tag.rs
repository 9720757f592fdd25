//! A state in a word, and a message in its place.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How it stands; the words say it too, never the colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Warn,
    Bad,
    Draft,
}

impl Tone {
    fn of(self, block: &str) -> String {
        let variant = match self {
            Self::Plain => return block.to_owned(),
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Draft => "draft",
        };
        format!("{block} {block}--{variant}")
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Plain | Self::Draft => Glyph::Info,
            Self::Good => Glyph::Check,
            Self::Warn | Self::Bad => Glyph::Alert,
        }
    }
}

#[component]
pub fn Tag(tone: Tone, children: Children) -> impl IntoView {
    view! { <span class=tone.of("tag")>{children()}</span> }
}

/// The last refusal, kept until it is read.
#[component]
pub fn Dismissable(text: RwSignal<Option<String>>) -> impl IntoView {
    move || {
        text.get().map(|why| {
            view! {
                <Notice tone=Tone::Bad>
                    {why}
                    <button
                        class="button button--quiet button--icon"
                        type="button"
                        aria-label="Entendido"
                        on:click=move |_| text.set(None)
                    >
                        <Icon glyph=Glyph::Close class="icon--small" />
                    </button>
                </Notice>
            }
        })
    }
}

/// What happened, what was kept, what to do. Bad ones are announced.
#[component]
pub fn Notice(tone: Tone, children: Children) -> impl IntoView {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! {
        <div class=tone.of("notice") role=role>
            <Icon glyph=tone.glyph() />
            <div>{children()}</div>
        </div>
    }
}
