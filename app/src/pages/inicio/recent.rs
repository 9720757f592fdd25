//! What happened lately: who changed what, newest first.

use leptos::prelude::*;

use crate::api::inicio::Reciente;

#[component]
pub fn Recent(latest: Vec<Reciente>) -> impl IntoView {
    let none = latest.is_empty();
    view! {
        <section class="panel inicio__cambios" aria-labelledby="cambios">
            <div class="panel__head">
                <h2 id="cambios">"Qué pasó últimamente"</h2>
            </div>
            {none
                .then(|| {
                    view! { <p class="empty">"Todavía no hay cambios. Aquí verá quién escribió qué, y cuándo."</p> }
                })}
            <ol class="inicio__recent">
                {latest
                    .into_iter()
                    .map(|entry| {
                        view! {
                            <li>
                                <span>
                                    <strong>{entry.nombre}</strong>
                                    " "
                                    {entry.frase}
                                </span>
                                <time datetime=entry.instante.to_string()>{entry.instante.lima()}</time>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}
