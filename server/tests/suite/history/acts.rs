//! Random acts of people who may do them. Many are refused by a rule, as in life.

use std::sync::Arc;

use chrono::Days;
use domain::command::{CeldaMeta, Fila, NuevaActividad, Reprogramacion};
use domain::cronograma::{Reparto, empujar};
use domain::plan::{
    AccionEstrategica, Actividad, CampoAccion, CampoActividad, CampoElemento, CampoInsumo, CampoObjetivo, CampoTarea,
    CampoUnidad, Campos as _, ClaseElemento, Desfase, ElementoCritico, Estado, Insumo, ObjetivoEstrategico, Orden,
    Periodo, Predecesora, SituacionElemento, Tabla, Tarea, Ubigeo, UnidadOrganica, Valor, Ventana,
};
use domain::texto::{Nombre, Parrafo, Texto};
use domain::{Actor, Cantidad, Command, Dinero, Id, Mes, Plan, Precio, Rol};
use rand::{Rng as _, rngs::StdRng};
use uuid::Uuid;

use crate::support::demonstration;

type Act = Option<(Actor, Command)>;

/// One act on what the plan holds now.
pub fn any(random: &mut StdRng, plan: &Plan) -> Act {
    match random.random_range(0..29) {
        0..4 => meta(random, plan),
        4..9 => actividad(random, plan),
        9 => nueva_actividad(random, plan),
        10..12 => tarea(random, plan),
        12..14 => elemento(random, plan),
        14..16 => nuevo_insumo(random, plan),
        16..20 => insumo(random, plan),
        20 => techo(random, plan),
        21 => unidad(random, plan),
        22 => marco(random, plan),
        23..28 => traslado(random, plan),
        28 => Some(version(random)),
        _ => Some(feriados(random, plan)),
    }
}

fn pick<T: Tabla>(random: &mut StdRng, plan: &Plan) -> Option<Arc<T>> {
    let rows = plan.todos::<T>();
    (!rows.is_empty()).then(|| rows.values().nth(random.random_range(0..rows.len())).cloned())?
}

fn of<T>(random: &mut StdRng, all: &[T]) -> T
where
    T: Clone,
{
    all[random.random_range(0..all.len())].clone()
}

fn new_id<T>(random: &mut StdRng) -> Id<T> {
    Id::new(Uuid::from_u128(random.random()))
}

fn actor(random: &mut StdRng, rol: Rol, unidad: Option<Id<UnidadOrganica>>) -> Actor {
    let persona = of(random, &demonstration().personas).id;
    Actor { persona, rol, unidad }
}

fn editor(random: &mut StdRng, row: &Actividad) -> Actor {
    actor(random, Rol::EditorUnidad, Some(row.unidad))
}

fn name(random: &mut StdRng) -> Nombre {
    Nombre::new(&format!("Año «{}» ñandú\nlínea", random.random_range(0..1000))).unwrap()
}

fn month(random: &mut StdRng) -> Mes {
    Mes::from_number(random.random_range(1..13)).unwrap()
}

fn orden(random: &mut StdRng, near: &Orden) -> Orden {
    if random.random_bool(0.5) { Orden::entre(Some(near), None) } else { Orden::entre(None, Some(near)) }
}

fn meta(random: &mut StdRng, plan: &Plan) -> Act {
    let row: Arc<Actividad> = pick(random, plan)?;
    let periodo = if random.random_bool(0.2) { Periodo::Anual } else { Periodo::Mes(month(random)) };
    let nueva = random.random_bool(0.8).then(|| Cantidad::enteras(random.random_range(0..500)));
    let celda = CeldaMeta { actividad: row.id, periodo, seen: row.meta.get(periodo), nueva };
    Some((editor(random, &row), Command::ProgramarMetas(vec![celda])))
}

fn ventana(random: &mut StdRng, plan: &Plan) -> Ventana {
    let year = plan.ejercicio();
    let inicio = year.inicio() + Days::new(random.random_range(0..100));
    Ventana { inicio, fin: year.fin() - Days::new(random.random_range(0..100)) }
}

fn actividad(random: &mut StdRng, plan: &Plan) -> Act {
    let row: Arc<Actividad> = pick(random, plan)?;
    let nuevo = match random.random_range(0..10) {
        0 => CampoActividad::Nombre(name(random)),
        1 => CampoActividad::Prioridad(orden(random, &row.prioridad)),
        2 => CampoActividad::Estado(if row.estado.es_vigente() { Estado::Retirado } else { Estado::Vigente }),
        3 => CampoActividad::Ventana(ventana(random, plan)),
        4 => {
            let mut before: Vec<_> = (0..3).filter_map(|_| Some(pick::<Actividad>(random, plan)?.id)).collect();
            before.sort_unstable();
            before.dedup();
            CampoActividad::Predecesoras(
                before.into_iter().map(|id| Predecesora { id, desfase: lag(random) }).collect(),
            )
        }
        5 => CampoActividad::Lugares(vec![Ubigeo::try_from("050101".to_owned()).unwrap()]),
        6 => CampoActividad::FuncionRof(Parrafo::new("Artículo 45 del ROF").unwrap()),
        7 => CampoActividad::OtrosIndicadores(vec![row.indicador.clone()]),
        8 => CampoActividad::Accion(pick::<AccionEstrategica>(random, plan)?.id),
        _ => CampoActividad::Codigo(plan.siguiente_codigo()?),
    };
    Some((editor(random, &row), Command::EditarActividad { id: row.id, seen: row.leer(&nuevo), nuevo }))
}

