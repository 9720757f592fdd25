//! What is due and when: the legal date, the one that counts, and the days left.

use domain::Ejercicio;
use domain::calendario::Plazo;
use domain::tiempo::fecha;
use leptos::prelude::*;

#[component]
pub fn Due(
    ejercicio: Ejercicio,
    plazo: Plazo,
    /// Calendar days left; negative when past.
    dias: i64,
) -> impl IntoView {
    view! {
        <section class="panel inicio__vence" aria-labelledby="vence">
            <div class="panel__head">
                <h2 id="vence">"Qué vence y cuándo"</h2>
                <a class="muted" href="/criterios#art-6">
                    "Art. 6"
                </a>
            </div>
            <div class="panel__body inicio__due">
                <p class=days_class(dias)>
                    <span class="inicio__count">{dias.abs()}</span>
                    <span>{days_said(dias)}</span>
                </p>
                <div>
                    <h3>"Cuadro de necesidades y propuesta del POI " {ejercicio.year()}</h3>
                    <p>"Presente hasta el " <strong>{fecha(plazo.efectivo)}</strong></p>
                    <p class="muted">{legal_said(plazo)}</p>
                </div>
            </div>
        </section>
    }
}

fn days_class(days: i64) -> &'static str {
    match days {
        ..=0 => "inicio__days inicio__days--bad",
        1..=15 => "inicio__days inicio__days--warn",
        _ => "inicio__days",
    }
}

fn days_said(days: i64) -> &'static str {
    match days {
        ..=-2 => "días de retraso",
        -1 => "día de retraso",
        0 => "vence hoy",
        1 => "día",
        _ => "días",
    }
}

fn legal_said(plazo: Plazo) -> String {
    if plazo.legal == plazo.efectivo {
        "Es el plazo que fija la directiva.".to_owned()
    } else {
        format!("La directiva fija el {}, que no es laborable: cuenta el día siguiente que lo sea.", fecha(plazo.legal))
    }
}

#[cfg(test)]
mod tests {
    use super::days_said;

    #[test]
    fn days_are_said_before_on_and_after_the_date() {
        assert_eq!(
            [12, 1, 0, -1, -3].map(days_said),
            ["días", "día", "vence hoy", "día de retraso", "días de retraso"]
        );
    }
}
