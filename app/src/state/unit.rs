//! The unit on screen. The address names it (`?unidad=17.19`); without one it is the
//! unit of whoever is signed in, and for those who have none, the first of the tree.

use std::sync::Arc;

use domain::plan::UnidadOrganica;
use domain::vista::NodoUnidad;
use domain::{Id, Plan};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use crate::unit_address::{addressed, query};

/// How an address names a draft.
pub const BORRADOR: &str = "borrador";

/// The tree of units, and the one on screen.
#[derive(Clone)]
pub struct Units {
    pub tree: Arc<[NodoUnidad]>,
    pub current: Signal<Option<Id<UnidadOrganica>>>,
    /// The draft on screen, which every address names too.
    borrador: Option<Id<Plan>>,
}

impl Units {
    /// `?unidad=17.19` of the unit on screen, and the draft; empty when there is neither.
    #[must_use]
    pub fn query(&self) -> String {
        let node = self.current.get().and_then(|id| self.tree.iter().find(|node| node.id == id));
        self.query_of(node)
    }

    /// An address that goes on in the draft on screen, also in another window.
    #[must_use]
    pub fn within(&self, address: &str) -> String {
        let Some(borrador) = self.borrador else { return address.to_owned() };
        let (page, place) = address.split_once('#').map_or((address, ""), |(page, place)| (page, place));
        let joint = if page.contains('?') { '&' } else { '?' };
        let mark = if place.is_empty() { "" } else { "#" };
        format!("{page}{joint}{BORRADOR}={borrador}{mark}{place}")
    }

    /// The same of another unit of the tree.
    #[must_use]
    pub fn query_of(&self, node: Option<&NodoUnidad>) -> String {
        match (node.map(query), self.borrador) {
            (Some(unit), Some(borrador)) => format!("{unit}&{BORRADOR}={borrador}"),
            (None, Some(borrador)) => format!("?{BORRADOR}={borrador}"),
            (unit, None) => unit.unwrap_or_default(),
        }
    }
}

/// Provided once, beside the frame.
pub fn provide_units(tree: Vec<NodoUnidad>, own: Option<Id<UnidadOrganica>>, borrador: Option<Id<Plan>>) -> Units {
    let tree: Arc<[NodoUnidad]> = tree.into();
    let (asked, nodes) = (use_query_map(), Arc::clone(&tree));
    let current = Memo::new(move |_| {
        let named = asked.with(|asked| asked.get("unidad").and_then(|text| addressed(&nodes, &text)));
        named.or(own).or_else(|| nodes.first().map(|node| node.id))
    });
    let units = Units { tree, current: current.into(), borrador };
    provide_context(units.clone());
    units
}

#[must_use]
pub fn use_units() -> Units {
    expect_context()
}

/// A draft is another plan: the page of one stays in it, whatever a link on it forgot to say.
pub fn stay_in(borrador: Id<Plan>) {
    let (navigate, here) = (use_navigate(), use_location());
    Effect::new(move |_| {
        let own = borrador.to_string();
        let named = here.query.with(|query| query.get(BORRADOR));
        if named.as_deref() != Some(own.as_str()) {
            let mut query = here.query.get_untracked();
            query.replace(BORRADOR, own);
            let place = [here.pathname.get_untracked(), query.to_query_string(), here.hash.get_untracked()].concat();
            navigate(&place, NavigateOptions { scroll: false, replace: true, ..NavigateOptions::default() });
        }
    });
}

/// Puts another unit on screen, on the page where one is.
pub fn pick_unit(units: Units) -> Callback<Id<UnidadOrganica>> {
    let (navigate, path) = (use_navigate(), use_location().pathname);
    Callback::new(move |id| {
        if let Some(node) = units.tree.iter().find(|node| node.id == id) {
            let place = path.get_untracked() + &units.query_of(Some(node));
            navigate(&place, NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    })
}
