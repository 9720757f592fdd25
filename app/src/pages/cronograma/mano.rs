//! The hand: what it holds, and the chip beside the pointer.
//!
//! While one drags nothing is laid out for the asking: places are read when the bar is taken, and
//! each frame writes once.

use domain::command::{Fila, Reprogramacion};
use domain::plan::Ventana;
use domain::vista::cronograma::Asa;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

/// What is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parte {
    Barra(Asa),
    Vinculo,
}

/// What of the plan as it would be is still to be shown: in the next frame, so that a slow
/// processor too keeps up with the hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pendiente {
    #[default]
    Nada,
    /// The summary and the months.
    Resumen,
}

/// A row that goes along, with the days it had when it was taken: one that somebody else moves
/// meanwhile stays theirs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tomada {
    pub fila: Fila,
    pub seen: Ventana,
    /// The days it may have.
    pub marco: Ventana,
}

/// A bar in the hand.
#[derive(Clone, Debug)]
pub(super) struct Arrastre {
    /// Which of all the presses on this page.
    pub pulsacion: u32,
    pub fila: Fila,
    pub parte: Parte,
    /// The rows that go along, itself among them.
    pub tomadas: Vec<Tomada>,
    /// Where it was taken: of the window across and down, and how far the board was scrolled.
    pub from: (i32, i32, i32),
    pub now: (i32, i32),
    /// The sides of the board in the window: left, right, top and bottom.
    pub lados: (i32, i32, i32, i32),
    /// How wide the window is.
    pub ventana: i32,
    pub lifted: bool,
    /// The pointer went on since the last frame.
    pub moved: bool,
    /// A frame was asked for.
    pub asked: bool,
    /// The moves it would make.
    pub moves: Vec<Reprogramacion>,
    pub pendiente: Pendiente,
    /// The bar that a link would end at.
    pub hacia: Option<Fila>,
}

/// A handle on the hand; copying it costs nothing.
#[derive(Clone, Copy)]
pub(super) struct Mano {
    held: StoredValue<Option<Arrastre>>,
    pulsaciones: StoredValue<u32>,
    /// Whether a bar is off the page and in the hand.
    pub alzada: RwSignal<bool>,
    /// Said beside the pointer.
    pub ficha: RwSignal<String>,
    /// Whether the chip hangs from the end of the window.
    al_final: RwSignal<bool>,
    chip: NodeRef<Div>,
}

impl Mano {
    pub fn new() -> Self {
        Self {
            held: StoredValue::new(None),
            pulsaciones: StoredValue::new(0),
            alzada: RwSignal::new(false),
            ficha: RwSignal::default(),
            al_final: RwSignal::new(false),
            chip: NodeRef::new(),
        }
    }

    /// The number of a press that begins.
    pub fn pulsacion(self) -> u32 {
        self.pulsaciones.update_value(|number| *number = number.wrapping_add(1));
        self.pulsaciones.get_value()
    }

    pub fn tomar(self, held: Arrastre) {
        self.alzada.set(held.lifted);
        self.held.set_value(Some(held));
    }

    pub fn tiene(self) -> bool {
        self.held.with_value(Option::is_some)
    }

    pub fn en_mano(self) -> bool {
        self.held.with_value(|held| held.as_ref().is_some_and(|held| held.lifted))
    }

    /// Changes what is held, if anything is.
    pub fn con<T>(self, change: impl FnOnce(&mut Arrastre) -> T) -> Option<T> {
        self.held.try_update_value(|held| held.as_mut().map(change)).flatten()
    }

    /// Opens the hand.
    pub fn soltar(self) -> Option<Arrastre> {
        let held = self.held.try_update_value(Option::take).flatten();
        if self.alzada.get_untracked() {
            self.alzada.set(false);
        }
        self.decir(String::new());
        held
    }

    pub fn decir(self, text: String) {
        if self.ficha.with_untracked(|said| *said != text) {
            self.ficha.set(text);
        }
    }

    /// Puts the chip beside the pointer, towards the middle of a window so wide: it hangs from the
    /// side it is nearer to, and nobody has to ask how wide it is.
    pub fn acompanar(self, (x, y): (i32, i32), ventana: i32) {
        let Some(chip) = self.chip.get_untracked() else { return };
        let ends = 2 * x > ventana;
        if self.al_final.get_untracked() != ends {
            self.al_final.set(ends);
        }
        let across = if ends { x - 12 - ventana } else { x + 12 };
        // Places go through the style object: the content policy refuses style attributes.
        let _ = HtmlElement::style(&chip).set_property("transform", &format!("translate({across}px,{}px)", y + 18));
    }
}

/// The chip beside the pointer.
#[component]
pub(super) fn Ficha(mano: Mano) -> impl IntoView {
    view! {
        <div
            class="gantt__chip"
            node_ref=mano.chip
            aria-hidden="true"
            hidden=move || mano.ficha.with(String::is_empty)
            data-end=move || mano.al_final.get().then_some("")
        >
            {mano.ficha}
        </div>
    }
}
