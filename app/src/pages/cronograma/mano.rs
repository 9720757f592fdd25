//! The hand: what it holds, and the chip beside the pointer.
//!
//! While one drags nothing is laid out for the asking: places are read when the bar is taken, and
//! each frame writes once.

use domain::Plan;
use domain::command::{Fila, Reprogramacion};
use domain::plan::Ventana;
use domain::vista::cronograma::Asa;
use leptos::prelude::*;

use crate::components::chip::Chip;
use crate::components::drag::Hand;

/// What is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parte {
    Barra(Asa),
    Vinculo,
}

/// What of the plan as it would be is still to be shown: one in each frame, so that a slow processor
/// too keeps up with the hand.
#[derive(Clone, Debug, Default)]
pub(super) enum Pendiente {
    #[default]
    Nada,
    /// The bars, then what the chip says; `None` where a rule refuses it or nothing moves.
    Barras(Option<Box<Plan>>, String),
    Dicho(String),
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
    pub hand: Hand<Arrastre>,
    /// Whether a bar is off the page and in the hand.
    pub alzada: RwSignal<bool>,
    pub ficha: Chip,
}

impl Mano {
    pub fn new() -> Self {
        Self { hand: Hand::empty(), alzada: RwSignal::new(false), ficha: Chip::default() }
    }

    pub fn tomar(self, held: Arrastre) {
        self.alzada.set(held.lifted);
        self.hand.take(held);
    }

    pub fn en_mano(self) -> bool {
        self.hand.with(|held| held.lifted).unwrap_or_default()
    }

    /// Opens the hand.
    pub fn soltar(self) -> Option<Arrastre> {
        let held = self.hand.open();
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
