//! The session of the page: loaded with it, and never changed while it lives.
//! Signing in, signing out and moving *today* load the page anew.

use leptos::prelude::*;

use crate::api::session::{Sesion, sesion_actual};
use crate::error::AppError;
use crate::wire::{Loaded, load};

use super::replica::Resumed;

/// The session as it arrives with the page.
#[derive(Clone, Copy)]
pub struct SessionResource(pub Loaded<Result<Option<Sesion>, AppError>>);

pub fn provide_session() {
    let kept = use_context::<Resumed>().map(|resumed| resumed.sesion);
    let session = load(
        || (),
        move |()| {
            let kept = kept.clone();
            async move {
                match kept {
                    Some(kept) => Ok(Some(kept)),
                    None => sesion_actual().await,
                }
            }
        },
    );
    provide_context(SessionResource(session));
}

#[must_use]
pub fn use_session_resource() -> SessionResource {
    expect_context()
}

/// The session, on a page that is inside the frame (nobody else reaches one).
#[must_use]
pub fn use_session() -> Sesion {
    expect_context()
}
