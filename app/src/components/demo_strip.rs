//! The strip that says: these data are invented, and today is a date one can move.

use chrono::NaiveDate;
use domain::tiempo::fecha;
use leptos::prelude::*;

/// Posts the date as a plain form: the page that follows is loaded anew, in that day.
#[component]
pub fn DemoStrip(
    hoy: NaiveDate,
    /// Where the form posts.
    action: &'static str,
) -> impl IntoView {
    view! {
        <aside class="frame__strip" aria-label="Demostración">
            <p>
                <strong>"Demostración"</strong>
                " · datos inventados · hoy es "
                <time datetime=hoy.to_string()>{fecha(hoy)}</time>
            </p>
            <form class="frame__today" method="post" action=action>
                <label for="fecha">"Mover la fecha a"</label>
                <input class="input" id="fecha" name="fecha" type="date" required value=hoy.to_string() />
                <button class="button button--small">"Mover"</button>
            </form>
        </aside>
    }
}
