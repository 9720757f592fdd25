//! The framework as lines on screen: what a search and a filter leave, and where each
//! line stands among its siblings. Pure; the widget is in [`super::tabla`].

use std::collections::BTreeSet;

use domain::Id;
use domain::plan::{AccionEstrategica, ObjetivoEstrategico};
use domain::texto::fold;
use domain::vista::{FilaAccion, FilaObjetivo, PaginaMarco};

/// A row of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nodo {
    Objetivo(Id<ObjetivoEstrategico>),
    Accion(Id<AccionEstrategica>),
}

impl Nodo {
    /// Of its row on the page.
    #[must_use]
    pub fn dom_id(self) -> String {
        match self {
            Self::Objetivo(id) => format!("fila-{id}"),
            Self::Accion(id) => format!("fila-{id}"),
        }
    }
}

/// Which rows one wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filtro {
    #[default]
    Vigentes,
    /// AEI without indicator or target, and OEI without targets.
    Provisionales,
    Retirados,
}

impl Filtro {
    pub const TODOS: [Self; 3] = [Self::Vigentes, Self::Provisionales, Self::Retirados];

    /// As the address spells it.
    #[must_use]
    pub fn clave(self) -> &'static str {
        match self {
            Self::Vigentes => "vigentes",
            Self::Provisionales => "provisionales",
            Self::Retirados => "retirados",
        }
    }

    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::Vigentes => "Vigentes",
            Self::Provisionales => "Sin indicador ni meta",
            Self::Retirados => "Retirados",
        }
    }

    #[must_use]
    pub fn leer(text: &str) -> Self {
        Self::TODOS.into_iter().find(|one| one.clave() == text).unwrap_or_default()
    }

    fn objetivo(self, row: &FilaObjetivo) -> bool {
        let vigente = row.objetivo.estado.es_vigente();
        match self {
            Self::Vigentes => vigente,
            Self::Provisionales => vigente && row.objetivo.indicadores.iter().all(|one| one.metas.is_empty()),
            Self::Retirados => !vigente,
        }
    }

    fn accion(self, row: &FilaAccion) -> bool {
        let vigente = row.accion.estado.es_vigente();
        match self {
            Self::Vigentes => vigente,
            Self::Provisionales => vigente && row.provisional,
            Self::Retirados => !vigente,
        }
    }
}

/// How a branch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rama {
    Hoja,
    Abierta,
    Cerrada,
}

/// A line on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linea {
    pub nodo: Nodo,
    pub rama: Rama,
    /// Its place among the siblings shown, from 1, and how many they are.
    pub lugar: usize,
    pub hermanos: usize,
}

/// The lines to show. An OEI whose AEI is found comes with it; a search opens it.
#[must_use]
pub fn lineas(page: &PaginaMarco, cerrados: &BTreeSet<Nodo>, filtro: Filtro, busca: &str) -> Vec<Linea> {
    let words: Vec<String> = fold(busca).split_whitespace().map(str::to_owned).collect();
    let found = |text: &str| {
        let text = fold(text);
        words.iter().all(|word| text.contains(word))
    };
    let mut shown: Vec<(Nodo, Vec<Nodo>)> = Vec::new();
    for row in &page.objetivos {
        let own = filtro.objetivo(row) && found(&texto_objetivo(row));
        let below: Vec<Nodo> = row
            .acciones
            .iter()
            .filter(|accion| {
                filtro.accion(accion) && (own && filtro != Filtro::Retirados || found(&texto_accion(accion)))
            })
            .map(|accion| Nodo::Accion(accion.accion.id))
            .collect();
        if own || !below.is_empty() {
            shown.push((Nodo::Objetivo(row.objetivo.id), below));
        }
    }
    unfold(&shown, cerrados, words.is_empty())
}

fn unfold(shown: &[(Nodo, Vec<Nodo>)], cerrados: &BTreeSet<Nodo>, may_close: bool) -> Vec<Linea> {
    let mut lines = Vec::new();
    for (at, (nodo, below)) in shown.iter().enumerate() {
        let rama = match (below.is_empty(), may_close && cerrados.contains(nodo)) {
            (true, _) => Rama::Hoja,
            (false, true) => Rama::Cerrada,
            (false, false) => Rama::Abierta,
        };
        lines.push(Linea { nodo: *nodo, rama, lugar: at + 1, hermanos: shown.len() });
        if rama == Rama::Abierta {
            lines.extend(below.iter().enumerate().map(|(place, nodo)| Linea {
                nodo: *nodo,
                rama: Rama::Hoja,
                lugar: place + 1,
                hermanos: below.len(),
            }));
        }
    }
    lines
}

