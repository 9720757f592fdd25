//! What travels with the page: the first lines of the board; the rest come with the replica.

use serde::{Deserialize, Serialize};

use super::{
    fila::{FilaPrioridad, Titulo, fila, titulo},
    tablero::{Consulta, Corte, Renglon, Tablero},
};
use crate::{
    Actor, Ejercicio, Id, Plan,
    plan::UnidadOrganica,
    vista::{Ambito, Edicion, Resumen, edicion_del_plan, resumen},
};

/// How many lines of the board travel with the page.
pub const PRIMEROS: usize = 60;

/// Everything the page renders with before the replica arrives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaPrioridades {
    pub version: u64,
    pub ejercicio: Ejercicio,
    pub unidad: Id<UnidadOrganica>,
    pub consulta: Consulta,
    /// How many lines the board has.
    pub total: usize,
    pub renglones: Vec<Renglon>,
    pub filas: Vec<FilaPrioridad>,
    pub titulos: Vec<(Renglon, Titulo)>,
    pub cortes: Vec<Corte>,
    pub resumen: Resumen,
    pub edicion: Edicion,
}

/// The board for a reader.
#[must_use]
pub fn prioridades(plan: &Plan, actor: &Actor, unidad: Id<UnidadOrganica>, consulta: Consulta) -> PaginaPrioridades {
    let board = Tablero::new(plan, consulta);
    let renglones: Vec<Renglon> = board.renglones().iter().take(PRIMEROS).copied().collect();
    let row = |it: &Renglon| match it {
        Renglon::Actividad(id) => fila(plan, actor, &board, *id),
        _ => None,
    };
    PaginaPrioridades {
        version: plan.version(),
        ejercicio: plan.ejercicio(),
        unidad,
        consulta,
        total: board.renglones().len(),
        filas: renglones.iter().filter_map(row).collect(),
        titulos: renglones.iter().filter_map(|it| Some((*it, titulo(plan, actor, &board, *it)?))).collect(),
        cortes: board.cortes().to_vec(),
        renglones,
        resumen: resumen(plan, unidad, Ambito::Propio),
        edicion: edicion_del_plan(plan, actor),
    }
}
