//! Where one is in the framework, kept in the address and nowhere else.

use domain::Id;
use domain::plan::{AccionEstrategica, CampoAccion, CampoObjetivo, ObjetivoEstrategico};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use super::lineas::{Filtro, Nodo};

/// The two readings of the framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vista {
    Arbol,
    Cadena,
}

/// What is being added, if anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nuevo {
    Objetivo,
    /// Under the OEI that is open.
    Accion,
}

#[derive(Clone, Copy)]
pub struct Lugar {
    pub vista: Memo<Vista>,
    pub nodo: Memo<Option<Nodo>>,
    pub nuevo: Memo<Option<Nuevo>>,
    pub filtro: Memo<Filtro>,
    pub buscar: Memo<String>,
    go: Callback<Vec<(&'static str, Option<String>)>>,
    query: Memo<ParamsMap>,
}

/// Reads the address of the page.
#[must_use]
pub fn provide_lugar() -> Lugar {
    let query = use_query_map();
    let text = move |key: &str| query.with(|query| query.get(key)).unwrap_or_default();
    let (navigate, path) = (use_navigate(), use_location().pathname);
    Lugar {
        vista: Memo::new(move |_| if text("vista") == "cadena" { Vista::Cadena } else { Vista::Arbol }),
        nodo: Memo::new(move |_| {
            let accion = text("accion").parse().ok().map(Nodo::Accion);
            accion.or_else(|| text("objetivo").parse().ok().map(Nodo::Objetivo))
        }),
        nuevo: Memo::new(move |_| match text("nuevo").as_str() {
            "objetivo" => Some(Nuevo::Objetivo),
            "accion" => Some(Nuevo::Accion),
            _ => None,
        }),
        filtro: Memo::new(move |_| Filtro::leer(&text("filtro"))),
        buscar: Memo::new(move |_| text("buscar")),
        go: Callback::new(move |changes: Vec<(&'static str, Option<String>)>| {
            let place = address(&path.get_untracked(), query.get_untracked(), changes);
            navigate(&place, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        }),
        query,
    }
}

impl Lugar {
    /// Opens a row, or closes the one that is open.
    pub fn abrir(self, nodo: Option<Nodo>) {
        self.go.run(of_node(nodo));
    }

    pub fn agregar(self, nuevo: Option<Nuevo>) {
        let word = nuevo.map(|nuevo| match nuevo {
            Nuevo::Objetivo => "objetivo".to_owned(),
            Nuevo::Accion => "accion".to_owned(),
        });
        self.go.run(vec![("nuevo", word)]);
    }

    pub fn buscar(self, text: String) {
        self.go.run(vec![("buscar", Some(text).filter(|text| !text.is_empty()))]);
    }

    pub fn filtrar(self, filtro: Filtro) {
        self.go.run(vec![("filtro", (filtro != Filtro::default()).then(|| filtro.clave().to_owned()))]);
    }

    /// The address of a row in a view, for links.
    #[must_use]
    pub fn enlace(self, vista: Vista, nodo: Option<Nodo>) -> String {
        let mut changes = of_node(nodo);
        changes.push(("vista", (vista == Vista::Cadena).then(|| "cadena".to_owned())));
        address("/marco", self.query.get(), changes)
    }
}

/// The very field of an OEI.
#[must_use]
pub fn de_objetivo(id: Id<ObjetivoEstrategico>, campo: Option<&CampoObjetivo>) -> String {
    let control = campo.map_or("", |campo| match campo {
        CampoObjetivo::Codigo(_) | CampoObjetivo::Orden(_) | CampoObjetivo::Estado(_) => "#codigo",
        CampoObjetivo::Enunciado(_) => "#enunciado",
        CampoObjetivo::Responsable(_) => "#responsable",
        CampoObjetivo::Indicadores(_) => "#indicador-0-nombre",
        CampoObjetivo::Claves(_) => "#texto-actividad-clave-0",
    });
    format!("/marco?objetivo={id}{control}")
}

/// The very field of an AEI.
#[must_use]
pub fn de_accion(id: Id<AccionEstrategica>, campo: Option<&CampoAccion>) -> String {
    let control = campo.map_or("", |campo| match campo {
        CampoAccion::Codigo(_) | CampoAccion::Orden(_) | CampoAccion::Estado(_) => "#codigo",
        CampoAccion::Objetivo(_) => "#objetivo",
        CampoAccion::Enunciado(_) => "#enunciado",
        CampoAccion::Responsable(_) => "#responsable",
        CampoAccion::Indicadores(_) => "#indicador-0-nombre",
        CampoAccion::Evidencias(_) => "#texto-evidencia-0",
    });
    format!("/marco?accion={id}{control}")
}

fn of_node(nodo: Option<Nodo>) -> Vec<(&'static str, Option<String>)> {
    let (objetivo, accion) = match nodo {
        Some(Nodo::Objetivo(id)) => (Some(id.to_string()), None),
        Some(Nodo::Accion(id)) => (None, Some(id.to_string())),
        None => (None, None),
    };
    vec![("objetivo", objetivo), ("accion", accion), ("nuevo", None)]
}

fn address(path: &str, mut query: ParamsMap, changes: Vec<(&'static str, Option<String>)>) -> String {
    for (key, value) in changes {
        match value {
            Some(value) => query.replace(key, value),
            None => drop(query.remove(key)),
        }
    }
    format!("{path}{}", query.to_query_string())
}
