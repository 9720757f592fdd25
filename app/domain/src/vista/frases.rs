//! Indicators and targets read aloud.

use crate::{
    Cantidad, Ejercicio, Plan,
    catalogo::UnidadMedida,
    plan::{Indicador, Ventana},
    tiempo::Mes,
};

/// Unidad de medida + sujeto + atributo, as one sentence (Art. 8.1.2).
#[must_use]
pub fn frase(plan: &Plan, indicador: &Indicador) -> String {
    let unit = plan.get(indicador.unidad_medida).map(|unit| unit.nombre.to_string()).unwrap_or_default();
    let parts = [unit.as_str(), &indicador.sujeto, &indicador.atributo];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Value + temporality (Art. 8.1.3): "1,480 registros de enero a diciembre de 2017".
#[must_use]
pub fn meta_leida(cantidad: Cantidad, unit: &UnidadMedida, ventana: Ventana, ejercicio: Ejercicio) -> String {
    let name = if cantidad == Cantidad::enteras(1) { unit.nombre.to_lowercase() } else { unit.plural.to_string() };
    let (first, last) = (Mes::of(ventana.inicio), Mes::of(ventana.fin));
    if first == last {
        format!("{cantidad} {name} en {first} de {ejercicio}")
    } else {
        format!("{cantidad} {name} de {first} a {last} de {ejercicio}")
    }
}
