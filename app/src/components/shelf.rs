//! What outlives a field: the text it could not save, with the reason. The page says where that
//! is kept; the fields inside find their own again when they are drawn anew.

use leptos::prelude::*;

use super::editable::Refusal;

/// A text that a field could not save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// How the field is called.
    pub label: String,
    pub text: String,
    /// What the field held when it was typed.
    pub seen: String,
    pub refusal: Refusal,
}

/// Where the fields of a row leave what they could not save, by their ids. Provided by the page.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// What is kept of a field; followed.
    pub find: Callback<String, Option<Kept>>,
    pub put: Callback<(String, Kept)>,
    pub clear: Callback<String>,
}

/// The place of one field on the shelf of its row, if the row has one.
#[derive(Clone, Copy)]
pub(super) struct Place(StoredValue<Option<(Shelf, String, String)>>);

impl Place {
    pub fn of(id: &str, label: &str) -> Self {
        let shelf = use_context::<Shelf>();
        Self(StoredValue::new(shelf.map(|shelf| (shelf, id.to_owned(), label.to_owned()))))
    }

    pub fn find(self) -> Option<Kept> {
        self.0.with_value(|place| place.as_ref().and_then(|(shelf, id, _)| shelf.find.run(id.clone())))
    }

    pub fn put(self, text: String, seen: String, refusal: Refusal) {
        self.0.with_value(|place| {
            if let Some((shelf, id, label)) = place {
                shelf.put.run((id.clone(), Kept { label: label.clone(), text, seen, refusal }));
            }
        });
    }

    pub fn clear(self) {
        self.0.with_value(|place| {
            if let Some((shelf, id, _)) = place {
                shelf.clear.run(id.clone());
            }
        });
    }
}
