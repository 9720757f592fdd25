//! The document around the application: head, hashed assets, theme.
//!
//! Leptos' own `HydrationScripts` reads hashes from a file beside the executable; ours
//! takes the names from the table embedded in the binary. No inline style, and the one
//! inline script carries the request's nonce.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::app::App;
use crate::components::theme::Theme;

/// Addresses of the hashed assets, `/pkg/…`; the server provides them as context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetNames {
    pub css: String,
    pub js: String,
    /// What opening Programación runs, and everything else.
    pub start: String,
    pub rest: String,
    /// The icon of the tab, and of the application where it is installed.
    pub icon: String,
    pub touch_icon: String,
    /// Names this program: a page of another one reloads.
    pub build: String,
}

/// In the context of a document without anybody's data: a browser keeps it, and opens the
/// application in it when the server cannot be reached.
#[derive(Clone, Copy, Debug)]
pub struct Bare;

/// The whole document. Needs [`AssetNames`] in the context.
#[component]
pub fn Shell() -> impl IntoView {
    let assets = expect_context::<AssetNames>();
    let bare = use_context::<Bare>();
    view! {
        <!DOCTYPE html>
        <html lang="es-PE" data-theme=Theme::of_request().attribute() data-build=assets.build.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <link rel="stylesheet" href=assets.css.clone() />
                <link rel="icon" type="image/svg+xml" href=assets.icon.clone() />
                <link rel="apple-touch-icon" href=assets.touch_icon.clone() />
                <link rel="manifest" href="/manifest.webmanifest" />
                <meta name="theme-color" content="#7a1525" />
                <ScriptsOfTheApp assets=assets.clone() />
                <MetaTags />
            </head>
            {match bare {
                Some(Bare) => {
                    view! {
                        <body data-shell="">
                            <p class="message">"Abriendo el plan que se guardó en este equipo…"</p>
                        </body>
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <body>
                            <App />
                        </body>
                    }
                        .into_any()
                }
            }}
        </html>
    }
}

/// Loads the wasm and lets it take over the page that the server rendered.
#[component]
fn ScriptsOfTheApp(assets: AssetNames) -> impl IntoView {
    let AssetNames { js, start, rest, .. } = assets;
    // The names come from our own table: letters, digits, `/`, `.` and `-`.
    let script = format!("import {{boot}} from {js:?};boot({start:?},{rest:?});");
    view! {
        <link rel="modulepreload" href=js />
        <link rel="preload" href=start r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <script type="module" nonce=use_nonce()>
            {script}
        </script>
    }
}
