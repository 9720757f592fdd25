//! The chip beside the pointer: what letting go would do.
//!
//! It hangs from the side of the window that it is nearer to, so that nobody has to ask how wide
//! it is: a frame of a drag lays nothing out for the asking.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

/// A handle on the chip; copying it costs nothing.
#[derive(Clone, Copy)]
pub struct Chip {
    said: RwSignal<String>,
    /// Whether it hangs from the end of the window.
    at_end: RwSignal<bool>,
    node: NodeRef<Div>,
}

impl Default for Chip {
    fn default() -> Self {
        Self { said: RwSignal::default(), at_end: RwSignal::new(false), node: NodeRef::new() }
    }
}

impl Chip {
    /// Says something, or nothing any more.
    pub fn say(self, text: String) {
        if self.said.with_untracked(|said| *said != text) {
            self.said.set(text);
        }
    }

    /// Puts it beside the pointer, towards the middle of a window so wide.
    pub fn follow(self, (x, y): (i32, i32), window: i32) {
        let Some(chip) = self.node.get_untracked() else { return };
        let ends = 2 * x > window;
        if self.at_end.get_untracked() != ends {
            self.at_end.set(ends);
        }
        let across = if ends { x - 12 - window } else { x + 12 };
        // Places go through the style object: the content policy refuses style attributes.
        let _ = HtmlElement::style(&chip).set_property("transform", &format!("translate({across}px,{}px)", y + 18));
    }
}

/// The face of the arrows that a chip says comes with the chip. With its first word it would have the
/// whole page laid out again, under the hand.
fn bring_arrows() {
    // A courtesy: where it does not come, the browser asks for it in time.
    let _ = document().fonts().load_with_text("1em Signos", "→");
}

#[component]
pub fn ChipView(
    chip: Chip,
    /// Of the page, beside its own.
    class: &'static str,
) -> impl IntoView {
    Effect::new(bring_arrows);
    view! {
        <div class="chip" node_ref=chip.node aria-hidden="true" data-end=move || chip.at_end.get().then_some("")>
            <div class=format!("chip__text {class}") hidden=move || chip.said.with(String::is_empty)>
                {chip.said}
            </div>
        </div>
    }
}
