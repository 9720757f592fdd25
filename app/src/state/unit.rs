//! The unit on screen. The address names it (`?unidad=17.19`); without one it is the
//! unit of whoever is signed in, and for those who have none, the first of the tree.

use std::sync::Arc;

use domain::Id;
use domain::plan::UnidadOrganica;
use domain::vista::NodoUnidad;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use crate::unit_address::{addressed, query};

/// The tree of units, and the one on screen.
#[derive(Clone)]
pub struct Units {
    pub tree: Arc<[NodoUnidad]>,
    pub current: Signal<Option<Id<UnidadOrganica>>>,
}

impl Units {
    /// `?unidad=17.19` of the unit on screen; empty when there is none.
    #[must_use]
    pub fn query(&self) -> String {
        let node = self.current.get().and_then(|id| self.tree.iter().find(|node| node.id == id));
        node.map(query).unwrap_or_default()
    }
}

/// Provided once, beside the frame.
pub fn provide_units(tree: Vec<NodoUnidad>, own: Option<Id<UnidadOrganica>>) -> Units {
    let tree: Arc<[NodoUnidad]> = tree.into();
    let (asked, nodes) = (use_query_map(), Arc::clone(&tree));
    let current = Memo::new(move |_| {
        let named = asked.with(|asked| asked.get("unidad").and_then(|text| addressed(&nodes, &text)));
        named.or(own).or_else(|| nodes.first().map(|node| node.id))
    });
    let units = Units { tree, current: current.into() };
    provide_context(units.clone());
    units
}

#[must_use]
pub fn use_units() -> Units {
    expect_context()
}

/// Puts another unit on screen, on the page where one is.
pub fn pick_unit(tree: Arc<[NodoUnidad]>) -> Callback<Id<UnidadOrganica>> {
    let (navigate, path) = (use_navigate(), use_location().pathname);
    Callback::new(move |id| {
        if let Some(node) = tree.iter().find(|node| node.id == id) {
            let place = path.get_untracked() + &query(node);
            navigate(&place, NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    })
}
