//! The theme: which one is set, and the control that sets it.
//!
//! It is an attribute of the document, rendered by the server from a cookie, so that
//! the first paint is already right and no inline script is needed.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::icon::{Glyph, Icon};
use super::menu::Menu;

/// What a person asked for; `System` follows the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
    /// For sunlight.
    Contrast,
}

impl Theme {
    pub const COOKIE: &'static str = "tema";
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// The value of cookie and `data-theme`; none when the device decides.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("claro"),
            Self::Dark => Some("oscuro"),
            Self::Contrast => Some("contraste"),
        }
    }

    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::System => "Como el equipo",
            Self::Light => "Claro",
            Self::Dark => "Oscuro",
            Self::Contrast => "Alto contraste",
        }
    }

    #[must_use]
    pub fn from_attribute(value: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.attribute() == Some(value)).unwrap_or_default()
    }

    /// The theme named in a `Cookie` header.
    #[must_use]
    pub fn from_cookies(header: &str) -> Self {
        header
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == Self::COOKIE)
            .map_or_else(Self::default, |(_, value)| Self::from_attribute(value))
    }

    /// The theme of the request under way.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn of_request() -> Self {
        use_context::<http::request::Parts>()
            .and_then(|request| Some(Self::from_cookies(request.headers.get(http::header::COOKIE)?.to_str().ok()?)))
            .unwrap_or_default()
    }

    /// The theme of the document that the server rendered.
    #[cfg(not(feature = "ssr"))]
    #[must_use]
    pub fn of_request() -> Self {
        document()
            .document_element()
            .and_then(|root| root.get_attribute("data-theme"))
            .map_or_else(Self::default, |value| Self::from_attribute(&value))
    }
}

/// Dresses a document that no server rendered for this person in the theme they last chose.
pub fn dress() {
    let cookies = document().dyn_ref::<web_sys::HtmlDocument>().and_then(|page| page.cookie().ok());
    let theme = Theme::from_cookies(&cookies.unwrap_or_default());
    if let (Some(root), Some(value)) = (document().document_element(), theme.attribute()) {
        // It cannot fail for this name.
        let _ = root.set_attribute("data-theme", value);
    }
}

/// Sets the theme of the document and remembers it for a year.
fn apply(theme: Theme) {
    let Some(root) = document().document_element() else { return };
    // Neither can fail for these names; the cookie below is what lasts.
    let _ = match theme.attribute() {
        Some(value) => root.set_attribute("data-theme", value),
        None => root.remove_attribute("data-theme"),
    };
    if let Some(page) = document().dyn_ref::<web_sys::HtmlDocument>() {
        let (name, value) = (Theme::COOKIE, theme.attribute().unwrap_or_default());
        let age = if value.is_empty() { 0 } else { 31_536_000 };
        // A browser that takes no cookies shows the theme until the page is left.
        let _ = page.set_cookie(&format!("{name}={value}; Path=/; Max-Age={age}; SameSite=Lax"));
    }
}

/// Light, dark, high contrast, or as the device is set.
#[component]
pub fn ThemeMenu() -> impl IntoView {
    let theme = RwSignal::new(Theme::of_request());
    let choose = move |chosen| {
        theme.set(chosen);
        apply(chosen);
    };
    let items = Theme::ALL.map(|choice| {
        view! {
            <button
                class="menu__item"
                type="button"
                aria-pressed=move || if theme.get() == choice { "true" } else { "false" }
                on:click=move |_| choose(choice)
            >
                <span class="menu__mark">
                    {move || (theme.get() == choice).then(|| view! { <Icon glyph=Glyph::Check class="icon--small" /> })}
                </span>
                {choice.nombre()}
            </button>
        }
    });
    view! {
        <Menu class="menu--scripted" label=|| view! { <Icon glyph=Glyph::Theme /> } name="Tema de la pantalla">
            <div role="group" aria-label="Tema de la pantalla">
                {items.collect_view()}
            </div>
        </Menu>
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn the_theme_is_read_among_other_cookies() {
        assert_eq!(Theme::from_cookies("poi=abc; tema=oscuro"), Theme::Dark);
        assert_eq!(Theme::from_cookies("tema=contraste"), Theme::Contrast);
    }

    #[test]
    fn an_unknown_theme_follows_the_device() {
        assert_eq!(Theme::from_cookies("tema=purpura"), Theme::System);
        assert_eq!(Theme::from_cookies(""), Theme::System);
    }
}
