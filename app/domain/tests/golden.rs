//! Every `Change` and `Command` ever shipped still reads as it was written.
//!
//! The file is only added to: a line that no longer reads back the same means that
//! the log of somebody's municipality no longer does either.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

#[path = "golden/modificacion.rs"]
mod modificacion;
mod soporte;

use std::collections::BTreeSet;

use domain::catalogo::{Clasificador, CodigoClasificador, FuenteFinanciamiento, Rubro, UnidadMedida};
use domain::command::{CeldaMeta, Fila, Reprogramacion};
use domain::cronograma::Reparto;
use domain::plan::*;
use domain::texto::{Nombre, Parrafo, Puesto, Texto};
use domain::valor::Decimales;
use domain::{Cantidad, Change, Command, Dinero, Hash, Id, Mes, Precio};
use modificacion::{campos_borrador, modificar, tramites};
use serde::{Serialize, de::DeserializeOwned};
use soporte::*;

const GOLDEN: &str = include_str!("golden/formato-1.jsonl");

/// So many first lines have shipped, and this is their digest. Lines are added after them;
/// both numbers move when a version ships, and never because a line was edited.
const SHIPPED: (usize, &str) = (154, "fcff1837500f50bd1c37f886a2f810b35eb6b14cef87a22d6a7e26c9805a0592");

fn lines<T: Serialize>(prefix: &str, all: &[T]) -> Vec<String> {
    all.iter().map(|one| format!("{prefix} {}", serde_json::to_string(one).unwrap())).collect()
}

fn reads_back<T: Serialize + DeserializeOwned>(json: &str) {
    let read: T = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
}

