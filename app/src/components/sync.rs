//! What became of what one wrote: al día, n sin enviar, sin conexión, n por corregir, n rechazados.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncState {
    /// The plan, or what was left unsent in this browser, has yet to be taken up.
    #[default]
    Opening,
    UpToDate,
    /// Written here and not yet acknowledged.
    Pending(usize),
    /// No connection; so many wait.
    Offline(usize),
    /// The session ended; so many wait for the same person to sign in.
    SignedOut(usize),
    /// Someone else signed in; so many wait for whoever wrote them.
    OtherPerson(usize),
    /// The draft is no longer theirs; so many stay here.
    NotMember(usize),
    /// This page's program is older than the server's, and follows no more; so many wait.
    Outdated(usize),
    /// Typed here and taken by no rule; kept until it is mended.
    ToMend(usize),
    /// Refused by the server and kept here for whoever wrote them.
    Rejected(usize),
}

impl SyncState {
    #[must_use]
    pub fn text(self) -> String {
        let with = |what: &str, count: usize| match count {
            0 => what.to_owned(),
            count => format!("{what} · {count} sin enviar"),
        };
        match self {
            Self::Opening => "Abriendo…".to_owned(),
            Self::UpToDate => "Al día".to_owned(),
            Self::Pending(count) => format!("{count} sin enviar"),
            Self::Offline(count) => with("Sin conexión", count),
            Self::SignedOut(count) => with("Sesión terminada", count),
            Self::OtherPerson(count) => with("Ingresó otra persona", count),
            Self::NotMember(count) => with("Ya no es miembro", count),
            Self::Outdated(count) => with("Cargue la versión nueva", count),
            Self::ToMend(count) => format!("{count} por corregir"),
            Self::Rejected(1) => "1 rechazado".to_owned(),
            Self::Rejected(count) => format!("{count} rechazados"),
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Opening | Self::UpToDate => Glyph::Check,
            Self::Pending(_) => Glyph::Send,
            Self::Offline(_) => Glyph::Offline,
            Self::SignedOut(_) | Self::OtherPerson(_) | Self::NotMember(_) => Glyph::Lock,
            Self::Outdated(_) | Self::ToMend(_) | Self::Rejected(_) => Glyph::Alert,
        }
    }

    fn tone(self) -> &'static str {
        match self {
            Self::Opening | Self::UpToDate => "sync",
            Self::Pending(_) => "sync sync--draft",
            Self::Offline(_) | Self::SignedOut(_) | Self::OtherPerson(_) | Self::NotMember(_) | Self::Outdated(_) => {
                "sync sync--warn"
            }
            Self::ToMend(_) | Self::Rejected(_) => "sync sync--bad",
        }
    }
}

#[component]
pub fn SyncBadge(state: Signal<SyncState>) -> impl IntoView {
    view! {
        <span class=move || state.get().tone() role="status">
            {move || view! { <Icon glyph=state.get().glyph() class="icon--small" /> }}
            <span class="sync__text">{move || state.get().text()}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::SyncState;

    #[test]
    fn each_state_is_said_in_words() {
        let said = [
            SyncState::UpToDate,
            SyncState::Pending(3),
            SyncState::Offline(0),
            SyncState::Offline(2),
            SyncState::OtherPerson(1),
            SyncState::Rejected(1),
            SyncState::ToMend(2),
        ]
        .map(SyncState::text);
        let expected = [
            "Al día",
            "3 sin enviar",
            "Sin conexión",
            "Sin conexión · 2 sin enviar",
            "Ingresó otra persona · 1 sin enviar",
            "1 rechazado",
            "2 por corregir",
        ];
        assert_eq!(said, expected);
    }
}
