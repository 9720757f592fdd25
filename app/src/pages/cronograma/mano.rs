//! The hand: what it holds, and the chip beside the pointer.
//!
//! While one drags nothing is laid out for the asking: places are read when the bar is taken, and
//! each frame writes once.

use domain::command::{Fila, Reprogramacion};
use domain::plan::Ventana;
use domain::vista::cronograma::Asa;
use leptos::prelude::*;

use crate::components::chip::Chip;

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
    pub ficha: Chip,
}

impl Mano {
    pub fn new() -> Self {
        Self {
            held: StoredValue::new(None),
            pulsaciones: StoredValue::new(0),
            alzada: RwSignal::new(false),
            ficha: Chip::default(),
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
        self.ficha.say(text);
    }
}
