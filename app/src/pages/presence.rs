//! The presence of others in words, for the header.

use std::sync::Arc;

use domain::vista::NodoUnidad;
use leptos::prelude::*;

use crate::api::presencia::Presente;
use crate::components::presence::{Other, Presence};
use crate::components::unit_tree::label;
use crate::state::presence::Presencia;
use crate::state::unit::Units;
use crate::unit_address::query;

pub fn presence(presencia: Presencia, units: &Units) -> Presence {
    let (tree, current) = (Arc::clone(&units.tree), units.current);
    let others = Signal::derive(move || {
        presencia.todos().with(|all| all.iter().map(|one| told(presencia, &tree, one)).collect())
    });
    let said = Memo::new(move |before: Option<&(Vec<Presente>, String)>| {
        let here: Vec<Presente> =
            presencia.todos().with(|all| all.iter().filter(|one| one.lugar.unidad == current.get()).copied().collect());
        let known = |one: &Presente| before.is_some_and(|(known, _)| known.iter().any(|it| it.persona == one.persona));
        let come: Vec<String> =
            here.iter().filter(|one| !known(one)).map(|one| presencia.nombre(one.persona)).collect();
        let said = match come.as_slice() {
            [] => String::new(),
            [one] => format!("{one} está en esta unidad."),
            many => format!("{} están en esta unidad.", many.join(", ")),
        };
        (here, said)
    });
    Presence {
        others,
        said: Signal::derive(move || said.with(|(_, said)| said.clone())),
        shown: presencia.visible(),
        on_show: Callback::new(move |wanted| presencia.mostrar(wanted)),
    }
}

fn told(presencia: Presencia, tree: &[NodoUnidad], one: &Presente) -> Other {
    let unit = one.lugar.unidad.and_then(|id| tree.iter().find(|node| node.id == id));
    let row = one.lugar.actividad.map(|id| format!("actividad={id}"));
    let href = unit.map(|unit| {
        let unit = query(unit);
        match row {
            Some(row) if unit.is_empty() => format!("/programacion?{row}"),
            Some(row) => format!("/programacion{unit}&{row}"),
            None => format!("/programacion{unit}"),
        }
    });
    let of_unit = unit.map_or_else(|| "en el plan".to_owned(), label);
    let place = match one.lugar.actividad.and_then(|id| presencia.actividad(id)) {
        Some(actividad) => format!("«{actividad}», {of_unit}"),
        None => of_unit,
    };
    Other { key: one.persona.to_string(), nombre: presencia.nombre(one.persona), place, href }
}
