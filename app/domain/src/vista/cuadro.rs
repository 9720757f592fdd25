//! The *Cuadro Resumen de presupuesto* of a unit (Art. 8.4): código, detalle, costo.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Ambito, resumen::units_of};
use crate::{
    Dinero, Ejercicio, Id, Plan,
    catalogo::{CodigoClasificador, TipoGasto},
    plan::UnidadOrganica,
};

/// One line: the same item in several activities is one line of the cuadro.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineaCuadro {
    pub codigo: CodigoClasificador,
    pub detalle: String,
    pub costo: Dinero,
}

/// Lines of one kind, with their subtotal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrupoCuadro {
    pub tipo: TipoGasto,
    pub lineas: Vec<LineaCuadro>,
    pub subtotal: Dinero,
}

/// The whole cuadro.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CuadroResumen {
    pub entidad: String,
    pub ejercicio: Ejercicio,
    pub unidad: String,
    pub ambito: Ambito,
    /// Bienes and Servicios always; Otros only when it is not zero (SPEC §5).
    pub grupos: Vec<GrupoCuadro>,
    pub total: Dinero,
}

/// The cuadro of one unit, now. Lines that cost nothing are left out.
#[must_use]
pub fn cuadro_resumen(plan: &Plan, unidad: Id<UnidadOrganica>, ambito: Ambito) -> CuadroResumen {
    let mut sums: BTreeMap<(TipoGasto, CodigoClasificador, String), Dinero> = BTreeMap::new();
    for unit in units_of(plan, unidad, ambito) {
        for row in plan.actividades_de(unit).filter(|row| row.estado.es_vigente()) {
            for line in plan.insumos_de(row.id).filter(|line| line.estado.es_vigente()) {
                let place = (line.tipo(), line.clasificador.clone(), line.detalle.to_string());
                let sum = sums.entry(place).or_default();
                *sum = sum.mas(line.total());
            }
        }
    }
    let grupos: Vec<GrupoCuadro> = TipoGasto::TODOS
        .into_iter()
        .map(|tipo| grupo(tipo, &sums))
        .filter(|group| group.tipo != TipoGasto::Otros || !group.subtotal.es_cero())
        .collect();
    CuadroResumen {
        entidad: plan.entidad().nombre.to_string(),
        ejercicio: plan.ejercicio(),
        unidad: plan.get(unidad).map(|unit| unit.nombre.to_string()).unwrap_or_default(),
        ambito,
        total: grupos.iter().map(|group| group.subtotal).sum(),
        grupos,
    }
}

fn grupo(tipo: TipoGasto, sums: &BTreeMap<(TipoGasto, CodigoClasificador, String), Dinero>) -> GrupoCuadro {
    let lineas: Vec<LineaCuadro> = sums
        .iter()
        .filter(|((kind, _, _), costo)| *kind == tipo && !costo.es_cero())
        .map(|((_, codigo, detalle), costo)| LineaCuadro {
            codigo: codigo.clone(),
            detalle: detalle.clone(),
            costo: *costo,
        })
        .collect();
    GrupoCuadro { tipo, subtotal: lineas.iter().map(|line| line.costo).sum(), lineas }
}
