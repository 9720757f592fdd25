//! How the budget of a unit goes: PIA, PIM, certificado, devengado and what part of the PIM each is.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::super::{Ambito, resumen::units_of};
use crate::{
    Dinero, Id, Plan,
    catalogo::CodigoRubro,
    plan::{ClaveTecho, Fase, UnidadOrganica},
};

/// Of one rubro, or of all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EjecucionRubro {
    pub rubro: Option<CodigoRubro>,
    pub nombre: String,
    pub pia: Dinero,
    pub pim: Dinero,
    pub certificado: Dinero,
    pub devengado: Dinero,
    /// Certificado and devengado over the PIM, with one decimal; none where there is no PIM.
    pub avances: (Option<Decimal>, Option<Decimal>),
}

/// The summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumenEjecucion {
    pub unidad: Id<UnidadOrganica>,
    pub nombre: String,
    pub ambito: Ambito,
    /// Rubros with some of it, ascending.
    pub rubros: Vec<EjecucionRubro>,
    pub total: EjecucionRubro,
}

#[must_use]
pub fn resumen_ejecucion(plan: &Plan, unidad: Id<UnidadOrganica>, ambito: Ambito) -> ResumenEjecucion {
    let units = units_of(plan, unidad, ambito);
    let spent = match ambito {
        Ambito::Propio => plan.ejecutado().propio(unidad),
        Ambito::ConDependientes => plan.ejecutado().acumulado(unidad),
    };
    let in_phase = |rubro: CodigoRubro, fase: Fase| -> Dinero {
        let rows = spent.filas().filter(|(of, phase, _)| *of == rubro && *phase == fase);
        rows.flat_map(|(_, _, months)| months.iter()).sum()
    };
    let of_rubro = |row: &std::sync::Arc<crate::catalogo::Rubro>| {
        let clave = |unidad: &Id<UnidadOrganica>| ClaveTecho { unidad: *unidad, rubro: row.codigo };
        let pia = units.iter().filter_map(|unit| plan.aprobacion().map(|it| it.pia(clave(unit)))).sum();
        let pim = units.iter().map(|unit| plan.pim(clave(unit))).sum();
        let (certificado, devengado) = (in_phase(row.codigo, Fase::Certificado), in_phase(row.codigo, Fase::Devengado));
        con_avances(EjecucionRubro {
            rubro: Some(row.codigo),
            nombre: row.nombre.to_string(),
            pia,
            pim,
            certificado,
            devengado,
            avances: (None, None),
        })
    };
    let any = |row: &EjecucionRubro| [row.pia, row.pim, row.certificado, row.devengado].iter().any(|it| !it.es_cero());
    let rubros: Vec<_> = plan.rubros().values().map(of_rubro).filter(any).collect();
    let sum = |read: fn(&EjecucionRubro) -> Dinero| rubros.iter().map(read).sum();
    let total = con_avances(EjecucionRubro {
        pia: sum(|row| row.pia),
        pim: sum(|row| row.pim),
        certificado: sum(|row| row.certificado),
        devengado: sum(|row| row.devengado),
        ..EjecucionRubro::default()
    });
    let nombre = plan.get(unidad).map(|unit| unit.nombre.to_string()).unwrap_or_default();
    ResumenEjecucion { unidad, nombre, ambito, rubros, total }
}

fn con_avances(row: EjecucionRubro) -> EjecucionRubro {
    let avances = (row.certificado.porcentaje_de(row.pim), row.devengado.porcentaje_de(row.pim));
    EjecucionRubro { avances, ..row }
}