#[test]
fn every_line_ever_written_reads_back() {
    for line in GOLDEN.lines() {
        match line.split_once(' ') {
            Some(("change", json)) => reads_back::<Change>(json),
            Some(("command", json)) => reads_back::<Command>(json),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_has_shipped_is_never_edited() {
    let (count, digest) = SHIPPED;
    let shipped: Vec<&str> = GOLDEN.lines().take(count).collect();
    assert_eq!((shipped.len(), Hash::of(shipped.join("\n").as_bytes()).to_string().as_str()), (count, digest));
}

/// Names each variant of a type once. A new one does not compile until it is named here,
/// and then fails until an example of it is among `all`.
macro_rules! every_variant {
    ($type:ident, $all:expr, { $($variant:ident),* $(,)? }) => {{
        let name = |one: &$type| match one { $($type::$variant { .. } => stringify!($variant),)* };
        let there: BTreeSet<&str> = $all.iter().map(name).collect();
        let missing: Vec<&str> = [$(stringify!($variant)),*].into_iter().filter(|it| !there.contains(it)).collect();
        assert!(missing.is_empty(), "no example of {}::{missing:?}", stringify!($type));
    }};
}

#[test]
fn every_variant_has_an_example() {
    every_variant!(Change, changes(), {
        UnidadRegistrada, UnidadEditada, ObjetivoRegistrado, ObjetivoEditado, AccionRegistrada, AccionEditada,
        ActividadCreada, ActividadEditada, MetaProgramada, TareaCreada, TareaEditada, ElementoCreado, ElementoEditado,
        InsumoCreado, InsumoEditado, TechoFijado, MarcoPresupuestalFijado, RubroRegistrado, ClasificadorRegistrado,
        UnidadMedidaRegistrada, FeriadosFijados, VersionNombrada, PoiAprobado,
        AvanceRegistrado, GastoRegistrado, MesCerrado, BorradorEditado, MiembroInvitado, MiembroRetirado,
        BaseActualizada, GenericasFijadas, ModificacionPresentada, ModificacionTramitada,
    });
    every_variant!(Command, commands(), {
        RegistrarUnidad, EditarUnidad, RegistrarObjetivo, EditarObjetivo, RegistrarAccion, EditarAccion,
        CrearActividad, EditarActividad, ProgramarMetas, CrearTarea, EditarTarea, CrearElemento, EditarElemento,
        CrearInsumo, EditarInsumo, ProponerTecho, AprobarTechos, FijarMarcoPresupuestal, RegistrarRubro,
        RegistrarClasificador, RegistrarUnidadMedida, FijarFeriados, Varios, AprobarTechosVistos, Reprogramar,
        NombrarVersion, AprobarPoi, RegistrarAvances, RegistrarGastos, CerrarMes,
        EditarBorrador, InvitarMiembro, RetirarMiembro, ActualizarBase, FijarGenericas, PresentarModificacion,
        OpinarModificacion, ObservarModificacion, RechazarModificacion, RetirarModificacion, AprobarModificacion,
    });
    every_variant!(CampoUnidad, campos_unidad(), { Codigo, Nombre, Clase, Superior, VigenteHasta, Orden });
    every_variant!(CampoObjetivo, campos_objetivo(), {
        Codigo, Enunciado, Indicadores, Claves, Responsable, Orden, Estado,
    });
    every_variant!(CampoAccion, campos_accion(), {
        Objetivo, Codigo, Enunciado, Indicadores, Evidencias, Responsable, Orden, Estado,
    });
    every_variant!(CampoActividad, campos_actividad(), {
        Codigo, Accion, Nombre, FuncionRof, Criterio, Lugares, Responsable, Verificacion, Indicador, OtrosIndicadores,
        Agregacion, Ventana, Predecesoras, Categoria, SecFunc, Prioridad, Estado, Unidad, Continuidad,
    });
    every_variant!(CampoBorrador, campos_borrador(), { Titulo, Causa, Clase, Sustento, Ruta });
    every_variant!(CampoTarea, campos_tarea(), { Nombre, Ventana, Predecesoras, Orden, Estado });
    every_variant!(CampoElemento, campos_elemento(), { Descripcion, Clase, Mes, Situacion, Estado });
    every_variant!(CampoInsumo, campos_insumo(), {
        Clasificador, Detalle, UnidadMedida, Rubro, Valor, Precio, CantidadMes, ImporteMes, Orden, Estado,
    });
}

/// A variant or field that is not in the file yet is added with this test's own message.
#[test]
fn every_variant_is_in_the_file() {
    let mut missing = lines("change", &changes());
    missing.extend(lines("command", &commands()));
    missing.retain(|line| !GOLDEN.lines().any(|known| known == line));
    assert!(missing.is_empty(), "add to tests/golden/formato-1.jsonl:\n{}", missing.join("\n"));
}

fn unidad() -> UnidadOrganica {
    let plan = plan();
    (**plan.get(id::<UnidadOrganica>(UNIDAD)).unwrap()).clone()
}

fn indicadores() -> Vec<IndicadorEstrategico> {
    let meta = |comparador, vencimiento| MetaEstrategica {
        valor: Cantidad::enteras(60),
        unidad: Texto::new("%").unwrap(),
        comparador,
        vencimiento,
    };
    vec![IndicadorEstrategico {
        nombre: nombre("Atención adecuada de usuarios"),
        fuente: nombre("Encuesta"),
        frecuencia: Frecuencia::Semestral,
        metas: vec![
            meta(Comparador::AlMenos, Vencimiento::CadaEjercicio),
            meta(Comparador::Igual, Vencimiento::AlEjercicio(2018)),
            meta(Comparador::Igual, Vencimiento::AlCierre),
        ],
        meta_literal: Texto::new("60 % como mínimo").unwrap(),
    }]
}

fn tarea() -> Tarea {
    Tarea {
        id: id(300),
        actividad: id(100),
        nombre: nombre("Elaborar el registro"),
        ventana: ventana(),
        predecesoras: predecesoras([299]),
        orden: Orden::primero(),
        estado: Estado::Vigente,
    }
}

fn ventana() -> Ventana {
    Ventana { inicio: dia(2017, 2, 1), fin: dia(2017, 2, 28) }
}

fn elemento() -> ElementoCritico {
    ElementoCritico {
        id: id(400),
        actividad: id(100),
        descripcion: nombre("Convenio firmado"),
        clase: ClaseElemento::Evento,
        mes: Mes::ENERO,
        situacion: SituacionElemento::Pendiente,
        estado: Estado::Vigente,
    }
}

fn campos_unidad() -> Vec<CampoUnidad> {
    vec![
        CampoUnidad::Codigo(Texto::new("24.28").unwrap()),
        CampoUnidad::Nombre(nombre("Unidad de Abastecimiento")),
        CampoUnidad::Clase(ClaseUnidad::Oficina),
        CampoUnidad::Superior(Some(id(GERENCIA))),
        CampoUnidad::VigenteHasta(Some(dia(2018, 12, 31))),
        CampoUnidad::Orden(Orden::primero()),
    ]
}

fn campos_objetivo() -> Vec<CampoObjetivo> {
    vec![
        CampoObjetivo::Codigo(Texto::new("OEI.01").unwrap()),
        CampoObjetivo::Enunciado(Parrafo::new("Un fin").unwrap()),
        CampoObjetivo::Indicadores(indicadores()),
        CampoObjetivo::Claves(vec![Parrafo::new("Una clave").unwrap()]),
        CampoObjetivo::Responsable(None),
        CampoObjetivo::Orden(Orden::primero()),
        CampoObjetivo::Estado(Estado::Retirado),
    ]
}

fn campos_accion() -> Vec<CampoAccion> {
    vec![
        CampoAccion::Objetivo(id(OEI)),
        CampoAccion::Codigo(Texto::new("AEI.01.01").unwrap()),
        CampoAccion::Enunciado(Parrafo::new("Una acción").unwrap()),
        CampoAccion::Indicadores(indicadores()),
        CampoAccion::Evidencias(vec![Parrafo::new("Un estudio").unwrap()]),
        CampoAccion::Responsable(Some(id(UNIDAD))),
        CampoAccion::Orden(Orden::primero()),
        CampoAccion::Estado(Estado::Retirado),
    ]
}

fn campos_actividad() -> Vec<CampoActividad> {
    let indicador = nueva(100).indicador;
    vec![
        CampoActividad::Codigo(CodigoActividad::try_from("AOI30044000001".to_owned()).unwrap()),
        CampoActividad::Accion(id(AEI)),
        CampoActividad::Nombre(nombre("Registro SIAF")),
        CampoActividad::FuncionRof(Parrafo::new("Art. 20").unwrap()),
        CampoActividad::Criterio(Criterio::Territorial),
        CampoActividad::Lugares(vec![Ubigeo::try_from("050101".to_owned()).unwrap()]),
        CampoActividad::Responsable(Puesto::new("Jefe").unwrap()),
        CampoActividad::Verificacion(nombre("Reporte")),
        CampoActividad::Indicador(indicador.clone()),
        CampoActividad::OtrosIndicadores(vec![Indicador { tipo: TipoIndicador::Insumo, ..indicador }]),
        CampoActividad::Agregacion(Agregacion::UltimoValor),
        CampoActividad::Ventana(ventana()),
        CampoActividad::Predecesoras(predecesoras([99])),
        CampoActividad::Predecesoras(vec![Predecesora { id: id(99), desfase: Desfase::new(-2).unwrap() }]),
        CampoActividad::Categoria(Texto::new("9001").unwrap()),
        CampoActividad::SecFunc(Texto::new("0012").unwrap()),
        CampoActividad::Prioridad(Orden::primero()),
        CampoActividad::Estado(Estado::Retirado),
        CampoActividad::Unidad(id(OTRA)),
        CampoActividad::Continuidad(Continuidad::EnCurso),
        CampoActividad::Continuidad(Continuidad::Suspendida),
        CampoActividad::Continuidad(Continuidad::Reemplazada(id(101))),
    ]
}

fn campos_tarea() -> Vec<CampoTarea> {
    vec![
        CampoTarea::Nombre(nombre("Otra")),
        CampoTarea::Ventana(ventana()),
        CampoTarea::Predecesoras(vec![]),
        CampoTarea::Predecesoras(vec![Predecesora { id: id(99), desfase: Desfase::new(5).unwrap() }]),
        CampoTarea::Orden(Orden::primero()),
        CampoTarea::Estado(Estado::Retirado),
    ]
}

fn campos_elemento() -> Vec<CampoElemento> {
    vec![
        CampoElemento::Descripcion(nombre("Otro")),
        CampoElemento::Clase(ClaseElemento::Cantidad(Cantidad::enteras(3))),
        CampoElemento::Clase(ClaseElemento::Proporcion(Cantidad::enteras(50))),
        CampoElemento::Mes(Mes::DICIEMBRE),
        CampoElemento::Situacion(SituacionElemento::EnRiesgo),
        CampoElemento::Estado(Estado::Retirado),
    ]
}

fn campos_insumo() -> Vec<CampoInsumo> {
    vec![
        CampoInsumo::Clasificador(CodigoClasificador::new("2.3.2.7.11.99").unwrap()),
        CampoInsumo::Detalle(nombre("Servicio")),
        CampoInsumo::UnidadMedida(id(REGISTRO)),
        CampoInsumo::Rubro(rubro(7)),
        CampoInsumo::Valor(por_cantidad("0.33", [1; 12])),
        CampoInsumo::Valor(Valor::PorImporte { importes: [soles(1); 12] }),
        CampoInsumo::Valor(Valor::PorDetallar { importes: [Dinero::CERO; 12] }),
        CampoInsumo::Precio(Precio::leer("0.3333").unwrap()),
        CampoInsumo::CantidadMes(Mes::ENERO, Cantidad::enteras(2)),
        CampoInsumo::ImporteMes(Mes::DICIEMBRE, soles(9)),
        CampoInsumo::Orden(Orden::primero()),
        CampoInsumo::Estado(Estado::Retirado),
    ]
}

fn catalogo() -> (Rubro, Clasificador, UnidadMedida) {
    let rubro = Rubro {
        codigo: rubro(8),
        nombre: nombre("Impuestos Municipales"),
        fuente: FuenteFinanciamiento::RecursosDeterminados,
    };
    let clasificador =
        Clasificador { codigo: CodigoClasificador::new("2.3.1.5.1.2").unwrap(), nombre: nombre("Papelería") };
    let unidad = UnidadMedida {
        id: id(REGISTRO),
        nombre: Texto::new("Registro").unwrap(),
        plural: Texto::new("registros").unwrap(),
        decimales: Decimales::ENTERO,
    };
    (rubro, clasificador, unidad)
}

fn edits<T, C: Clone, O>(row: u128, fields: Vec<C>, make: impl Fn(Id<T>, C, C) -> O) -> Vec<O> {
    fields.into_iter().map(|field| make(id(row), field.clone(), field)).collect()
}

fn changes() -> Vec<Change> {
    let plan = con_actividad();
    let (rubro_, clasificador, medida) = catalogo();
    let clave = ClaveTecho { unidad: id(UNIDAD), rubro: rubro(8) };
    let techo = Techo { propuesto: soles(10), aprobado: Some(soles(10)) };
    let mut all = vec![
        Change::UnidadRegistrada(unidad()),
        Change::ObjetivoRegistrado((**plan.get(id::<ObjetivoEstrategico>(OEI)).unwrap()).clone()),
        Change::AccionRegistrada(accion(AEI, "AEI.06.01")),
        Change::ActividadCreada(actividad(&plan, 100).clone()),
        Change::MetaProgramada {
            id: id(100),
            periodo: Periodo::Mes(Mes::ENERO),
            antes: None,
            ahora: Some(Cantidad::enteras(25)),
        },
        Change::MetaProgramada { id: id(100), periodo: Periodo::Anual, antes: Some(Cantidad::CERO), ahora: None },
        Change::TareaCreada(tarea()),
        Change::ElementoCreado(elemento()),
        Change::InsumoCreado(insumo(200, 100, por_cantidad("10", [1; 12]))),
        Change::TechoFijado { clave, antes: None, ahora: techo },
        Change::MarcoPresupuestalFijado { rubro: rubro(8), antes: None, ahora: soles(100) },
        Change::RubroRegistrado(rubro_),
        Change::ClasificadorRegistrado(clasificador),
        Change::UnidadMedidaRegistrada(medida),
        Change::FeriadosFijados { antes: vec![], ahora: vec![dia(2017, 7, 28)] },
        Change::VersionNombrada(VersionNombrada { id: id(600), nombre: nombre("Propuesta"), version: 12 }),
        Change::PoiAprobado(aprobado::aprobado().aprobacion().unwrap().clone()),
        Change::AvanceRegistrado {
            actividad: id(100),
            mes: Mes::ENERO,
            antes: None,
            ahora: Some(Cantidad::enteras(2)),
        },
        gasto(Fase::Certificado),
        gasto(Fase::Devengado),
        Change::MesCerrado { mes: Mes::ENERO },
        Change::MiembroInvitado { persona: id(901) },
        Change::MiembroRetirado { persona: id(901) },
        Change::BaseActualizada { antes: 5, ahora: 9 },
    ];
    all.extend(tramites());
    let draft = campos_borrador().into_iter();
    all.extend(draft.map(|campo| Change::BorradorEditado { antes: campo.clone(), ahora: campo }));
    all.extend(edits(UNIDAD, campos_unidad(), |id, antes, ahora| Change::UnidadEditada { id, antes, ahora }));
    all.extend(edits(OEI, campos_objetivo(), |id, antes, ahora| Change::ObjetivoEditado { id, antes, ahora }));
    all.extend(edits(AEI, campos_accion(), |id, antes, ahora| Change::AccionEditada { id, antes, ahora }));
    all.extend(edits(100, campos_actividad(), |id, antes, ahora| Change::ActividadEditada { id, antes, ahora }));
    all.extend(edits(300, campos_tarea(), |id, antes, ahora| Change::TareaEditada { id, antes, ahora }));
    all.extend(edits(400, campos_elemento(), |id, antes, ahora| Change::ElementoEditado { id, antes, ahora }));
    all.extend(edits(200, campos_insumo(), |id, antes, ahora| Change::InsumoEditado { id, antes, ahora }));
    all
}

fn gasto(fase: Fase) -> Change {
    let clave = ClaveGasto { actividad: id(100), rubro: rubro(8) };
    Change::GastoRegistrado { clave, mes: Mes::ENERO, fase, antes: None, ahora: Some(soles(-3)) }
}

fn traslados() -> Vec<Reprogramacion> {
    let seen = Ventana::anual(plan().ejercicio());
    let to = |fila, reparto| Reprogramacion { fila, seen, nueva: ventana(), reparto };
    vec![
        to(Fila::Actividad(id(100)), Reparto::Mover),
        to(Fila::Tarea(id(300)), Reparto::Repartir),
        to(Fila::Actividad(id(101)), Reparto::Conservar),
    ]
}

fn commands() -> Vec<Command> {
    let plan = con_actividad();
    let (rubro_, clasificador, medida) = catalogo();
    let cell = CeldaMeta {
        actividad: id(100),
        periodo: Periodo::Mes(Mes::ENERO),
        seen: None,
        nueva: Some(Cantidad::enteras(25)),
    };
    let mut all = vec![
        Command::RegistrarUnidad(unidad()),
        Command::RegistrarObjetivo((**plan.get(id::<ObjetivoEstrategico>(OEI)).unwrap()).clone()),
        Command::RegistrarAccion(accion(AEI, "AEI.06.01")),
        Command::CrearActividad(nueva(100)),
        Command::ProgramarMetas(vec![cell]),
        Command::CrearTarea(tarea()),
        Command::CrearElemento(elemento()),
        Command::CrearInsumo(insumo(200, 100, por_cantidad("10", [1; 12]))),
        Command::ProponerTecho { unidad: id(UNIDAD), rubro: rubro(8), seen: None, nuevo: soles(10) },
        Command::AprobarTechos,
        Command::FijarMarcoPresupuestal { rubro: rubro(8), seen: Some(soles(1)), nuevo: soles(100) },
        Command::RegistrarRubro(rubro_),
        Command::RegistrarClasificador(clasificador),
        Command::RegistrarUnidadMedida(medida),
        Command::FijarFeriados { seen: vec![], nuevos: vec![dia(2017, 7, 28)] },
        Command::Varios(vec![Command::AprobarTechos]),
        Command::AprobarTechosVistos(vec![(ClaveTecho { unidad: id(UNIDAD), rubro: rubro(8) }, soles(10))]),
        Command::Reprogramar(traslados()),
        Command::NombrarVersion { id: id(600), nombre: nombre("Propuesta") },
        aprobado::aprobar_poi(),
        Command::RegistrarAvances(vec![aprobado::avance(100, 1, None, Some(2))]),
        Command::RegistrarGastos(vec![aprobado::gasto(Fase::Devengado, 1, None, Some(-5))]),
        Command::CerrarMes { mes: Mes::ENERO },
        Command::InvitarMiembro { persona: id(901) },
        Command::RetirarMiembro { persona: id(901) },
        Command::ActualizarBase { base: 9, cambios: vec![gasto(Fase::Certificado)] },
    ];
    all.extend(modificar());
    let draft = campos_borrador().into_iter();
    all.extend(draft.map(|campo| Command::EditarBorrador { seen: campo.clone(), nuevo: campo }));
    all.extend(edits(UNIDAD, campos_unidad(), |id, seen, nuevo| Command::EditarUnidad { id, seen, nuevo }));
    all.extend(edits(OEI, campos_objetivo(), |id, seen, nuevo| Command::EditarObjetivo { id, seen, nuevo }));
    all.extend(edits(AEI, campos_accion(), |id, seen, nuevo| Command::EditarAccion { id, seen, nuevo }));
    all.extend(edits(100, campos_actividad(), |id, seen, nuevo| Command::EditarActividad { id, seen, nuevo }));
    all.extend(edits(300, campos_tarea(), |id, seen, nuevo| Command::EditarTarea { id, seen, nuevo }));
    all.extend(edits(400, campos_elemento(), |id, seen, nuevo| Command::EditarElemento { id, seen, nuevo }));
    all.extend(edits(200, campos_insumo(), |id, seen, nuevo| Command::EditarInsumo { id, seen, nuevo }));
    all
}

#[test]
fn an_unknown_variant_is_an_error_and_no_panic() {
    assert!(serde_json::from_str::<Command>(r#"{"VolarALaLuna":{"id":1}}"#).is_err());
    assert!(serde_json::from_str::<Nombre>(&format!("\"{}\"", "a".repeat(301))).is_err());
}
