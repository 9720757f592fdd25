//! The rows of the schedule: OEI, AEI, activity, task; or units instead of the framework.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::barra::barra_de;
use crate::{
    Id, Plan,
    command::Fila,
    plan::{AccionEstrategica, Actividad, ObjetivoEstrategico, Tarea, UnidadOrganica, distintas},
    texto::fold,
    vista::{Ambito, Financiamiento, arbol, linea_financiamiento, resumen::units_of},
};

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Nodo {
    Objetivo(Id<ObjetivoEstrategico>),
    Accion(Id<AccionEstrategica>),
    Unidad(Id<UnidadOrganica>),
    Actividad(Id<Actividad>),
    Tarea(Id<Tarea>),
}

impl Nodo {
    /// The row of the plan that has a window of its own; groups have that of their rows.
    #[must_use]
    pub fn fila(self) -> Option<Fila> {
        match self {
            Self::Actividad(id) => Some(Fila::Actividad(id)),
            Self::Tarea(id) => Some(Fila::Tarea(id)),
            Self::Objetivo(_) | Self::Accion(_) | Self::Unidad(_) => None,
        }
    }

    fn nivel(self) -> Nivel {
        match self {
            Self::Objetivo(_) => Nivel::Objetivos,
            Self::Accion(_) | Self::Unidad(_) => Nivel::Grupos,
            Self::Actividad(_) => Nivel::Actividades,
            Self::Tarea(_) => Nivel::Tareas,
        }
    }
}

impl From<Fila> for Nodo {
    fn from(fila: Fila) -> Self {
        match fila {
            Fila::Actividad(id) => Self::Actividad(id),
            Fila::Tarea(id) => Self::Tarea(id),
        }
    }
}

/// Down to what the tree is unfolded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Nivel {
    Objetivos,
    /// AEI, or units.
    Grupos,
    #[default]
    Actividades,
    Tareas,
}

/// What is unfolded: all above a level, but for the rows that were turned by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Despliegue {
    pub hasta: Nivel,
    pub alternados: BTreeSet<Nodo>,
}

impl Despliegue {
    #[must_use]
    pub fn es_abierto(&self, nodo: Nodo) -> bool {
        (nodo.nivel() < self.hasta) != self.alternados.contains(&nodo)
    }

    /// Folds what is unfolded, or the reverse.
    pub fn alternar(&mut self, nodo: Nodo) {
        if !self.alternados.remove(&nodo) {
            self.alternados.insert(nodo);
        }
    }
}

/// What activities are gathered under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Agrupacion {
    /// OEI and AEI.
    #[default]
    Estrategia,
    Unidad,
}

/// Of which activities only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filtro {
    #[default]
    Todas,
    /// A critical element of theirs is pending or at risk (Art. 8.3).
    PorLograr,
    /// They, or a task of theirs, begin before what they follow has ended.
    Adelantadas,
    /// The techo of their unit does not cover them whole (SPEC §5, the funding line).
    SinCubrir,
}

impl Filtro {
    pub const TODOS: [Self; 4] = [Self::Todas, Self::PorLograr, Self::Adelantadas, Self::SinCubrir];

    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::Todas => "Todas",
            Self::PorLograr => "Con elementos críticos por lograr",
            Self::Adelantadas => "Que empiezan antes de tiempo",
            Self::SinCubrir => "No financiadas del todo",
        }
    }
}

/// Which rows are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consulta {
    pub unidad: Id<UnidadOrganica>,
    pub ambito: Ambito,
    pub agrupacion: Agrupacion,
    pub filtro: Filtro,
    pub despliegue: Despliegue,
    /// Words that the name, the code or the responsible must contain, all of them.
    pub busqueda: String,
}

impl Consulta {
    #[must_use]
    pub fn new(unidad: Id<UnidadOrganica>) -> Self {
        Self {
            unidad,
            ambito: Ambito::default(),
            agrupacion: Agrupacion::default(),
            filtro: Filtro::default(),
            despliegue: Despliegue::default(),
            busqueda: String::new(),
        }
    }
}

/// Whether a row has others under it, and whether they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hijos {
    Ninguno,
    Abiertos,
    Cerrados,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renglon {
    pub nodo: Nodo,
    /// 1 at the top.
    pub nivel: u8,
    pub hijos: Hijos,
}

