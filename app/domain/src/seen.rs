//! Looking again: the same act, by someone who now sees the plan as it is.

use crate::{
    Command, Plan,
    command::{CeldaAvance, CeldaGasto, CeldaMeta, Fila, Reprogramacion},
    plan::{Campos, Periodo, Tabla},
};

impl Command {
    /// The command with what is in the plan now as what its author saw.
    #[must_use]
    pub fn seeing(self, plan: &Plan) -> Self {
        macro_rules! seen {
            ($act:ident, $id:ident, $seen:ident, $nuevo:ident) => {
                Self::$act { seen: now(plan, $id, &$nuevo).unwrap_or($seen), id: $id, nuevo: $nuevo }
            };
        }
        match self {
            Self::EditarUnidad { id, seen, nuevo } => seen!(EditarUnidad, id, seen, nuevo),
            Self::EditarObjetivo { id, seen, nuevo } => seen!(EditarObjetivo, id, seen, nuevo),
            Self::EditarAccion { id, seen, nuevo } => seen!(EditarAccion, id, seen, nuevo),
            Self::EditarActividad { id, seen, nuevo } => seen!(EditarActividad, id, seen, nuevo),
            Self::EditarTarea { id, seen, nuevo } => seen!(EditarTarea, id, seen, nuevo),
            Self::EditarElemento { id, seen, nuevo } => seen!(EditarElemento, id, seen, nuevo),
            Self::EditarInsumo { id, seen, nuevo } => seen!(EditarInsumo, id, seen, nuevo),
            Self::ProgramarMetas(celdas) => {
                Self::ProgramarMetas(celdas.into_iter().map(|celda| see(plan, celda)).collect())
            }
            Self::Reprogramar(list) => Self::Reprogramar(list.into_iter().map(|it| see_window(plan, it)).collect()),
            Self::RegistrarAvances(celdas) => Self::RegistrarAvances(
                celdas.into_iter().map(|it| CeldaAvance { seen: plan.avances(it.actividad)[it.mes], ..it }).collect(),
            ),
            Self::RegistrarGastos(celdas) => Self::RegistrarGastos(
                celdas
                    .into_iter()
                    .map(|it| CeldaGasto { seen: plan.gasto(it.clave).get(it.fase, it.mes), ..it })
                    .collect(),
            ),
            Self::FijarGenericas { nuevas, .. } => Self::FijarGenericas { seen: plan.genericas().clone(), nuevas },
            Self::EditarBorrador { seen, nuevo } => {
                let now = plan.rama().map(|rama| rama.modificacion.leer(&nuevo));
                Self::EditarBorrador { seen: now.unwrap_or(seen), nuevo }
            }
            Self::FijarFeriados { nuevos, .. } => Self::FijarFeriados { seen: plan.feriados().to_vec(), nuevos },
            Self::Varios(acts) => Self::Varios(acts.into_iter().map(|act| act.seeing(plan)).collect()),
            // What creates a row saw none, and money is approved as it was read.
            other => other,
        }
    }
}

fn now<T: Tabla + Campos>(plan: &Plan, id: crate::Id<T>, like: &T::Campo) -> Option<T::Campo> {
    plan.get(id).map(|row| row.leer(like))
}

fn see(plan: &Plan, celda: CeldaMeta) -> CeldaMeta {
    let Some(row) = plan.get(celda.actividad) else { return celda };
    let seen = match celda.periodo {
        Periodo::Anual => row.meta.anual,
        Periodo::Mes(mes) => row.meta.meses[mes],
    };
    CeldaMeta { seen, ..celda }
}

fn see_window(plan: &Plan, it: Reprogramacion) -> Reprogramacion {
    let now = match it.fila {
        Fila::Actividad(id) => plan.get(id).map(|row| row.ventana),
        Fila::Tarea(id) => plan.get(id).map(|row| row.ventana),
    };
    Reprogramacion { seen: now.unwrap_or(it.seen), ..it }
}
