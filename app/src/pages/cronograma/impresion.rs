//! On paper: every row, and the year as wide as the sheet. A4 or A3, as the person chooses.

use domain::vista::cronograma::Escala;
use leptos::prelude::*;

use super::hoja::Hoja;
use crate::components::rolling::Vista;

/// Before printing all rows are drawn; afterwards the page is as it was.
pub(super) fn seguir(hoja: Hoja) {
    let before = StoredValue::new(None::<(Vista, Escala)>);
    Effect::new(move || {
        let open = window_event_listener_untyped("beforeprint", move |_| {
            before.set_value(Some((hoja.vista.get_untracked(), hoja.escala.get_untracked())));
            let height = hoja.renglones.with_untracked(|rows| rows.len() * hoja.alto.get_untracked());
            hoja.escala.set(Escala::Anio);
            hoja.vista.set(Vista { top: 0, height });
        });
        let close = window_event_listener_untyped("afterprint", move |_| {
            if let Some((vista, escala)) = before.try_update_value(Option::take).flatten() {
                hoja.vista.set(vista);
                hoja.escala.set(escala);
            }
        });
        on_cleanup(move || {
            open.remove();
            close.remove();
        });
    });
}
