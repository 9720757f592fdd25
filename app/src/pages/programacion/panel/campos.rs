//! Readings shared by the parts of the panel: words of a closed list, dates, quantities.

use chrono::NaiveDate;
use domain::plan::{Criterio, SituacionElemento, TipoIndicador};
use leptos::prelude::*;

use crate::components::editable::Choice;
use crate::pages::edit::Reading;

/// A closed list of values, each with its word.
pub type Palabras<V> = &'static [(V, &'static str)];

pub const CRITERIOS: Palabras<Criterio> = &[
    (Criterio::Territorial, "Territorial"),
    (Criterio::Sectorial, "Sectorial"),
    (Criterio::Temporal, "Temporal"),
    (Criterio::Acumulativa, "Acumulativa"),
    (Criterio::Organizacional, "Organizacional"),
    (Criterio::Otro, "Otro"),
];

pub const TIPOS: Palabras<TipoIndicador> =
    &[(TipoIndicador::Proceso, "De proceso"), (TipoIndicador::Insumo, "De insumo")];

pub const SITUACIONES: Palabras<SituacionElemento> = &[
    (SituacionElemento::Pendiente, "Pendiente"),
    (SituacionElemento::Logrado, "Logrado"),
    (SituacionElemento::EnRiesgo, "En riesgo"),
];

#[must_use]
pub fn palabra<V: PartialEq>(words: Palabras<V>, value: &V) -> String {
    words.iter().find(|(one, _)| one == value).map(|(_, word)| (*word).to_owned()).unwrap_or_default()
}

/// # Errors
/// When the word is not in the list.
pub fn de_palabra<V: Copy>(words: Palabras<V>, text: &str) -> Result<V, String> {
    let found = words.iter().find(|(_, word)| *word == text).map(|(value, _)| *value);
    found.ok_or_else(|| "Elija uno de la lista.".to_owned())
}

pub fn reading<V: Copy + PartialEq + Send + Sync>(words: Palabras<V>) -> Reading<V> {
    Reading::new(move |value| palabra(words, value), move |_, text| de_palabra(words, text))
}

#[must_use]
pub fn choices<V>(words: Palabras<V>) -> Signal<Vec<Choice>> {
    Signal::stored(words.iter().map(|(_, word)| Choice::new(*word, *word)).collect())
}

/// A date as the browser's own control writes it.
///
/// # Errors
/// When it is no date.
pub fn leer_fecha(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "Escriba una fecha: día, mes y año.".to_owned())
}
