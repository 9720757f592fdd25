//! What a plan is before and after: money by activity and rubro, targets, rows and fields.
//!
//! Every function takes the two plans; whether the second is a draft, what was presented or a later
//! version, they need not know.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::estrategico::{EfectoEstrategico, efecto};
use crate::{
    Cantidad, Dinero, Id, Mes, Plan,
    catalogo::CodigoRubro,
    plan::{Actividad, UnidadOrganica},
    rama::{FilaLeida, Movimientos, actividad_de, diferencia, leida},
};

/// Which activity, as it is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActividadCitada {
    pub id: Id<Actividad>,
    pub codigo: String,
    pub nombre: String,
    pub unidad: Id<UnidadOrganica>,
    pub unidad_nombre: String,
}

/// What becomes of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CambioActividad {
    Nueva,
    Retirada,
    Sigue,
}

/// The cost of an activity in one rubro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovimientoRubro {
    pub rubro: CodigoRubro,
    pub antes: Dinero,
    pub ahora: Dinero,
}

impl MovimientoRubro {
    /// What it gains.
    #[must_use]
    pub fn habilitado(&self) -> Dinero {
        self.ahora.menos(self.antes).max(Dinero::CERO)
    }

    /// What it loses.
    #[must_use]
    pub fn anulado(&self) -> Dinero {
        self.antes.menos(self.ahora).max(Dinero::CERO)
    }
}

/// An activity whose money moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovimientoActividad {
    pub actividad: ActividadCitada,
    pub cambio: CambioActividad,
    /// Rubros in which it changes, ascending.
    pub rubros: Vec<MovimientoRubro>,
}

/// Σ of what is gained and lost in one rubro (Art. 11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceRubro {
    pub rubro: CodigoRubro,
    pub nombre: String,
    pub habilitado: Dinero,
    pub anulado: Dinero,
    /// Gained less lost: zero where it is level.
    pub diferencia: Dinero,
}

/// An activity whose targets change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetaComparada {
    pub actividad: ActividadCitada,
    /// The unit of measure.
    pub medida: String,
    /// The annual one, set or added up.
    pub antes: Option<Cantidad>,
    pub ahora: Option<Cantidad>,
    /// Only those that change.
    pub meses: Vec<(Mes, Option<Cantidad>, Option<Cantidad>)>,
}

/// Rows that differ, of one activity or of the framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrupoLeido {
    /// None: the strategic framework.
    pub actividad: Option<ActividadCitada>,
    pub filas: Vec<FilaLeida>,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparacion {
    pub movimientos: Vec<MovimientoActividad>,
    pub balance: Vec<BalanceRubro>,
    pub metas: Vec<MetaComparada>,
    pub efecto: Vec<EfectoEstrategico>,
    pub grupos: Vec<GrupoLeido>,
}

#[must_use]
pub fn comparacion(antes: &Plan, despues: &Plan) -> Comparacion {
    Comparacion {
        movimientos: movimientos(antes, despues),
        balance: balance(antes, despues),
        metas: metas(antes, despues),
        efecto: efecto(antes, despues),
        grupos: grupos(antes, despues),
    }
}

/// The activities that something was written in.
pub(super) fn tocadas(antes: &Plan, despues: &Plan) -> BTreeSet<Id<Actividad>> {
    diferencia(antes, despues).iter().filter_map(|fact| actividad_de(despues, fact)).collect()
}

/// Habilitaciones and anulaciones: every activity whose cost changes in some rubro, in the order of
/// units and codes.
#[must_use]
pub fn movimientos(antes: &Plan, despues: &Plan) -> Vec<MovimientoActividad> {
    let moved = tocadas(antes, despues).into_iter().filter_map(|id| {
        let rubros = rubros(antes, despues, id);
        let cambio = cambio(antes, despues, id);
        (!rubros.is_empty()).then(|| Some(MovimientoActividad { actividad: citada(despues, id)?, cambio, rubros }))?
    });
    let mut rows: Vec<_> = moved.collect();
    rows.sort_by(|one, other| lugar(&one.actividad).cmp(&lugar(&other.actividad)));
    rows
}

fn lugar(row: &ActividadCitada) -> (&str, &str) {
    (&row.unidad_nombre, &row.codigo)
}

fn rubros(antes: &Plan, despues: &Plan, id: Id<Actividad>) -> Vec<MovimientoRubro> {
    let mut sums: BTreeMap<CodigoRubro, (Dinero, Dinero)> = BTreeMap::new();
    for (rubro, amount) in antes.totales().actividad(id).por_rubro() {
        sums.entry(rubro).or_default().0 = amount;
    }
    for (rubro, amount) in despues.totales().actividad(id).por_rubro() {
        sums.entry(rubro).or_default().1 = amount;
    }
    let rows = sums.into_iter().map(|(rubro, (antes, ahora))| MovimientoRubro { rubro, antes, ahora });
    rows.filter(|row| row.antes != row.ahora).collect()
}

