//! The session of the page: loaded with it, and never changed while it lives.
//! Signing in, signing out and moving *today* load the page anew.

use domain::{Context, Online};
use leptos::prelude::*;

use crate::api::session::{Sesion, sesion_actual};
use crate::error::AppError;
use crate::wire::Loaded;

use super::page::kept_or_asked;
use super::replica::Resumed;
use super::start::asked;

/// The session as it arrives with the page.
#[derive(Clone, Copy)]
pub struct SessionResource(pub Loaded<Result<Option<Sesion>, AppError>>);

pub fn provide_session() {
    let kept = use_context::<Resumed>().map(|resumed| Ok(Some(resumed.sesion)));
    provide_context(SessionResource(kept_or_asked(kept, || sesion_actual(asked()))));
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

/// Who reads the page, and on what day: what a view of the plan needs beside the plan.
#[must_use]
pub fn use_reader() -> Context {
    let sesion = use_session();
    Context { actor: sesion.actor(), hoy: sesion.hoy, online: Online::Si }
}
