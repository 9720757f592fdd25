//! The hand: what it holds. Places are read when it is taken; while one drags, each frame writes once.

use std::collections::VecDeque;

use domain::Id;
use domain::plan::Actividad;
use domain::vista::prioridades::{Lugar, Renglon};
use leptos::prelude::*;

use super::ensayo::Paso;
use crate::components::chip::Chip;
use crate::components::drag::Hand;

/// What of a row is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parte {
    Fila,
    Dinero,
}

/// A row in the hand.
#[derive(Clone, Debug)]
pub(super) struct Arrastre {
    /// Which of all the presses on this page.
    pub pulsacion: u32,
    pub puntero: i32,
    pub renglon: Renglon,
    pub parte: Parte,
    pub from: (i32, i32),
    pub now: (i32, i32),
    /// Where the first row of the board is in the window, were it not scrolled.
    pub cima: i32,
    /// The top and the bottom of the board in the window.
    pub lados: (i32, i32),
    pub ventana: i32,
    /// A finger has to rest first; a mouse lifts by moving.
    pub por_tacto: bool,
    pub lifted: bool,
    /// A frame was asked for.
    pub asked: bool,
    /// The line of the board that it is over.
    pub sobre: Option<usize>,
    pub lugar: Option<Lugar>,
    /// What is still to be shown, in order.
    pub pasos: VecDeque<Paso>,
}

/// A handle on the hand; copying it costs nothing.
#[derive(Clone, Copy)]
pub(super) struct Mano {
    pub hand: Hand<Arrastre>,
    /// What is off the page and in the hand.
    pub alzada: RwSignal<Option<(Renglon, Parte)>>,
    /// Where the ruta would be cut open for a heading in the hand.
    pub corte: RwSignal<Option<usize>>,
    /// The activity that would receive the money in the hand.
    pub recibe: RwSignal<Option<Id<Actividad>>>,
    pub ficha: Chip,
}

impl Mano {
    pub fn new() -> Self {
        Self {
            hand: Hand::empty(),
            alzada: RwSignal::new(None),
            corte: RwSignal::new(None),
            recibe: RwSignal::new(None),
            ficha: Chip::default(),
        }
    }

    pub fn en_mano(self) -> bool {
        self.hand.with(|held| held.lifted).unwrap_or_default()
    }

    /// Opens the hand.
    pub fn soltar(self) -> Option<Arrastre> {
        let held = self.hand.open();
        self.ficha.say(String::new());
        if self.alzada.with_untracked(Option::is_some) {
            self.alzada.set(None);
        }
        if self.corte.with_untracked(Option::is_some) {
            self.corte.set(None);
        }
        if self.recibe.with_untracked(Option::is_some) {
            self.recibe.set(None);
        }
        held
    }
}
