//! The frame around every working page: header, woven band, navigation.
//!
//! Receives data and emits what the person did; the page brings its own main part and
//! summary with [`super::page::Page`].

use std::sync::Arc;

use domain::plan::UnidadOrganica;
use domain::vista::NodoUnidad;
use domain::{CommandId, Ejercicio, Id, Rol};
use leptos::prelude::*;

use super::band::Band;
use super::icon::{Glyph, Icon};
use super::menu::Menu;
use super::nav::Nav;
use super::sync::{Refused, RefusedMenu, SyncBadge, SyncState};
use super::theme::ThemeMenu;
use super::unit_picker::UnitPicker;

/// Whoever is signed in, as the header shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub nombre: String,
    pub puesto: String,
    pub rol: Rol,
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
    sync: Signal<SyncState>,
    /// What was refused and no field holds.
    refused: Signal<Vec<Refused>>,
    on_read: Callback<CommandId>,
    /// Where the sign-out form posts.
    sign_out: &'static str,
    /// A line under the band, in a demonstration.
    strip: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let rol = person.rol;
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
                    <SyncBadge state=sync />
                    <RefusedMenu refused on_read />
                    <ThemeMenu />
                    <PersonMenu person sign_out />
                </div>
            </header>
            <Band />
            {strip.map(|strip| strip.run())}
            <Nav rol query=unit_query />
            <div class="frame__page">{children()}</div>
        </div>
    }
}

#[component]
fn PersonMenu(person: Person, sign_out: &'static str) -> impl IntoView {
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
            <form method="post" action=sign_out>
                <button class="menu__item">
                    <Icon glyph=Glyph::SignOut />
                    "Salir del sistema"
                </button>
            </form>
        </Menu>
    }
}
