//! The address names what is on screen: the scale, how far the tree is unfolded, the words
//! searched and the row one is on. Whoever is sent it sees the same.

use domain::vista::Ambito;
use domain::vista::cronograma::{Agrupacion, Escala, Filtro, Nivel, Nodo};
use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use super::arbol::id_de;
use super::gesto::leer_id;
use super::hoja::Hoja;
use super::teclas::enfocar;
use crate::state::unit::use_units;

const ESCALAS: [(Escala, &str); 5] = [
    (Escala::Anio, "anio"),
    (Escala::Trimestre, "trimestre"),
    (Escala::Mes, "mes"),
    (Escala::Semana, "semana"),
    (Escala::Dia, "dia"),
];
const NIVELES: [(Nivel, &str); 4] = [
    (Nivel::Objetivos, "objetivos"),
    (Nivel::Grupos, "acciones"),
    (Nivel::Actividades, "actividades"),
    (Nivel::Tareas, "tareas"),
];

const FILTROS: [(Filtro, &str); 4] = [
    (Filtro::Todas, "todas"),
    (Filtro::PorLograr, "por-lograr"),
    (Filtro::Adelantadas, "adelantadas"),
    (Filtro::SinCubrir, "sin-cubrir"),
];

/// Reads it once, after the page is as the server drew it, and writes it from then on.
pub(super) fn seguir(hoja: Hoja, scroll: NodeRef<Div>) {
    let (asked, units) = (use_query_map(), use_units());
    Effect::new(move |begun: Option<()>| {
        if begun.is_none() {
            leer(hoja, scroll, |name| asked.with_untracked(|asked| asked.get(name)));
        }
        let unit = units.query().trim_start_matches('?').to_owned();
        escribir(&std::iter::once(unit).filter(|unit| !unit.is_empty()).chain(partes(hoja)).collect::<Vec<_>>());
    });
}

fn leer(hoja: Hoja, scroll: NodeRef<Div>, asked: impl Fn(&str) -> Option<String>) {
    let escala = asked("escala").and_then(|text| ESCALAS.iter().find(|(_, name)| *name == text));
    if let Some((escala, _)) = escala {
        hoja.escala.set(*escala);
    }
    let nivel = asked("hasta").and_then(|text| NIVELES.iter().find(|(_, name)| *name == text));
    let filtro = asked("filtro").and_then(|text| FILTROS.iter().find(|(_, name)| *name == text));
    let (ambito, busqueda) = (asked("ambito"), asked("buscar"));
    hoja.consulta.update(|consulta| {
        if let Some((nivel, _)) = nivel {
            consulta.despliegue.hasta = *nivel;
        }
        consulta.busqueda = busqueda.unwrap_or_default();
        consulta.filtro = filtro.map(|(filtro, _)| *filtro).unwrap_or_default();
        if ambito.is_some() {
            consulta.ambito = Ambito::ConDependientes;
        }
        if ambito.as_deref() == Some("unidades") {
            consulta.agrupacion = Agrupacion::Unidad;
        }
    });
    if let Some(nodo) = asked("fila").and_then(|text| leer_id(&text)) {
        request_animation_frame(move || enfocar(hoja, scroll, nodo));
    }
}

fn partes(hoja: Hoja) -> Vec<String> {
    let mut parts = Vec::new();
    let escala = hoja.escala.get();
    let scale = ESCALAS.iter().find(|(one, _)| *one == escala && *one != Escala::default());
    parts.extend(scale.map(|(_, name)| ["escala=", name].concat()));
    hoja.consulta.with(|consulta| {
        let hasta = consulta.despliegue.hasta;
        let level = NIVELES.iter().find(|(one, _)| *one == hasta && *one != Nivel::default());
        parts.extend(level.map(|(_, name)| ["hasta=", name].concat()));
        match (consulta.ambito, consulta.agrupacion) {
            (Ambito::Propio, _) => {}
            (Ambito::ConDependientes, Agrupacion::Estrategia) => parts.push("ambito=dependientes".to_owned()),
            (Ambito::ConDependientes, Agrupacion::Unidad) => parts.push("ambito=unidades".to_owned()),
        }
        let filter = FILTROS.iter().find(|(one, _)| *one == consulta.filtro && *one != Filtro::default());
        parts.extend(filter.map(|(_, name)| ["filtro=", name].concat()));
        if !consulta.busqueda.is_empty() {
            parts.push(["buscar=", &Url::escape(&consulta.busqueda)].concat());
        }
    });
    let row = hoja.foco.get().filter(|nodo| nodo.fila().is_some()).map(|nodo: Nodo| ["fila=", &id_de(nodo)].concat());
    parts.extend(row);
    parts
}

/// In place of the address there was: walking among rows is no journey to come back from.
fn escribir(parts: &[String]) {
    let query = parts.join("&");
    let address = if query.is_empty() { "/cronograma".to_owned() } else { ["/cronograma?", &query].concat() };
    let Ok(history) = window().history() else { return };
    let state = history.state().unwrap_or_default();
    // The address is a courtesy: a browser that refuses it loses nothing else.
    let _ = history.replace_state_with_url(&state, "", Some(&address));
}
