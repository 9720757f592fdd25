//! What a gesture does, in the words of the chip beside the pointer.

use crate::{
    Mes, Plan,
    command::{Fila, Reprogramacion},
    plan::Ventana,
    tiempo::fecha,
};

/// "Del 01/03/2017 al 30/06/2017".
#[must_use]
pub fn plazo(ventana: Ventana) -> String {
    format!("Del {} al {}", fecha(ventana.inicio), fecha(ventana.fin))
}

/// "mar–jun → abr–jul · meta 1,480 igual · S/ 12,300.00 igual"; by days where months stay.
#[must_use]
pub fn efecto(plan: &Plan, it: &Reprogramacion) -> String {
    let months = it.seen.meses() != it.nueva.meses();
    let said = |ventana: Ventana| if months { meses(ventana) } else { dias(ventana) };
    let dates = format!("{} → {}", said(it.seen), said(it.nueva));
    let Fila::Actividad(id) = it.fila else { return dates };
    let Some(row) = plan.get(id) else { return dates };
    let target = row.meta.anual(row.agregacion).map(|annual| format!(" · meta {annual} igual")).unwrap_or_default();
    format!("{dates}{target} · {} igual", plan.totales().actividad(id).total())
}

/// "mar–jun", or "mar" alone.
fn meses(ventana: Ventana) -> String {
    let short = |day| Mes::of(day).abreviado().to_lowercase();
    let (first, last) = (short(ventana.inicio), short(ventana.fin));
    if first == last { first } else { format!("{first}–{last}") }
}

/// "05/03–20/06": the year is that of the plan.
#[must_use]
pub fn dias(ventana: Ventana) -> String {
    let short = |day| fecha(day).chars().take(5).collect::<String>();
    format!("{}–{}", short(ventana.inicio), short(ventana.fin))
}
