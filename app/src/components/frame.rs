//! The frame around every working page: header, woven band, navigation.
//!
//! Receives data and emits what the person did; the page brings its own main part and
//! summary with [`super::page::Page`].

use std::sync::Arc;

use domain::plan::UnidadOrganica;
use domain::vista::NodoUnidad;
use domain::{Ejercicio, Id, Rol};
use leptos::ev::SubmitEvent;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::web_sys::HtmlFormElement;

use super::band::Band;
use super::icon::{Glyph, Icon};
use super::menu::Menu;
use super::nav::{Inside, Nav};
use super::presence::{Presence, PresenceMenu};
use super::regions;
use super::theme::ThemeMenu;
use super::tray::{Tray, TrayMenu};
use super::undo::{Steps, UndoTools};
use super::unit_picker::UnitPicker;
use crate::whole::once_whole;

/// Whoever is signed in, as the header shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub nombre: String,
    pub puesto: String,
    pub rol: Rol,
}

/// How one signs out.
#[derive(Clone, Copy)]
pub struct SignOut {
    /// Where the form posts.
    pub action: &'static str,
    pub unsent: Signal<usize>,
    /// Without a connection nobody can sign out: the session is the server's.
    pub away: Signal<bool>,
    /// The person leaves: what is theirs is put away, then the form is sent.
    pub on_leave: Callback<HtmlFormElement>,
}

#[component]
pub fn Frame(
    person: Person,
    ejercicio: Ejercicio,
    /// The stage of the ejercicio, in a word.
    etapa: &'static str,
    units: Arc<[NodoUnidad]>,
    unit: Signal<Option<Id<UnidadOrganica>>>,
    /// `?unidad=17.19`, kept in every address of the navigation.
    unit_query: Signal<String>,
    on_unit: Callback<Id<UnidadOrganica>>,
    tray: Tray,
    steps: Steps,
    presence: Presence,
    sign_out: SignOut,
    /// Whether a draft is on screen.
    inside: Inside,
    /// Lines under the band: of a draft, of a demonstration.
    strips: ViewFn,
    children: Children,
) -> impl IntoView {
    let rol = person.rol;
    once_whole(regions::listen);
    view! {
        <div class="frame">
            <a class="skip-link" href="#contenido">
                "Ir al contenido"
            </a>
            <header class="frame__header">
                <p class="frame__year">
                    <span class="frame__poi">"POI " {ejercicio.year()}</span>
                    <span class="frame__stage">{etapa}</span>
                </p>
                <UnitPicker units current=unit on_pick=on_unit />
                <div class="frame__tools">
                    // First: as its words grow, nothing that one presses changes its place.
                    <TrayMenu tray />
                    <UndoTools steps />
                    <PresenceMenu presence />
                    <ThemeMenu />
                    <PersonMenu person sign_out />
                </div>
            </header>
            <Band />
            <div class="frame__strips">{strips.run()}</div>
            <Nav rol inside query=unit_query />
            <div class="frame__page">{children()}</div>
        </div>
    }
}

#[component]
fn PersonMenu(person: Person, sign_out: SignOut) -> impl IntoView {
    let Person { nombre, puesto, rol } = person;
    let shown = nombre.clone();
    let label = move || {
        view! {
            <Icon glyph=Glyph::Person />
            <span class="frame__person">{shown.clone()}</span>
            <Icon glyph=Glyph::ChevronDown class="icon--small" />
        }
    };
    view! {
        <Menu label=label name=format!("{nombre}: su cuenta")>
            <div class="menu__title">
                <p>
                    <strong>{nombre}</strong>
                </p>
                <p>{puesto}</p>
                <p class="muted">{rol.nombre()}</p>
            </div>
            <hr class="menu__rule" />
            <SignOutForm sign_out />
        </Menu>
    }
}

/// Signing out with unsent work asks once; without script the form does it by itself.
#[component]
fn SignOutForm(sign_out: SignOut) -> impl IntoView {
    let asking = RwSignal::new(false);
    let form = NodeRef::<Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let first = sign_out.unsent.get_untracked() > 0 && !asking.get_untracked();
        if sign_out.away.get_untracked() || first {
            asking.set(true);
        } else if let Some(form) = form.get_untracked() {
            sign_out.on_leave.run(form);
        }
    };
    let warning = move || {
        if sign_out.away.get() {
            return "Sin conexión no se puede salir: la sesión se cierra en el servidor. Vuelva a intentarlo cuando la \
                    tenga; mientras tanto, cuide este equipo."
                .to_owned();
        }
        let count = match sign_out.unsent.get() {
            1 => "un cambio".to_owned(),
            count => format!("{count} cambios"),
        };
        format!(
            "Tiene {count} sin enviar. Se conservan en este equipo y se enviarán cuando usted vuelva a ingresar en él; \
             también puede guardarlos en un archivo (en «Sus cambios»)."
        )
    };
    view! {
        <form method="post" action=sign_out.action node_ref=form on:submit=submit>
            <Show when=move || asking.get()>
                <p class="frame__warning" role="alert">
                    {warning}
                </p>
            </Show>
            <button class="menu__item">
                <Icon glyph=Glyph::SignOut />
                {move || {
                    if asking.get() && !sign_out.away.get() { "Salir de todos modos" } else { "Salir del sistema" }
                }}
            </button>
        </form>
    }
}
