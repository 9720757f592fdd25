//! Scenarios side by side (SPEC §7): what each plan adds up to, what its techos cover, and how much
//! of the targets of the AEI its activities reach. The plan in force is one of them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Financiamiento, detalle::aportes, linea_financiamiento};
use crate::{
    Dinero, Id, Plan,
    catalogo::CodigoRubro,
    plan::{AccionEstrategica, UnidadOrganica},
};

/// So many drafts are looked at beside the plan in force.
pub const MAXIMO_DE_ESCENARIOS: usize = 3;

/// One plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escenario {
    /// None: the plan in force.
    pub borrador: Option<Id<Plan>>,
    pub titulo: String,
    pub total: Dinero,
    /// Techo and programmed of each rubro that has either.
    pub rubros: Vec<(CodigoRubro, Dinero, Dinero)>,
    pub financiadas: Cuenta,
    pub parciales: Cuenta,
    pub sin_financiamiento: Cuenta,
    /// AEI whose target is reached by the activities under it, in at least one unit of measure.
    pub metas_cubiertas: usize,
}

/// Activities, and what they cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cuenta {
    pub actividades: usize,
    pub costo: Dinero,
}

impl Cuenta {
    fn sumar(&mut self, costo: Dinero) {
        self.actividades += 1;
        self.costo = self.costo.mas(costo);
    }
}

/// How much of the target of an AEI each plan reaches, in per cent with one decimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoberturaComparada {
    pub accion: Id<AccionEstrategica>,
    pub codigo: String,
    pub enunciado: String,
    /// In the order of the scenarios.
    pub porcentajes: Vec<Option<Decimal>>,
}

impl CoberturaComparada {
    /// As one reads them.
    #[must_use]
    pub fn dichas(&self) -> Vec<String> {
        let said = |one: &Option<Decimal>| one.map_or_else(|| "sin meta".to_owned(), |percent| format!("{percent} %"));
        self.porcentajes.iter().map(said).collect()
    }
}

/// Up to three drafts and the plan in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaEscenarios {
    pub escenarios: Vec<Escenario>,
    /// Only where they differ.
    pub coberturas: Vec<CoberturaComparada>,
}

/// The plans in the order given.
#[must_use]
pub fn escenarios(planes: &[Plan]) -> PaginaEscenarios {
    let ids: BTreeSet<_> = planes.iter().flat_map(|plan| plan.todos::<AccionEstrategica>().keys().copied()).collect();
    let mut coberturas: Vec<(crate::plan::Orden, CoberturaComparada)> = ids
        .into_iter()
        .filter_map(|id| {
            let row = planes.iter().find_map(|plan| plan.get(id))?;
            let porcentajes: Vec<_> = planes.iter().map(|plan| alcance(plan, id)).collect();
            let differ = porcentajes.windows(2).any(|pair| pair[0] != pair[1]);
            let (codigo, enunciado) = (row.codigo.to_string(), row.enunciado.to_string());
            differ.then(|| (row.orden.clone(), CoberturaComparada { accion: id, codigo, enunciado, porcentajes }))
        })
        .collect();
    coberturas.sort_by(|(one, a), (other, b)| (&a.codigo, one).cmp(&(&b.codigo, other)));
    PaginaEscenarios {
        escenarios: planes.iter().map(escenario).collect(),
        coberturas: coberturas.into_iter().map(|(_, row)| row).collect(),
    }
}

fn escenario(plan: &Plan) -> Escenario {
    let mut it = Escenario {
        borrador: plan.rama().map(|_| plan.id()),
        titulo: plan.rama().map_or_else(|| "Plan vigente".to_owned(), |rama| rama.modificacion.titulo.to_string()),
        total: Dinero::CERO,
        rubros: rubros(plan),
        financiadas: Cuenta::default(),
        parciales: Cuenta::default(),
        sin_financiamiento: Cuenta::default(),
        metas_cubiertas: cubiertas(plan),
    };
    it.total = it.rubros.iter().map(|(_, _, programmed)| *programmed).sum();
    for unit in plan.todos::<UnidadOrganica>().keys() {
        for (row, state, _) in linea_financiamiento(plan, *unit).filas {
            let cost = plan.totales().actividad(row).total();
            match state {
                Financiamiento::Financiada => it.financiadas.sumar(cost),
                Financiamiento::Parcial { .. } => it.parciales.sumar(cost),
                Financiamiento::SinFinanciamiento { .. } => it.sin_financiamiento.sumar(cost),
            }
        }
    }
    it
}

fn rubros(plan: &Plan) -> Vec<(CodigoRubro, Dinero, Dinero)> {
    let techo = |rubro| {
        let of = |unit: &Id<UnidadOrganica>| plan.techo(*unit, rubro).map(|techo| techo.vigente());
        plan.todos::<UnidadOrganica>().keys().filter_map(of).sum::<Dinero>()
    };
    let each = plan.rubros().keys().map(|rubro| (*rubro, techo(*rubro), plan.programado_por_rubro(*rubro)));
    each.filter(|(_, techo, programmed)| !techo.es_cero() || !programmed.es_cero()).collect()
}

fn cubiertas(plan: &Plan) -> usize {
    let all = plan.todos::<AccionEstrategica>().keys();
    all.filter(|id| alcance(plan, **id).is_some_and(|percent| percent >= Decimal::ONE_HUNDRED)).count()
}

/// The most it reaches of a target of its own; none where it has none, or is withdrawn.
fn alcance(plan: &Plan, id: Id<AccionEstrategica>) -> Option<Decimal> {
    let row = plan.get(id).filter(|row| row.estado.es_vigente())?;
    aportes(plan, row).into_iter().filter_map(|one| one.porcentaje).max()
}
