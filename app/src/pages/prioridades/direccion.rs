//! What the address says of the board: `?ambito=institucion&grupo=unidad`.

use domain::prioridad::Alcance;
use domain::vista::prioridades::Agrupacion;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::hoja::Hoja;
use crate::api::plan::TableroPedido;
use crate::state::unit::use_units;

/// What is asked for, beside the unit.
pub(super) fn pedido() -> Memo<TableroPedido> {
    let query = use_query_map();
    Memo::new(move |_| {
        let of = |name: &str| query.with(|query| query.get(name));
        TableroPedido {
            ambito: of("ambito").unwrap_or_default(),
            agrupacion: if of("grupo").as_deref() == Some("unidad") { Agrupacion::Unidad } else { Agrupacion::Ruta },
        }
    })
}

/// Whose activities, and under which headings: links, so that the address always says it.
#[component]
pub(super) fn Ambitos(hoja: Hoja) -> impl IntoView {
    let consulta = hoja.consulta();
    let units = use_units();
    let wide = !matches!(consulta.alcance, Alcance::Unidad(_));
    let below = {
        let units = units.clone();
        move || units.tree.iter().any(|node| node.superior == units.current.get())
    };
    let show_branch = below() || matches!(consulta.alcance, Alcance::Rama(_));
    let link = move |ambito: &'static str, grupo: &'static str| {
        let unit = units.query();
        let more: Vec<String> = [("ambito", ambito), ("grupo", grupo)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        match (unit.is_empty(), more.is_empty()) {
            (_, true) => format!("/prioridades{unit}"),
            (true, false) => format!("/prioridades?{}", more.join("&")),
            (false, false) => format!("/prioridades{unit}&{}", more.join("&")),
        }
    };
    let here = ambito_de(consulta.alcance);
    let grupo = if consulta.agrupacion == Agrupacion::Unidad { "unidad" } else { "" };
    let scope = [("", "Unidad"), ("rama", "Con sus dependientes"), ("institucion", "Toda la institución")];
    let (to, group) = (link.clone(), link);
    view! {
        <div class="board-scope">
            <nav class="segments" aria-label="Qué actividades se ordenan">
                {scope
                    .into_iter()
                    .filter(|(key, _)| *key != "rama" || show_branch)
                    .map(|(key, name)| {
                        let to = to.clone();
                        let keeps = if key.is_empty() { "" } else { grupo };
                        view! {
                            <a class="segments__one" href=move || to(key, keeps) aria-current=(key == here).then_some("page")>
                                {name}
                            </a>
                        }
                    })
                    .collect_view()}
            </nav>
            {wide
                .then(|| {
                    let groups = [("", "Por ruta estratégica"), ("unidad", "Por unidad orgánica")];
                    view! {
                        <nav class="segments" aria-label="Cómo se agrupan">
                            {groups
                                .map(|(key, name)| {
                                    let to = group.clone();
                                    view! {
                                        <a
                                            class="segments__one"
                                            href=move || to(here, key)
                                            aria-current=(key == grupo).then_some("page")
                                        >
                                            {name}
                                        </a>
                                    }
                                })}
                        </nav>
                    }
                })}
        </div>
    }
}

fn ambito_de(alcance: Alcance) -> &'static str {
    match alcance {
        Alcance::Unidad(_) => "",
        Alcance::Rama(_) => "rama",
        Alcance::Institucion => "institucion",
    }
}
