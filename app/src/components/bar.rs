//! A bar of a part over a whole: SVG with geometry attributes, since the content
//! policy takes no inline style. The figures beside it say the same.

use domain::Dinero;
use leptos::prelude::*;

/// Beyond the whole it is full, and drawn as such.
#[component]
pub fn Bar(#[prop(into)] part: Signal<Dinero>, #[prop(into)] whole: Signal<Dinero>) -> impl IntoView {
    let over = move || part.get() > whole.get();
    let width = move || width_of(part.get(), whole.get());
    let class = move || if over() { "bar__part bar__part--over" } else { "bar__part" };
    view! {
        <svg class="bar" aria-hidden="true" focusable="false">
            <rect class="bar__ground" width="100%" height="100%" rx="2" />
            <rect class=class width=width height="100%" rx="2" />
        </svg>
    }
}

fn width_of(part: Dinero, whole: Dinero) -> String {
    if part > whole {
        return "100%".to_owned();
    }
    part.porcentaje_de(whole).map_or_else(|| "0%".to_owned(), |percent| format!("{percent}%"))
}

#[cfg(test)]
mod tests {
    use super::width_of;
    use domain::Dinero;

    #[test]
    fn a_bar_never_leaves_its_ground() {
        let soles = |amount: i64| Dinero::from_centimos(amount * 100);
        assert_eq!(width_of(soles(25), soles(100)), "25%");
        assert_eq!(width_of(soles(1), soles(3)), "33.3%");
        assert_eq!(width_of(soles(101), soles(100)), "100%");
        assert_eq!(width_of(soles(0), soles(0)), "0%");
        assert_eq!(width_of(soles(1), soles(0)), "100%");
    }
}
