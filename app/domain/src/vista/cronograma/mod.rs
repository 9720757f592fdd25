//! The schedule of a unit as a treegrid with bars (SPEC §4, LOOK "Gantt").

mod arbol;
mod barra;
mod base;
mod cotejo;
mod efecto;
mod enlace;
mod escala;
mod lamina;
mod tocadas;

pub use arbol::{Agrupacion, Consulta, Despliegue, Filtro, Hijos, Nivel, Nodo, Renglon, esqueleto, mismos_renglones};
pub use barra::{Barra, Seleccion, Vinculo, barra, seleccion};
pub use base::linea_base;
pub use cotejo::{CambioDeFechas, Cotejo, FechasRechazadas, Leida, cotejar};
pub use efecto::{dias, efecto, plazo};
pub use enlace::{Enlace, enlaces, mismos_enlaces};
pub use escala::{Asa, Escala, Marca};
pub use lamina::{Encuadre, Lamina, lamina};
pub use tocadas::{Tocadas, tocadas};

use serde::{Deserialize, Serialize};

use super::{Ambito, Edicion, Resumen, edicion, resumen};
use crate::{
    Actor, Ejercicio, Id, Plan,
    plan::{UnidadOrganica, VersionNombrada},
};

/// How many rows travel with the page; the rest come with the replica.
pub const PRIMEROS_RENGLONES: usize = 60;

/// Everything the page renders with before the replica arrives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaCronograma {
    pub ejercicio: Ejercicio,
    pub unidad: Id<UnidadOrganica>,
    /// The first rows of the tree, and how many there are.
    pub renglones: Vec<Renglon>,
    pub total: usize,
    pub barras: Vec<Barra>,
    pub versiones: Vec<VersionNombrada>,
    pub resumen: Resumen,
    pub edicion: Edicion,
}

/// The schedule of a unit for a reader, as it opens.
#[must_use]
pub fn cronograma(plan: &Plan, actor: &Actor, unidad: Id<UnidadOrganica>) -> PaginaCronograma {
    let consulta = Consulta::new(unidad);
    let mut renglones = esqueleto(plan, &consulta);
    let total = renglones.len();
    renglones.truncate(PRIMEROS_RENGLONES);
    PaginaCronograma {
        ejercicio: plan.ejercicio(),
        unidad,
        barras: renglones.iter().filter_map(|row| barra(plan, &consulta, row.nodo)).collect(),
        renglones,
        total,
        versiones: versiones(plan),
        resumen: resumen(plan, unidad, Ambito::Propio),
        edicion: edicion(plan, actor, unidad),
    }
}

/// Named versions, the last first.
#[must_use]
pub fn versiones(plan: &Plan) -> Vec<VersionNombrada> {
    let mut all: Vec<_> = plan.todos::<VersionNombrada>().values().map(|row| (**row).clone()).collect();
    all.sort_by(|a, b| b.version.cmp(&a.version).then_with(|| a.nombre.cmp(&b.nombre)));
    all
}