fn cambio(antes: &Plan, despues: &Plan, id: Id<Actividad>) -> CambioActividad {
    let counts = |plan: &Plan| plan.get(id).is_some_and(|row| row.estado.es_vigente());
    match (counts(antes), counts(despues)) {
        (false, true) => CambioActividad::Nueva,
        (true, false) => CambioActividad::Retirada,
        _ => CambioActividad::Sigue,
    }
}

/// The activity as a plan names it.
pub(super) fn citada(plan: &Plan, id: Id<Actividad>) -> Option<ActividadCitada> {
    let row = plan.get(id)?;
    Some(ActividadCitada {
        id,
        codigo: row.codigo.to_string(),
        nombre: row.nombre.to_string(),
        unidad: row.unidad,
        unidad_nombre: plan.get(row.unidad).map(|unit| unit.nombre.to_string()).unwrap_or_default(),
    })
}

/// Per rubro, ascending; rubros in which nothing moves are left out.
#[must_use]
pub fn balance(antes: &Plan, despues: &Plan) -> Vec<BalanceRubro> {
    let movements = Movimientos::entre(antes, despues, &tocadas(antes, despues));
    let rows = movements.por_rubro.into_iter().map(|(rubro, it)| BalanceRubro {
        rubro,
        nombre: despues.rubros().get(&rubro).map(|row| row.nombre.to_string()).unwrap_or_default(),
        habilitado: it.habilitado,
        anulado: it.anulado,
        diferencia: it.diferencia(),
    });
    rows.collect()
}

/// Targets of every activity in which one changes, in the order of units and codes.
#[must_use]
pub fn metas(antes: &Plan, despues: &Plan) -> Vec<MetaComparada> {
    let mut rows: Vec<_> = tocadas(antes, despues).into_iter().filter_map(|id| meta(antes, despues, id)).collect();
    rows.sort_by(|one: &MetaComparada, other| lugar(&one.actividad).cmp(&lugar(&other.actividad)));
    rows
}

fn meta(antes: &Plan, despues: &Plan, id: Id<Actividad>) -> Option<MetaComparada> {
    let counted = |plan: &Plan| plan.get(id).filter(|row| row.estado.es_vigente()).cloned();
    let (before, now) = (counted(antes), counted(despues));
    let anual = |row: &Option<std::sync::Arc<Actividad>>| row.as_ref().and_then(|it| it.meta.anual(it.agregacion));
    let month = |row: &Option<std::sync::Arc<Actividad>>, mes| row.as_ref().and_then(|it| it.meta.meses[mes]);
    let each = Mes::todos().map(|mes| (mes, month(&before, mes), month(&now, mes)));
    let meses: Vec<_> = each.filter(|(_, before, now)| before != now).collect();
    let (anual_antes, anual_ahora) = (anual(&before), anual(&now));
    if meses.is_empty() && anual_antes == anual_ahora {
        return None;
    }
    let row = despues.get(id)?;
    let medida = despues.get(row.indicador.unidad_medida).map(|unit| unit.nombre.to_string()).unwrap_or_default();
    Some(MetaComparada { actividad: citada(despues, id)?, medida, antes: anual_antes, ahora: anual_ahora, meses })
}

/// Rows and fields that differ: the framework first, then activity by activity.
#[must_use]
pub fn grupos(antes: &Plan, despues: &Plan) -> Vec<GrupoLeido> {
    let (mut framework, mut activities) = (vec![], BTreeMap::<Id<Actividad>, Vec<FilaLeida>>::new());
    for fila in leida(antes, despues) {
        match fila.actividad {
            None => framework.push(fila),
            Some(id) => activities.entry(id).or_default().push(fila),
        }
    }
    let framework = (!framework.is_empty()).then_some(GrupoLeido { actividad: None, filas: framework });
    let of_activity = |(id, mut filas): (Id<Actividad>, Vec<FilaLeida>)| {
        filas.sort_by_key(|fila| fila.clase);
        Some(GrupoLeido { actividad: Some(citada(despues, id)?), filas })
    };
    let mut groups: Vec<_> = activities.into_iter().filter_map(of_activity).collect();
    groups.sort_by(|one, other| one.actividad.as_ref().map(lugar).cmp(&other.actividad.as_ref().map(lugar)));
    framework.into_iter().chain(groups).collect()
}
