//! The menu by which a schedule leaves for other programs, and its dates come back.

use domain::vista::cronograma::Lamina;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{Event, File};

use super::download;
use super::icon::{Glyph, Icon};
use super::menu::Menu;

#[component]
pub fn Exportar(
    /// Where the file of MS Project is had.
    #[prop(into)]
    project: Signal<String>,
    /// Of the images, without their ending.
    #[prop(into)]
    name: Signal<String>,
    /// Draws the whole chart as it is shown; none until the plan is here.
    lamina: Callback<(), Option<Lamina>>,
    /// Whether dates may come back: not for those who only read.
    #[prop(into)]
    dates: Signal<bool>,
    /// A file of MS Project was chosen.
    on_dates: Callback<File>,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let label = || {
        view! {
            "Exportar"
            <Icon glyph=Glyph::ChevronDown />
        }
    };
    view! {
        <Menu label=label>
            // To the router it is no page.
            <a class="menu__item" href=move || project.get() download rel="external">
                "MS Project (XML)"
            </a>
            <div class="menu--scripted">
                <Images name lamina said />
                <Show when=move || dates.get()>
                    <hr class="menu__rule" />
                    <DatesFile on_dates />
                </Show>
                <p class="menu__title" role="status">
                    {move || said.get()}
                </p>
            </div>
        </Menu>
    }
}

#[component]
fn Images(name: Signal<String>, lamina: Callback<(), Option<Lamina>>, said: RwSignal<String>) -> impl IntoView {
    let drawn = move || {
        let drawn = lamina.run(());
        let missing = "El plan todavía no ha llegado a este equipo. Espere un momento y vuelva a intentarlo.";
        said.set(if drawn.is_some() { String::new() } else { missing.to_owned() });
        drawn
    };
    let svg = move |_| {
        if let Some(lamina) = drawn() {
            download::save(&format!("{}.svg", name.get_untracked()), "image/svg+xml", &lamina.svg);
        }
    };
    let png = move |_| {
        let Some(lamina) = drawn() else { return };
        let name = format!("{}.png", name.get_untracked());
        spawn_local(async move {
            if let Err(why) = download::save_png(&name, &lamina).await {
                said.set(why);
            }
        });
    };
    view! {
        <button class="menu__item" type="button" on:click=svg>
            "Imagen SVG"
        </button>
        <button class="menu__item" type="button" on:click=png>
            "Imagen PNG"
        </button>
    }
}

#[component]
fn DatesFile(on_dates: Callback<File>) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let chosen = move |_: Event| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_dates.run(file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <label class="menu__item exportar__file">
            "Leer fechas de MS Project…"
            <input type="file" accept=".xml,application/xml,text/xml" node_ref=input on:change=chosen />
        </label>
    }
}
