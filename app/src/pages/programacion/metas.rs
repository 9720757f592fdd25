//! Which of some pasted targets can be written. Pure: it asks `decide` and sends nothing.
//!
//! A block is judged row by row, as `decide` judges it; only where a row is refused are
//! its cells tried one after the other, so that what is good goes in and what is not
//! keeps its reason.

use std::collections::BTreeMap;

use domain::command::CeldaMeta;
use domain::{Command, Context, Plan, Rejections, decide};

/// The verdict on each cell, in the same order.
pub(super) fn juzgar(plan: &Plan, context: &Context, celdas: &[CeldaMeta]) -> Vec<Result<(), Rejections>> {
    let mut rows: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, celda) in celdas.iter().enumerate() {
        rows.entry(celda.actividad).or_default().push(at);
    }
    let mut verdicts: Vec<Result<(), Rejections>> = vec![Ok(()); celdas.len()];
    for places in rows.into_values() {
        let block: Vec<CeldaMeta> = places.iter().map(|at| celdas[*at]).collect();
        if decide(plan, context, &Command::ProgramarMetas(block)).is_ok() {
            continue;
        }
        let mut taken = Vec::new();
        for at in places {
            taken.push(celdas[at]);
            if let Err(rejections) = decide(plan, context, &Command::ProgramarMetas(taken.clone())) {
                taken.pop();
                verdicts[at] = Err(rejections);
            }
        }
    }
    verdicts
}

#[cfg(test)]
mod tests {
    use domain::catalogo::UnidadMedida;
    use domain::command::NuevaActividad;
    use domain::plan::{
        AccionEstrategica, Actividad, Agregacion, ClaseUnidad, Entidad, Estado, Indicador, ObjetivoEstrategico, Orden,
        Periodo, TipoIndicador, Ubigeo, UnidadOrganica,
    };
    use domain::texto::{Nombre, Parrafo, Texto};
    use domain::valor::Decimales;
    use domain::{Actor, Cantidad, Change, Ejercicio, Id, Mes, Online, Rol};
    use uuid::Uuid;

    use super::*;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    /// An activity of a unit that counts whole things, and its editor.
    fn plan() -> (Plan, Context) {
        let entidad = Entidad {
            nombre: Nombre::new("Municipalidad").unwrap(),
            pliego: Texto::new("300440").unwrap(),
            ubigeo: Ubigeo::try_from("050101".to_owned()).unwrap(),
            mision: Parrafo::default(),
            vision: Parrafo::default(),
            pdi: (2015, 2018),
        };
        let mut plan = Plan::new(id(0), Ejercicio::new(2017).unwrap(), entidad);
        for change in &marco() {
            plan.apply(change);
        }
        let unidad: Id<UnidadOrganica> = id(1);
        let actor = Actor { persona: id(9), rol: Rol::EditorUnidad, unidad: Some(unidad) };
        let context = Context { actor, hoy: Ejercicio::new(2016).unwrap().inicio(), online: Online::Si };
        let crear = Command::CrearActividad(NuevaActividad {
            id: id(5),
            codigo: None,
            unidad,
            accion: id(3),
            nombre: Nombre::new("Atender registros").unwrap(),
            indicador: Indicador {
                unidad_medida: id(4),
                sujeto: Nombre::default(),
                atributo: Nombre::default(),
                tipo: TipoIndicador::Proceso,
            },
            agregacion: Agregacion::Suma,
            ventana: None,
            prioridad: Orden::primero(),
        });
        let anual = Command::ProgramarMetas(vec![celda(Periodo::Anual, 100)]);
        for command in [crear, anual] {
            let changes = decide(&plan, &context, &command).unwrap();
            for change in &changes {
                plan.apply(change);
            }
        }
        (plan, context)
    }

    /// A unit, an AEI and a unit of measure.
    fn marco() -> [Change; 4] {
        let (inicio, orden) = (Ejercicio::new(2016).unwrap().inicio(), Orden::primero());
        [
            Change::UnidadRegistrada(UnidadOrganica {
                id: id(1),
                codigo: Texto::new("17").unwrap(),
                nombre: Nombre::new("Oficina").unwrap(),
                clase: ClaseUnidad::Gerencia,
                superior: None,
                vigente_desde: inicio,
                vigente_hasta: None,
                orden: orden.clone(),
            }),
            Change::ObjetivoRegistrado(ObjetivoEstrategico {
                id: id(2),
                codigo: Texto::new("OEI.01").unwrap(),
                enunciado: Parrafo::default(),
                indicadores: Vec::new(),
                claves: Vec::new(),
                responsable: None,
                orden: orden.clone(),
                estado: Estado::Vigente,
            }),
            Change::AccionRegistrada(AccionEstrategica {
                id: id(3),
                objetivo: id(2),
                codigo: Texto::new("AEI.01.01").unwrap(),
                enunciado: Parrafo::default(),
                indicadores: Vec::new(),
                evidencias: Vec::new(),
                responsable: None,
                orden,
                estado: Estado::Vigente,
            }),
            Change::UnidadMedidaRegistrada(UnidadMedida {
                id: id(4),
                nombre: Texto::new("Registro").unwrap(),
                plural: Texto::new("registros").unwrap(),
                decimales: Decimales::ENTERO,
            }),
        ]
    }

    fn celda(periodo: Periodo, nueva: u32) -> CeldaMeta {
        CeldaMeta { actividad: id::<Actividad>(5), periodo, seen: None, nueva: Some(Cantidad::enteras(nueva)) }
    }

    fn mes(number: u32, nueva: u32) -> CeldaMeta {
        celda(Periodo::Mes(Mes::from_number(number).unwrap()), nueva)
    }

    #[test]
    fn a_row_that_adds_up_goes_in_whole() {
        let (plan, context) = plan();
        assert!(juzgar(&plan, &context, &[mes(1, 60), mes(2, 40)]).iter().all(Result::is_ok));
    }

    #[test]
    fn of_a_row_refused_what_fits_goes_in_and_the_rest_says_why() {
        let (plan, context) = plan();
        let verdicts = juzgar(&plan, &context, &[mes(1, 60), mes(2, 50), mes(3, 40)]);
        assert_eq!(verdicts.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
        let why = verdicts[1].as_ref().unwrap_err().to_string();
        assert!(why.contains("sobran 10"), "{why}");
    }
}
