//! What is being typed in a field, and why it was refused: the state of an [`super::editable`] field.
//!
//! A text that is refused goes on the shelf of its row as well, and is found there by the field
//! that is drawn in its place later.

use domain::CommandId;
use leptos::prelude::*;

use super::editable::{Binding, Cause, Refusal};
use super::shelf::{Kept, Place};

#[derive(Clone, Copy)]
pub(super) struct Draft {
    binding: Binding,
    place: Place,
    text: RwSignal<Option<String>>,
    pub refusal: RwSignal<Option<Refusal>>,
    sent: RwSignal<Option<(CommandId, String)>>,
    /// What the field held when it was typed in.
    seen: StoredValue<String>,
    /// It was typed on another day over what is there no more: the person says whose it shall be.
    held: StoredValue<bool>,
}

impl Draft {
    pub fn new(binding: Binding, place: Place) -> Self {
        let draft = Self {
            binding,
            place,
            text: RwSignal::new(None),
            refusal: RwSignal::new(None),
            sent: RwSignal::new(None),
            seen: StoredValue::default(),
            held: StoredValue::new(false),
        };
        Effect::new(move || draft.watch());
        draft.follow_shelf();
        draft
    }

    pub fn shown(self) -> String {
        self.text.get().unwrap_or_else(|| self.binding.shown.get())
    }

    /// Whether the field shows what is saved, and nothing else.
    pub fn is_saved(self) -> bool {
        self.text.with(|text| text.as_ref().is_none_or(|text| *text == self.binding.shown.get()))
    }

    pub fn is_typed(self) -> bool {
        self.text.with_untracked(Option::is_some)
    }

    pub fn typed(self, text: String) {
        if !self.is_typed() {
            self.begin();
        }
        self.text.set(Some(text));
    }

    fn begin(self) {
        self.seen.set_value(self.binding.shown.get_untracked());
        self.binding.begin.run(());
    }

    pub fn commit(self) {
        let Some(text) = self.text.get_untracked().filter(|_| !self.held.get_value()) else { return };
        match self.binding.commit.run(text.clone()) {
            Ok(id) => {
                self.sent.set(id.map(|id| (id, text)));
                self.leave();
            }
            Err(refusal) => self.refuse(text, refusal),
        }
    }

    /// Told once: a press on what stands beside the sentence leaves the field, which tries
    /// again, and must not find the sentence drawn anew.
    fn refuse(self, text: String, refusal: Refusal) {
        self.place.put(text, self.seen.get_value(), refusal.clone());
        let told = self.refusal.with_untracked(|now| now.as_ref() == Some(&refusal));
        if !told {
            self.refusal.set(Some(refusal));
        }
    }

    /// Drops what was typed.
    pub fn leave(self) {
        self.drop_typed();
        self.place.clear();
    }

    fn drop_typed(self) {
        self.held.set_value(false);
        self.text.set(None);
        self.refusal.set(None);
    }

    /// Mine, over what the other person left.
    pub fn insist(self) {
        self.held.set_value(false);
        self.begin();
        self.commit();
    }

    /// A text refused by the server comes back to where it was typed.
    fn watch(self) {
        let Some((id, text)) = self.sent.get() else { return };
        if let Some(refusal) = self.binding.late.run(id) {
            self.sent.set(None);
            self.begin();
            self.text.set(Some(text.clone()));
            self.refuse(text, refusal);
            self.binding.forget.run(id);
        }
    }

    /// What was left on the shelf comes back, unless something is being typed; what was taken
    /// from it elsewhere goes.
    fn follow_shelf(self) {
        Effect::new(move |before: Option<bool>| {
            let kept = self.place.find();
            let is_kept = kept.is_some();
            match kept {
                Some(kept) if !self.is_typed() => self.restore(kept),
                None if before == Some(true) && self.refusal.with_untracked(Option::is_some) => self.drop_typed(),
                _ => {}
            }
            is_kept
        });
    }

    fn restore(self, kept: Kept) {
        let now = self.binding.shown.get_untracked();
        let moved = now != kept.seen && kept.refusal.cause == Cause::Rule;
        self.begin();
        self.seen.set_value(kept.seen);
        self.held.set_value(moved || kept.refusal.cause == Cause::Overtaken);
        self.text.set(Some(kept.text));
        self.refusal.set(Some(if moved { overtaken(&now) } else { kept.refusal }));
    }
}

/// What was typed rests on a value that somebody changed since.
fn overtaken(now: &str) -> Refusal {
    let now = if now.is_empty() { "en blanco".to_owned() } else { format!("«{now}»") };
    let why = format!("Esto cambió desde que usted lo escribió y no se guardó: ahora es {now}.");
    Refusal { cause: Cause::Overtaken, ..Refusal::of(why) }
}