fn lag(random: &mut StdRng) -> Desfase {
    Desfase::new(random.random_range(-5..6)).unwrap()
}

/// A bar moved, stretched or cut, sometimes with all that follows it.
fn traslado(random: &mut StdRng, plan: &Plan) -> Act {
    let row: Arc<Actividad> = pick(random, plan)?;
    let reparto = of(random, &[Reparto::Mover, Reparto::Repartir, Reparto::Conservar]);
    let nueva = match reparto {
        Reparto::Mover => row.ventana.mover_meses(random.random_range(-3..4)),
        _ => ventana(random, plan),
    };
    let mut all = vec![Reprogramacion { fila: Fila::Actividad(row.id), seen: row.ventana, nueva, reparto }];
    if random.random_bool(0.3) {
        all.extend(empujar(plan, &all));
    }
    Some((editor(random, &row), Command::Reprogramar(all)))
}

fn version(random: &mut StdRng) -> (Actor, Command) {
    let who = actor(random, Rol::Analista, None);
    (who, Command::NombrarVersion { id: new_id(random), nombre: name(random) })
}

fn nueva_actividad(random: &mut StdRng, plan: &Plan) -> Act {
    let like: Arc<Actividad> = pick(random, plan)?;
    let nueva = NuevaActividad {
        id: new_id(random),
        codigo: None,
        unidad: like.unidad,
        accion: like.accion,
        nombre: name(random),
        indicador: like.indicador.clone(),
        agregacion: like.agregacion,
        ventana: None,
        prioridad: orden(random, &like.prioridad),
    };
    Some((editor(random, &like), Command::CrearActividad(nueva)))
}

fn tarea(random: &mut StdRng, plan: &Plan) -> Act {
    if random.random_bool(0.4) {
        let owner: Arc<Actividad> = pick(random, plan)?;
        let row = Tarea {
            id: new_id(random),
            actividad: owner.id,
            nombre: name(random),
            ventana: owner.ventana,
            predecesoras: Vec::new(),
            orden: Orden::primero(),
            estado: Estado::Vigente,
        };
        return Some((editor(random, &owner), Command::CrearTarea(row)));
    }
    let row: Arc<Tarea> = pick(random, plan)?;
    let nuevo = match random.random_range(0..3) {
        0 => CampoTarea::Nombre(name(random)),
        1 => CampoTarea::Orden(orden(random, &row.orden)),
        _ => CampoTarea::Predecesoras(plan.tareas_de(row.actividad).map(|it| it.id.into()).take(1).collect()),
    };
    let owner = plan.get(row.actividad)?;
    Some((editor(random, owner), Command::EditarTarea { id: row.id, seen: row.leer(&nuevo), nuevo }))
}

fn elemento(random: &mut StdRng, plan: &Plan) -> Act {
    let clases = [ClaseElemento::Evento, ClaseElemento::Cantidad(Cantidad::enteras(3)), ClaseElemento::Evento];
    if random.random_bool(0.4) {
        let owner: Arc<Actividad> = pick(random, plan)?;
        let row = ElementoCritico {
            id: new_id(random),
            actividad: owner.id,
            descripcion: name(random),
            clase: of(random, &clases),
            mes: month(random),
            situacion: SituacionElemento::default(),
            estado: Estado::Vigente,
        };
        return Some((editor(random, &owner), Command::CrearElemento(row)));
    }
    let row: Arc<ElementoCritico> = pick(random, plan)?;
    let nuevo = match random.random_range(0..2) {
        0 => CampoElemento::Mes(month(random)),
        _ => CampoElemento::Clase(of(random, &clases)),
    };
    let owner = plan.get(row.actividad)?;
    Some((editor(random, owner), Command::EditarElemento { id: row.id, seen: row.leer(&nuevo), nuevo }))
}

fn valor(random: &mut StdRng) -> Valor {
    let mut importes = [Dinero::CERO; 12];
    importes[random.random_range(0..12)] = Dinero::from_centimos(random.random_range(0..1_000_000));
    match random.random_range(0..3) {
        0 => Valor::PorImporte { importes },
        1 => Valor::PorDetallar { importes },
        _ => {
            let cantidades = std::array::from_fn(|_| Cantidad::enteras(random.random_range(0..7)));
            let precio = Precio::from_diezmilesimos(random.random_range(0..9_999_999)).unwrap();
            Valor::PorCantidad { precio, cantidades }
        }
    }
}