fn texto_objetivo(row: &FilaObjetivo) -> String {
    let indicators = row.objetivo.indicadores.iter().map(|one| format!("{} {}", one.nombre, one.meta_literal));
    let mut text = format!("{} {} {}", row.objetivo.codigo, row.objetivo.enunciado, row.responsable);
    for part in indicators.chain(row.objetivo.claves.iter().map(ToString::to_string)) {
        text.push(' ');
        text.push_str(&part);
    }
    text
}

fn texto_accion(row: &FilaAccion) -> String {
    let mut text = format!("{} {} {}", row.accion.codigo, row.accion.enunciado, row.responsable);
    for one in &row.accion.indicadores {
        text.push(' ');
        text.push_str(&one.nombre);
    }
    text
}

/// The row of an OEI.
#[must_use]
pub fn objetivo(page: &PaginaMarco, id: Id<ObjetivoEstrategico>) -> Option<&FilaObjetivo> {
    page.objetivos.iter().find(|row| row.objetivo.id == id)
}

/// The row of an AEI.
#[must_use]
pub fn accion(page: &PaginaMarco, id: Id<AccionEstrategica>) -> Option<&FilaAccion> {
    page.objetivos.iter().flat_map(|row| &row.acciones).find(|row| row.accion.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::plan::{Estado, Orden};
    use domain::vista::Edicion;

    fn page() -> PaginaMarco {
        let objetivos = ["Atención a los usuarios", "Gestión ambiental"];
        PaginaMarco {
            version: 1,
            entidad: String::new(),
            mision: String::new(),
            vision: String::new(),
            pdi: (2015, 2018),
            objetivos: objetivos.iter().enumerate().map(|(n, text)| oei(n, text)).collect(),
            unidades: vec![],
            edicion: Edicion::Abierta,
        }
    }

    fn oei(n: usize, text: &str) -> FilaObjetivo {
        let id: Id<ObjetivoEstrategico> = format!("00000000-0000-7000-8000-{n:012}").parse().unwrap();
        let objetivo = ObjetivoEstrategico {
            id,
            codigo: format!("OEI.{n}").try_into().unwrap(),
            enunciado: text.to_owned().try_into().unwrap(),
            indicadores: vec![],
            claves: vec![],
            responsable: None,
            orden: Orden::primero(),
            estado: Estado::Vigente,
        };
        let acciones = (0..2).map(|m| aei(id, n, m)).collect();
        FilaObjetivo { objetivo, responsable: String::new(), acciones, costo: domain::Dinero::CERO }
    }

    fn aei(objetivo: Id<ObjetivoEstrategico>, n: usize, m: usize) -> FilaAccion {
        let estado = if (n, m) == (1, 1) { Estado::Retirado } else { Estado::Vigente };
        let accion = AccionEstrategica {
            id: format!("00000000-0000-7000-9000-{:012}", n * 10 + m).parse().unwrap(),
            objetivo,
            codigo: format!("AEI.{n}.{m}").try_into().unwrap(),
            enunciado: format!("Estrategia {m}").try_into().unwrap(),
            indicadores: vec![],
            evidencias: vec![],
            responsable: None,
            orden: Orden::primero(),
            estado,
        };
        FilaAccion {
            accion,
            provisional: true,
            responsable: String::new(),
            actividades: vec![],
            costo: domain::Dinero::CERO,
        }
    }

    fn count(cerrados: &BTreeSet<Nodo>, filtro: Filtro, busca: &str) -> usize {
        lineas(&page(), cerrados, filtro, busca).len()
    }

    #[test]
    fn closing_an_oei_hides_its_aei_and_a_search_opens_it() {
        let closed = BTreeSet::from([Nodo::Objetivo(page().objetivos[0].objetivo.id)]);
        assert_eq!(count(&BTreeSet::new(), Filtro::Vigentes, ""), 5);
        assert_eq!(count(&closed, Filtro::Vigentes, ""), 3);
        assert_eq!(count(&closed, Filtro::Vigentes, "atencion"), 3);
    }

    #[test]
    fn an_aei_found_brings_its_oei() {
        let lines = lineas(&page(), &BTreeSet::new(), Filtro::Vigentes, "AEI.1.0");
        assert_eq!(lines.len(), 2);
        assert!(matches!(lines[0].nodo, Nodo::Objetivo(_)));
        assert_eq!(count(&BTreeSet::new(), Filtro::Vigentes, "zoológico"), 0);
    }

    #[test]
    fn what_is_withdrawn_is_seen_only_when_asked_for() {
        let lines = lineas(&page(), &BTreeSet::new(), Filtro::Retirados, "");
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[1].lugar, lines[1].hermanos), (1, 1));
    }
}
