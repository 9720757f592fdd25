//! What became of what one wrote: al día, n sin enviar, sin conexión, n rechazados.

use domain::CommandId;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::menu::Menu;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncState {
    #[default]
    UpToDate,
    /// Written here and not yet acknowledged.
    Pending(usize),
    /// No connection; so many wait.
    Offline(usize),
    /// The session ended; so many wait for the same person to sign in.
    SignedOut(usize),
    /// Refused by the server and kept here for whoever wrote them.
    Rejected(usize),
}

impl SyncState {
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::UpToDate => "Al día".to_owned(),
            Self::Pending(count) => format!("{count} sin enviar"),
            Self::Offline(0) => "Sin conexión".to_owned(),
            Self::Offline(count) => format!("Sin conexión · {count} sin enviar"),
            Self::SignedOut(0) => "Sesión terminada".to_owned(),
            Self::SignedOut(count) => format!("Sesión terminada · {count} sin enviar"),
            Self::Rejected(1) => "1 rechazado".to_owned(),
            Self::Rejected(count) => format!("{count} rechazados"),
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::UpToDate => Glyph::Check,
            Self::Pending(_) => Glyph::Send,
            Self::Offline(_) => Glyph::Offline,
            Self::SignedOut(_) => Glyph::Lock,
            Self::Rejected(_) => Glyph::Alert,
        }
    }

    fn tone(self) -> &'static str {
        match self {
            Self::UpToDate => "sync",
            Self::Pending(_) => "sync sync--draft",
            Self::Offline(_) | Self::SignedOut(_) => "sync sync--warn",
            Self::Rejected(_) => "sync sync--bad",
        }
    }
}

#[component]
pub fn SyncBadge(state: Signal<SyncState>) -> impl IntoView {
    view! {
        <p class=move || state.get().tone() role="status">
            {move || view! { <Icon glyph=state.get().glyph() class="icon--small" /> }}
            <span class="sync__text">{move || state.get().text()}</span>
        </p>
    }
}

/// A change that the server refused after it was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub id: CommandId,
    pub why: String,
}

/// Why each was refused, where no field has it; it goes once it was read.
#[component]
pub fn RefusedMenu(refused: Signal<Vec<Refused>>, on_read: Callback<CommandId>) -> impl IntoView {
    let some = Memo::new(move |_| refused.with(|all| !all.is_empty()));
    view! {
        <Show when=move || some.get()>
            <Menu label=|| "Ver por qué" name="Ver por qué no se guardó un cambio">
                <ul>
                    <For each=move || refused.get() key=|one| one.id let:one>
                        <li class="sync__refused">
                            <p>{one.why}</p>
                            <button class="button button--small" type="button" on:click=move |_| on_read.run(one.id)>
                                "Entendido"
                            </button>
                        </li>
                    </For>
                </ul>
            </Menu>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::SyncState;

    #[test]
    fn each_state_is_said_in_words() {
        let said = [SyncState::UpToDate, SyncState::Pending(3), SyncState::Offline(2), SyncState::Rejected(1)]
            .map(SyncState::text);
        assert_eq!(said, ["Al día", "3 sin enviar", "Sin conexión · 2 sin enviar", "1 rechazado"]);
    }
}
