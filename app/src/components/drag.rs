//! What dragging is: how long a finger rests before it lifts, how far is a movement, and the few
//! places of the page that are read when something is taken, never while it is dragged.

use std::time::Duration;

use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

/// How long a finger rests before it lifts: scrolling is never mistaken for dragging.
pub const LONG_PRESS: Duration = Duration::from_millis(350);
/// Further than this before lifting, it was not a press.
pub const SLACK: i32 = 8;
/// From the edge of a board, in pixels, where dragging scrolls it.
const EDGE: i32 = 40;
/// So far each frame.
const ROLL: i32 = 12;

/// A processor that reckons longer than this, in milliseconds, needs a frame of its own to draw what
/// came of it.
const SLOW: f64 = 3.0;

/// What work answers, and whether a slow processor did it: drawing what came of it is for later then.
pub fn weighed<T>(work: impl FnOnce() -> T) -> (T, bool) {
    let clock = window().performance();
    let now = || clock.as_ref().map_or(0.0, web_sys::Performance::now);
    let began = now();
    let done = work();
    (done, now() - began > SLOW)
}

/// How far a pointer went.
#[must_use]
pub fn away(from: (i32, i32), to: (i32, i32)) -> bool {
    (to.0 - from.0).abs() + (to.1 - from.1).abs() > SLACK
}

/// How far a board scrolls while the pointer is at an edge of it.
#[must_use]
pub fn roll(at: i32, low: i32, high: i32) -> i32 {
    match () {
        () if at < low + EDGE => -ROLL,
        () if at > high - EDGE => ROLL,
        () => 0,
    }
}

#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "pixels of a window are far below 2^31")]
pub fn window_width() -> i32 {
    window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default() as i32
}

/// The sides of a board in the window: left, right, top and bottom.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "pixels of a window are far below 2^31")]
pub fn sides(board: &HtmlElement) -> (i32, i32, i32, i32) {
    let area = board.get_bounding_client_rect();
    (area.left() as i32, area.right() as i32, area.top() as i32, area.bottom() as i32)
}

/// What is held, and how many presses there were: the rest of an earlier finger lifts nothing of a
/// later one. A handle; copying it costs nothing.
pub struct Hand<T: 'static> {
    held: StoredValue<Option<T>>,
    presses: StoredValue<u32>,
}

impl<T> Copy for Hand<T> {}
impl<T> Clone for Hand<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Hand<T> {
    #[must_use]
    pub fn empty() -> Self {
        Self { held: StoredValue::new(None), presses: StoredValue::new(0) }
    }

    /// The number of a press that begins.
    #[must_use]
    pub fn press(self) -> u32 {
        self.presses.update_value(|number| *number = number.wrapping_add(1));
        self.presses.get_value()
    }

    pub fn take(self, held: T) {
        self.held.set_value(Some(held));
    }

    #[must_use]
    pub fn is_held(self) -> bool {
        self.held.with_value(Option::is_some)
    }

    /// Looks at what is held and changes it, if anything is.
    pub fn with<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.held.try_update_value(|held| held.as_mut().map(change)).flatten()
    }

    /// Opens the hand.
    #[must_use]
    pub fn open(self) -> Option<T> {
        self.held.try_update_value(Option::take).flatten()
    }
}
