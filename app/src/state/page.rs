//! What a page begins with: the server's reading, or this browser's own.

use std::future::Future;

use domain::{Id, Plan};
use leptos::prelude::use_context;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::replica::{Resumed, use_replica};
use super::start::asked;
use crate::api::inicio::{Institucion, leer_institucion};
use crate::api::plan::{Miembro, directorio};
use crate::error::AppError;
use crate::lectura::Lectura;
use crate::wire::{Loaded, load};

/// What this browser kept, where it begins with that; else what the server says.
pub(super) fn kept_or_asked<T, F>(kept: Option<T>, ask: impl Fn() -> F + Send + Sync + Copy + 'static) -> Loaded<T>
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = T> + Send + 'static,
{
    load(
        || (),
        move |()| {
            let kept = kept.clone();
            async move {
                match kept {
                    Some(kept) => kept,
                    None => ask().await,
                }
            }
        },
    )
}

/// Whose plan it is, and its units.
#[must_use]
pub fn institution() -> Loaded<Result<Institucion, AppError>> {
    kept_or_asked(use_context::<Resumed>().map(|resumed| resumed.lectura().institucion()), || leer_institucion(asked()))
}

/// Who is who, for a page that names people before the browser has been told.
#[must_use]
pub fn people() -> Loaded<Result<Vec<Miembro>, AppError>> {
    kept_or_asked(use_context::<Resumed>().map(|resumed| Ok(resumed.miembros)), directorio)
}

/// Draws a page from the plan at hand where there is one: at once, and without a network.
/// Otherwise asks the server, for the draft on screen if there is one.
pub fn of_plan<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    at_hand: impl Fn(&Lectura, S) -> Result<T, AppError> + Send + Sync + Copy + 'static,
    ask: impl Fn(Option<Id<Plan>>, S) -> F + Send + Sync + Copy + 'static,
) -> Loaded<Result<T, AppError>>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let replica = use_replica();
    let of = replica.borrador();
    load(source, move |wanted| {
        let read = replica.lectura().map(|lectura| at_hand(&lectura, wanted.clone()));
        async move {
            match read {
                Some(page) => page,
                None => ask(of, wanted).await,
            }
        }
    })
}
