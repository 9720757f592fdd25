//! From the plan adjusted to its techos to the acts that approve it, and what the year begins with.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    Cantidad, Command, Id, Rol,
    catalogo::CodigoClasificador,
    entry::Body,
    plan::{
        AccionEstrategica, Acto, CampoAccion, CampoInsumo, ClaseActo, Comparador, Frecuencia, Genericas,
        IndicadorEstrategico, Insumo, MetaEstrategica, UnidadOrganica, Valor, Vencimiento,
    },
    texto::{Nombre, Texto},
};

use super::super::{
    super::acciones::{MEDICIONES, Medicion},
    Incoherencia,
    base::Base,
    history::{History, day},
};

/// Services that are still to be detailed become these, a row that the catalogue has.
const DETALLADO: &str = "2.3.2.7.11.99";
/// Personnel: what it is paid may not grow during the year.
const NO_RECIBE: &str = "2.1";

pub fn write<S: FnMut(Body)>(history: &mut History<S>, base: &Base) -> Result<(), Incoherencia> {
    let units = base.dependencias.len();
    history.go_on(day(2015, 12, 7), 5, units + 2);
    measure(history, base)?;
    detail(history, base)?;
    let waiting = history.plan.techos().iter().map(|(key, techo)| (*key, techo.propuesto)).collect();
    history.record(base.actor(Rol::Titular)?, &Command::AprobarTechosVistos(waiting))?;
    history.go_on(day(2015, 12, 28), 4, 1);
    approve(history, base)?;
    history.go_on(day(2016, 1, 4), 5, 1);
    let nuevas = Genericas { no_dan: vec![], no_reciben: vec![CodigoClasificador::new(NO_RECIBE)?] };
    let set = Command::FijarGenericas { seen: Genericas::default(), nuevas };
    history.record(base.actor(Rol::Coordinador)?, &set)
}

/// An AEI without indicator or target blocks the approval.
fn measure<S: FnMut(Body)>(history: &mut History<S>, base: &Base) -> Result<(), Incoherencia> {
    let mut rows: Vec<_> = history.plan.todos::<AccionEstrategica>().values().cloned().collect();
    rows.sort_by(|one, other| one.codigo.cmp(&other.codigo));
    let edit = |(row, medicion): (std::sync::Arc<AccionEstrategica>, &Medicion)| {
        let (seen, nuevo) = (CampoAccion::Indicadores(row.indicadores.clone()), indicador(medicion)?);
        Ok(Command::EditarAccion { id: row.id, seen, nuevo })
    };
    let edits = rows.into_iter().zip(&MEDICIONES).map(edit).collect::<Result<_, Incoherencia>>()?;
    history.record(base.actor(Rol::Coordinador)?, &Command::Varios(edits))
}

fn indicador(medicion: &Medicion) -> Result<CampoAccion, Incoherencia> {
    Ok(CampoAccion::Indicadores(vec![IndicadorEstrategico {
        nombre: Nombre::new(medicion.indicador)?,
        fuente: Nombre::new(medicion.fuente)?,
        frecuencia: Frecuencia::Anual,
        metas: vec![MetaEstrategica {
            valor: Cantidad::enteras(medicion.meta),
            unidad: Texto::new(medicion.unidad)?,
            comparador: Comparador::AlMenos,
            vencimiento: Vencimiento::CadaEjercicio,
        }],
        meta_literal: Texto::default(),
    }]))
}

/// Each unit says what its lines por detallar are.
fn detail<S: FnMut(Body)>(history: &mut History<S>, base: &Base) -> Result<(), Incoherencia> {
    let mut open: BTreeMap<Id<UnidadOrganica>, Vec<Command>> = BTreeMap::new();
    for line in history.plan.todos::<Insumo>().values() {
        let (Valor::PorDetallar { importes }, Some(row)) = (&line.valor, history.plan.get(line.actividad)) else {
            continue;
        };
        let valor = CampoInsumo::Valor(Valor::PorImporte { importes: *importes });
        let clasificador = CampoInsumo::Clasificador(CodigoClasificador::new(DETALLADO)?);
        let seen = [CampoInsumo::Valor(line.valor.clone()), CampoInsumo::Clasificador(line.clasificador.clone())];
        let edit = |(seen, nuevo)| Command::EditarInsumo { id: line.id, seen, nuevo };
        open.entry(row.unidad).or_default().extend(seen.into_iter().zip([valor, clasificador]).map(edit));
    }
    for unit in &base.dependencias {
        for commands in open.remove(&unit.id).unwrap_or_default().chunks(1_000) {
            history.record(unit.editor, &Command::Varios(commands.to_vec()))?;
        }
    }
    Ok(())
}

fn approve<S: FnMut(Body)>(history: &mut History<S>, base: &Base) -> Result<(), Incoherencia> {
    let version = history.seeded.id();
    let acuerdo = acto(ClaseActo::AcuerdoConcejo, "158-2015-MPH/CM", day(2015, 12, 18))?;
    let resolucion = acto(ClaseActo::ResolucionAlcaldia, "875-2015-MPH/A", day(2015, 12, 29))?;
    history.record(base.actor(Rol::Titular)?, &Command::AprobarPoi { version, acuerdo, resolucion })
}

pub fn acto(clase: ClaseActo, numero: &str, fecha: NaiveDate) -> Result<Acto, Incoherencia> {
    Ok(Acto { clase, numero: Texto::new(numero)?, fecha })
}
