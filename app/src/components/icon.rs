//! Icons: one stroke each on a 24-px grid, drawn for this program.
//!
//! An icon is never the only name of a control: it is hidden from assistive
//! technology and stands beside text or an `aria-label`.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Inicio,
    Marco,
    Programacion,
    Cronograma,
    Prioridades,
    Modificaciones,
    Seguimiento,
    Criterios,
    Add,
    Alert,
    Calendar,
    Check,
    ChevronDown,
    ChevronRight,
    Close,
    Down,
    Edit,
    Grip,
    Info,
    Lock,
    Money,
    Offline,
    Panel,
    People,
    Person,
    Redo,
    Search,
    Send,
    SignOut,
    Theme,
    Trash,
    Undo,
    Up,
}

impl Glyph {
    /// The stroke, as the `d` of a path.
    fn stroke(self) -> &'static str {
        self.of_place().unwrap_or_else(|| self.of_act())
    }

    /// Of a place of the navigation.
    fn of_place(self) -> Option<&'static str> {
        Some(match self {
            Self::Inicio => "M4 11.5 12 4l8 7.5M6 10v9.5h4.5V14h3v5.5H18V10",
            Self::Marco => "M4 4h7v4H4zM13 10.5h7v4h-7zM13 17h7v4h-7zM7.5 8v11H13M7.5 12.5H13",
            Self::Programacion => "M4 5h16v14H4zM4 9.7h16M4 14.3h16M10 5v14M15 9.7V19",
            Self::Cronograma => "M4 4v16h16M7.5 7.5H14M9.5 11.8h8M13 16h5.5",
            // Rows from long to short, and the line across them.
            Self::Prioridades => "M4 5.5h16M4 9.5h12M3 14h18M4 18.5h6",
            Self::Modificaciones => "M6 4v7.5a4 4 0 0 0 4 4h8M14.5 11.5l4 4-4 4M6 4.01V4M10.5 6H19",
            Self::Seguimiento => "M4 19.5h16M6.5 16v-4M11 16V8.5M15.5 16v-2.5M5 8.5l5-4 4.5 3 5-4",
            Self::Criterios => {
                "M5 18.5v-13A1.5 1.5 0 0 1 6.5 4H19v13H6.5A1.5 1.5 0 0 0 5 18.5 1.5 1.5 0 0 0 6.5 20H19M9.2 10.3l2.1 2.1 3.9-3.9"
            }
            _ => return None,
        })
    }

    /// Of anything else; a place has no other.
    fn of_act(self) -> &'static str {
        match self {
            Self::Add => "M12 5v14M5 12h14",
            Self::Alert => "M12 4 3 19.5h18zM12 10v4.2M12 16.9v.01",
            Self::Calendar => "M5 6h14v13.5H5zM5 10.3h14M9 4v3.5M15 4v3.5",
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::ChevronDown => "m6 9.5 6 6 6-6",
            Self::ChevronRight => "m9.5 6 6 6-6 6",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::Edit => "M5 19l1-4.2L16 4.8 19.2 8 9.2 18zM13.8 7l3.2 3.2",
            Self::Grip => "M9 6v.01M9 12v.01M9 18v.01M15 6v.01M15 12v.01M15 18v.01",
            Self::Info => "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 11.2V16M12 8v.01",
            Self::Lock => "M6 11h12v8.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
            Self::Money => "M4 6.5h16v11H4zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM7 9.5v.01M17 14.5v.01",
            Self::Offline => "M9.4 6.9A6 6 0 0 1 18 10.6a4 4 0 0 1 1.6 6.9M16.5 18.5H7a4.5 4.5 0 0 1-.7-8.9M4 4l16 16",
            Self::Panel => "M4 5h16v14H4zM15 5v14",
            Self::People => {
                "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 19c.5-3.2 2.6-5 5.5-5s5 1.8 5.5 5M16 11.5a2.5 2.5 0 1 0-1-4.8M16.5 14.2c2.2.3 3.6 1.9 4 4.8"
            }
            Self::Person => {
                "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5"
            }
            Self::Redo => "m16 5 4 4-4 4M20 9h-9.5a5.5 5.5 0 0 0 0 11H15",
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.2 15.2 20 20",
            Self::Send => "M12 16V5M7.5 9.5 12 5l4.5 4.5M5 19.5h14",
            Self::SignOut => "M10 4.5H5.5v15H10M15 8l4 4-4 4M19 12H10",
            Self::Theme => {
                "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1"
            }
            Self::Trash => "M5 7h14M10 4h4M7 7l.8 12.5h8.4L17 7M10.2 11v5M13.8 11v5",
            Self::Undo => "M8 5 4 9l4 4M4 9h9.5a5.5 5.5 0 0 1 0 11H9",
            Self::Up => "M12 19V5M6 11l6-6 6 6",
            _ => "",
        }
    }
}

#[component]
pub fn Icon(
    glyph: Glyph,
    /// `icon--small` beside small text.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("icon {class}") viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=glyph.stroke() />
        </svg>
    }
}
