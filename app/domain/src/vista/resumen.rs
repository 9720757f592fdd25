//! The live budget summary of a unit (SPEC §5): techo, programmed, balance.

use serde::{Deserialize, Serialize};

use super::linea_financiamiento;
use crate::{
    Dinero, Id, Plan,
    catalogo::{CodigoRubro, TipoGasto},
    plan::UnidadOrganica,
    valor::Doce,
};

/// The unit alone, or with all below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ambito {
    #[default]
    Propio,
    ConDependientes,
}

/// One rubro of the summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumenRubro {
    pub codigo: CodigoRubro,
    pub nombre: String,
    pub techo: Dinero,
    pub programado: Dinero,
    /// Negative when programmed beyond the techo.
    pub saldo: Dinero,
}

/// The summary of a unit, all in céntimos.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumen {
    pub unidad: Id<UnidadOrganica>,
    pub nombre: String,
    pub ambito: Ambito,
    pub techo: Dinero,
    pub programado: Dinero,
    pub saldo: Dinero,
    /// Rubros with a techo or with money, ascending.
    pub rubros: Vec<ResumenRubro>,
    /// Bienes, Servicios, Otros.
    pub tipos: [(TipoGasto, Dinero); 3],
    pub meses: Doce<Dinero>,
    pub actividades: usize,
    /// Beyond the techos (Art. 8.2.2: demanda no financiada); of the unit alone.
    pub no_financiada: Dinero,
}

/// The summary of one unit, now.
#[must_use]
pub fn resumen(plan: &Plan, unidad: Id<UnidadOrganica>, ambito: Ambito) -> Resumen {
    let totals = match ambito {
        Ambito::Propio => plan.totales().propio(unidad),
        Ambito::ConDependientes => plan.totales().acumulado(unidad),
    };
    let units = units_of(plan, unidad, ambito);
    let rubros: Vec<ResumenRubro> = plan
        .rubros()
        .values()
        .map(|rubro| {
            let techo = units.iter().filter_map(|unit| plan.techo(*unit, rubro.codigo)).map(|t| t.vigente()).sum();
            let programado = totals.de_rubro(rubro.codigo);
            let saldo = Dinero::menos(techo, programado);
            ResumenRubro { codigo: rubro.codigo, nombre: rubro.nombre.to_string(), techo, programado, saldo }
        })
        .filter(|row| !row.techo.es_cero() || !row.programado.es_cero())
        .collect();
    let techo: Dinero = rubros.iter().map(|row| row.techo).sum();
    let programado = totals.total();
    Resumen {
        unidad,
        nombre: plan.get(unidad).map(|unit| unit.nombre.to_string()).unwrap_or_default(),
        ambito,
        techo,
        programado,
        saldo: techo.menos(programado),
        rubros,
        tipos: TipoGasto::TODOS.map(|tipo| (tipo, totals.de_tipo(tipo))),
        meses: totals.por_mes(),
        actividades: units.iter().map(|unit| vigentes(plan, *unit)).sum(),
        no_financiada: linea_financiamiento(plan, unidad).no_financiada(),
    }
}

fn vigentes(plan: &Plan, unidad: Id<UnidadOrganica>) -> usize {
    plan.actividades_de(unidad).filter(|row| row.estado.es_vigente()).count()
}

pub(super) fn units_of(plan: &Plan, unidad: Id<UnidadOrganica>, ambito: Ambito) -> Vec<Id<UnidadOrganica>> {
    match ambito {
        Ambito::Propio => vec![unidad],
        Ambito::ConDependientes => {
            let all = plan.todos::<UnidadOrganica>().keys().copied();
            all.filter(|unit| plan.linea(*unit).contains(&unidad)).collect()
        }
    }
}
