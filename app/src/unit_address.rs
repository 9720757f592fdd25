//! How addresses name a unit. Here because components write such addresses and state reads them.

use domain::Id;
use domain::plan::UnidadOrganica;
use domain::vista::NodoUnidad;

/// How an address names it: its code, or its id where it has none.
#[must_use]
pub fn address(node: &NodoUnidad) -> String {
    if node.codigo.is_empty() { node.id.to_string() } else { node.codigo.clone() }
}

/// `?unidad=17.19`.
#[must_use]
pub fn query(node: &NodoUnidad) -> String {
    format!("?unidad={}", leptos_router::location::Url::escape(&address(node)))
}

/// The unit that an address names.
#[must_use]
pub fn addressed(nodes: &[NodoUnidad], text: &str) -> Option<Id<UnidadOrganica>> {
    nodes.iter().find(|node| address(node) == text).map(|node| node.id)
}