fn nuevo_insumo(random: &mut StdRng, plan: &Plan) -> Act {
    let like: Arc<Insumo> = pick(random, plan)?;
    let row = Insumo { id: new_id(random), detalle: name(random), valor: valor(random), ..(*like).clone() };
    let owner = plan.get(row.actividad)?;
    Some((editor(random, owner), Command::CrearInsumo(row)))
}

fn insumo(random: &mut StdRng, plan: &Plan) -> Act {
    let row: Arc<Insumo> = pick(random, plan)?;
    let other: Arc<Insumo> = pick(random, plan)?;
    let nuevo = match random.random_range(0..8) {
        0 => CampoInsumo::Valor(valor(random)),
        1 => CampoInsumo::Precio(Precio::from_diezmilesimos(random.random_range(0..99_999)).unwrap()),
        2 => CampoInsumo::CantidadMes(month(random), Cantidad::enteras(random.random_range(0..40))),
        3 => CampoInsumo::ImporteMes(month(random), Dinero::from_centimos(random.random_range(0..99_999))),
        4 => CampoInsumo::Rubro(other.rubro),
        5 => CampoInsumo::Clasificador(other.clasificador.clone()),
        6 => CampoInsumo::Estado(if row.estado.es_vigente() { Estado::Retirado } else { Estado::Vigente }),
        _ => CampoInsumo::Orden(orden(random, &row.orden)),
    };
    let owner = plan.get(row.actividad)?;
    Some((editor(random, owner), Command::EditarInsumo { id: row.id, seen: row.leer(&nuevo), nuevo }))
}

fn techo(random: &mut StdRng, plan: &Plan) -> Act {
    let unidad = pick::<UnidadOrganica>(random, plan)?.id;
    let rubro = *plan.rubros().keys().nth(random.random_range(0..plan.rubros().len()))?;
    let seen = plan.techo(unidad, rubro).map(|it| it.propuesto);
    let nuevo = Dinero::from_centimos(random.random_range(0..900_000));
    Some(if random.random_bool(0.3) {
        let all = plan.techos().iter();
        let pending = all.filter(|(_, techo)| techo.aprobado != Some(techo.propuesto));
        let vistos = pending.map(|(clave, techo)| (*clave, techo.propuesto)).collect();
        (actor(random, Rol::Titular, None), Command::AprobarTechosVistos(vistos))
    } else {
        (actor(random, Rol::Coordinador, None), Command::ProponerTecho { unidad, rubro, seen, nuevo })
    })
}

fn unidad(random: &mut StdRng, plan: &Plan) -> Act {
    let row: Arc<UnidadOrganica> = pick(random, plan)?;
    let admin = actor(random, Rol::Administrador, None);
    if random.random_bool(0.3) {
        let new = UnidadOrganica {
            id: new_id(random),
            codigo: Texto::default(),
            nombre: name(random),
            superior: Some(row.id),
            ..(*row).clone()
        };
        return Some((admin, Command::RegistrarUnidad(new)));
    }
    let nuevo = match random.random_range(0..2) {
        0 => CampoUnidad::Superior(pick::<UnidadOrganica>(random, plan).map(|it| it.id)),
        _ => CampoUnidad::Nombre(name(random)),
    };
    Some((admin, Command::EditarUnidad { id: row.id, seen: row.leer(&nuevo), nuevo }))
}

fn marco(random: &mut StdRng, plan: &Plan) -> Act {
    let coordinador = actor(random, Rol::Coordinador, None);
    if random.random_bool(0.5) {
        let row: Arc<ObjetivoEstrategico> = pick(random, plan)?;
        let nuevo = match random.random_range(0..3) {
            0 => CampoObjetivo::Claves(vec![Parrafo::new("una clave").unwrap()]),
            1 => CampoObjetivo::Responsable(pick::<UnidadOrganica>(random, plan).map(|it| it.id)),
            _ => CampoObjetivo::Orden(orden(random, &row.orden)),
        };
        return Some((coordinador, Command::EditarObjetivo { id: row.id, seen: row.leer(&nuevo), nuevo }));
    }
    let row: Arc<AccionEstrategica> = pick(random, plan)?;
    let nuevo = match random.random_range(0..3) {
        0 => CampoAccion::Evidencias(vec![Parrafo::new("una evidencia").unwrap()]),
        1 => CampoAccion::Indicadores(pick::<ObjetivoEstrategico>(random, plan)?.indicadores.clone()),
        _ => CampoAccion::Objetivo(pick::<ObjetivoEstrategico>(random, plan)?.id),
    };
    Some((coordinador, Command::EditarAccion { id: row.id, seen: row.leer(&nuevo), nuevo }))
}

fn feriados(random: &mut StdRng, plan: &Plan) -> (Actor, Command) {
    let year = plan.ejercicio();
    let nuevos = (0..random.random_range(0..5)).map(|week| year.inicio() + Days::new(week * 7)).collect();
    let rol = of(random, &[Rol::Administrador, Rol::Coordinador]);
    (actor(random, rol, None), Command::FijarFeriados { seen: plan.feriados().to_vec(), nuevos })
}