/// The rows, in reading order. While one searches, all that leads to what was found is shown.
#[must_use]
pub fn esqueleto(plan: &Plan, consulta: &Consulta) -> Vec<Renglon> {
    let words: Vec<String> = fold(&consulta.busqueda).split_whitespace().map(str::to_owned).collect();
    let filtro = consulta.filtro;
    let mut rows = Renglones { plan, despliegue: &consulta.despliegue, filtro, words, rows: Vec::new() };
    let activities = filtradas(plan, filtro, actividades(plan, consulta.unidad, consulta.ambito));
    match consulta.agrupacion {
        Agrupacion::Estrategia => rows.por_estrategia(&activities),
        Agrupacion::Unidad => rows.por_unidad(&activities),
    }
    rows.rows
}

/// Whether two states of a plan have the same rows, whatever is searched for. What they share
/// is not looked at: between one edit and the next it costs nothing to ask.
#[must_use]
pub fn mismos_renglones(antes: &Plan, ahora: &Plan) -> bool {
    iguales(antes.todos(), ahora.todos(), |one: &UnidadOrganica, other| one == other)
        && iguales(antes.todos(), ahora.todos(), |one: &ObjetivoEstrategico, other| one == other)
        && iguales(antes.todos(), ahora.todos(), |one: &AccionEstrategica, other| one == other)
        && iguales(antes.todos(), ahora.todos(), |one: &Actividad, other| {
            let place = |row: &Actividad| (row.unidad, row.accion, row.prioridad.clone(), row.estado);
            let text = |row: &Actividad| (row.nombre.clone(), row.codigo.clone(), row.responsable.clone());
            place(one) == place(other) && text(one) == text(other)
        })
        && iguales(antes.todos(), ahora.todos(), |one: &Tarea, other| {
            let all = |row: &Tarea| (row.actividad, row.orden.clone(), row.estado, row.nombre.clone());
            all(one) == all(other)
        })
}

/// Whether two tables have the same rows, as far as `same` looks at them.
pub(super) fn iguales<T: PartialEq>(
    antes: &OrdMap<Id<T>, Arc<T>>,
    ahora: &OrdMap<Id<T>, Arc<T>>,
    same: impl Fn(&T, &T) -> bool,
) -> bool {
    distintas(antes, ahora).all(|(_, before, now)| before.zip(now).is_some_and(|(before, now)| same(before, now)))
}

/// Those in force of the units asked for, units in the order of their tree, each by priority.
fn actividades(plan: &Plan, unidad: Id<UnidadOrganica>, ambito: Ambito) -> Vec<&Arc<Actividad>> {
    let units: Vec<Id<UnidadOrganica>> = match ambito {
        Ambito::Propio => vec![unidad],
        Ambito::ConDependientes => {
            let inside: BTreeSet<_> = units_of(plan, unidad, ambito).into_iter().collect();
            arbol(plan).into_iter().map(|node| node.id).filter(|id| inside.contains(id)).collect()
        }
    };
    units.into_iter().flat_map(|unit| plan.actividades_de(unit)).filter(|row| row.estado.es_vigente()).collect()
}

fn filtradas<'a>(plan: &Plan, filtro: Filtro, rows: Vec<&'a Arc<Actividad>>) -> Vec<&'a Arc<Actividad>> {
    let keep: Box<dyn Fn(&Actividad) -> bool> = match filtro {
        Filtro::Todas => return rows,
        Filtro::PorLograr => Box::new(|row| plan.espera_elemento(row.id)),
        Filtro::Adelantadas => Box::new(|row| {
            let early = |nodo| barra_de(plan, nodo).is_some_and(|bar| bar.vinculos.iter().any(|link| link.faltan > 0));
            let mut tasks = plan.tareas_de(row.id).filter(|task| task.estado.es_vigente());
            early(Fila::Actividad(row.id)) || tasks.any(|task| early(Fila::Tarea(task.id)))
        }),
        Filtro::SinCubrir => {
            let units: BTreeSet<_> = rows.iter().map(|row| row.unidad).collect();
            let lines = units.into_iter().flat_map(|unit| linea_financiamiento(plan, unit).filas);
            let short: BTreeSet<_> =
                lines.filter(|(_, state, _)| *state != Financiamiento::Financiada).map(|(id, ..)| id).collect();
            Box::new(move |row| short.contains(&row.id))
        }
    };
    rows.into_iter().filter(|row| keep(row)).collect()
}

struct Renglones<'a> {
    plan: &'a Plan,
    despliegue: &'a Despliegue,
    filtro: Filtro,
    words: Vec<String>,
    rows: Vec<Renglon>,
}

impl Renglones<'_> {
    fn por_estrategia(&mut self, activities: &[&Arc<Actividad>]) {
        let mut by_action: BTreeMap<Id<AccionEstrategica>, Vec<&Arc<Actividad>>> = BTreeMap::new();
        for row in activities {
            by_action.entry(row.accion).or_default().push(row);
        }
        let mut by_goal: BTreeMap<_, Vec<&Arc<AccionEstrategica>>> = BTreeMap::new();
        for action in by_action.keys().filter_map(|id| self.plan.get(*id)) {
            by_goal.entry(action.objetivo).or_default().push(action);
        }
        let mut goals: Vec<_> = by_goal.keys().filter_map(|id| self.plan.get(*id)).collect();
        goals.sort_by_key(|goal| (&goal.orden, goal.id));
        for goal in goals {
            let mut actions = by_goal.remove(&goal.id).unwrap_or_default();
            actions.sort_by_key(|action| (&action.orden, action.id));
            self.grupo(Nodo::Objetivo(goal.id), 1, |rows| {
                for action in &actions {
                    let inside = by_action.get(&action.id).map(Vec::as_slice).unwrap_or_default();
                    rows.grupo(Nodo::Accion(action.id), 2, |rows| rows.actividades(inside, 3));
                }
            });
        }
    }

    fn por_unidad(&mut self, activities: &[&Arc<Actividad>]) {
        for inside in activities.chunk_by(|one, next| one.unidad == next.unidad) {
            self.grupo(Nodo::Unidad(inside[0].unidad), 1, |rows| rows.actividades(inside, 2));
        }
    }

    /// A row and those under it; none when a search finds nothing there.
    fn grupo(&mut self, nodo: Nodo, nivel: u8, inside: impl FnOnce(&mut Self)) {
        let at = self.rows.len();
        let open = self.despliegue.es_abierto(nodo) || self.busca() || self.filtro != Filtro::Todas;
        self.rows.push(Renglon { nodo, nivel, hijos: if open { Hijos::Abiertos } else { Hijos::Cerrados } });
        if open {
            inside(self);
        }
        if open && self.rows.len() == at + 1 {
            self.rows.truncate(at);
        }
    }

    fn busca(&self) -> bool {
        !self.words.is_empty()
    }

    fn actividades(&mut self, activities: &[&Arc<Actividad>], nivel: u8) {
        for row in activities {
            let tasks: Vec<&Arc<Tarea>> = self.plan.tareas_de(row.id).filter(|task| task.estado.es_vigente()).collect();
            let itself = self.dice(&[&row.nombre, row.codigo.as_str(), &row.responsable]);
            let found: Vec<_> = tasks.iter().filter(|task| itself || self.dice(&[&task.nombre])).collect();
            if !itself && found.is_empty() {
                continue;
            }
            let nodo = Nodo::Actividad(row.id);
            let open = self.despliegue.es_abierto(nodo) || (self.busca() && !itself);
            let hijos = match (found.is_empty(), open) {
                (true, _) => Hijos::Ninguno,
                (false, true) => Hijos::Abiertos,
                (false, false) => Hijos::Cerrados,
            };
            self.rows.push(Renglon { nodo, nivel, hijos });
            if open {
                let under = found.into_iter().map(|task| Nodo::Tarea(task.id));
                self.rows.extend(under.map(|nodo| Renglon { nodo, nivel: nivel + 1, hijos: Hijos::Ninguno }));
            }
        }
    }

    /// Whether all words are somewhere in these texts.
    fn dice(&self, texts: &[&str]) -> bool {
        if !self.busca() {
            return true;
        }
        let folded = fold(&texts.join(" "));
        self.words.iter().all(|word| folded.contains(word.as_str()))
    }
}
