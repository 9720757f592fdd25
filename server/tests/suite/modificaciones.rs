//! What follows the approval is kept: tables loaded = log replayed, on both engines.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::catalogo::CodigoClasificador;
use domain::entry::Body;
use domain::plan::{
    Actividad, Acto, Aprobacion, CampoActividad, CampoInsumo, Causa, ClaseActo, ClaseModificacion, ClasePaso,
    ClaveGasto, ClaveTecho, Continuidad, EstadoModificacion, Fase, Genericas, Insumo, Modificacion, Paso, RevisionRuta,
    UnidadOrganica, VersionNombrada,
};
use domain::texto::{Nombre, Parrafo, Texto};
use domain::{Cantidad, Change, CommandId, Dinero, Id, Instante, Mes, Persona, Plan};
use server::store::{Asiento, Registro, Store};
use uuid::Uuid;

use crate::history::check;
use crate::support::{Database, demonstration, on_both, store_demonstration};

on_both!(what_follows_the_approval_loads_as_it_replays);

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, month, 15).unwrap()
}
fn acto(clase: ClaseActo) -> Acto {
    Acto { clase, numero: Texto::new("045-2016-MPH").unwrap(), fecha: day(8) }
}
fn text(words: &str) -> Parrafo {
    Parrafo::new(words).unwrap()
}
fn version(number: u128, name: &str) -> VersionNombrada {
    VersionNombrada { id: Id::new(Uuid::from_u128(number)), nombre: Nombre::new(name).unwrap(), version: 3 }
}
fn persona(at: usize) -> Id<Persona> {
    demonstration().personas[at].id
}
fn paso(at: usize, clase: ClasePaso) -> Paso {
    Paso { persona: persona(at), fecha: day(8), clase }
}

/// Facts as one entry of the log, as the backend appends one.
async fn append(store: &Store, plan: &mut Plan, changes: Vec<Change>) {
    let mut tx = store.begin().await.unwrap();
    let head = tx.lock(Registro::Plan(plan.id())).await.unwrap().unwrap().head;
    let version = plan.version() + 1;
    let instante = Instante::from_micros(1_772_000_000_000_000 + i64::try_from(version).unwrap());
    let command_id = CommandId(Uuid::from_u128(u128::from(version) << 64));
    let body = Body { version, command_id, persona: persona(0), instante, changes };
    plan.apply_entry(&body);
    tx.append(plan, &[Arc::new(Asiento::write(body, head).unwrap())]).await.unwrap();
    tx.commit().await.unwrap();
}

fn modificacion(number: u128, causa: Causa, line: &Insumo) -> Modificacion {
    let campo = |amount| CampoInsumo::ImporteMes(Mes::DICIEMBRE, Dinero::from_centimos(amount));
    Modificacion {
        id: Id::new(Uuid::from_u128(number)),
        titulo: Nombre::new("Emergencia vial").unwrap(),
        rama: Id::new(Uuid::from_u128(number + 1)),
        base: 2,
        causa,
        clase: ClaseModificacion::Institucional,
        sustento: text("Lluvias de agosto"),
        ruta: Some(RevisionRuta::RevisadaSinCambio { motivo: text("Sigue igual") }),
        autores: BTreeSet::from([persona(0), persona(1)]),
        cambios: vec![Change::InsumoEditado { id: line.id, antes: campo(1), ahora: campo(2) }],
        estado: EstadoModificacion::Presentada,
        historia: vec![paso(0, ClasePaso::Presentacion)],
    }
}

fn ejecutado(activity: &Actividad, clave: ClaveGasto) -> Vec<Change> {
    let spent = |fase, antes: Option<i64>, ahora: Option<i64>| Change::GastoRegistrado {
        clave,
        mes: Mes::ENERO,
        fase,
        antes: antes.map(Dinero::from_centimos),
        ahora: ahora.map(Dinero::from_centimos),
    };
    let done = |mes, ahora| Change::AvanceRegistrado { actividad: activity.id, mes, antes: None, ahora };
    vec![
        done(Mes::ENERO, Some(Cantidad::enteras(3))),
        done(Mes::DICIEMBRE, None),
        spent(Fase::Certificado, None, Some(700)),
        spent(Fase::Devengado, None, Some(-300)),
        spent(Fase::Devengado, Some(-300), None),
        Change::MesCerrado { mes: Mes::ENERO },
    ]
}

fn genericas(no_dan: &[&str], no_reciben: &[&str]) -> Genericas {
    let list = |codes: &[&str]| codes.iter().map(|code| CodigoClasificador::new(code).unwrap()).collect();
    Genericas { no_dan: list(no_dan), no_reciben: list(no_reciben) }
}

fn tramite(row: &Modificacion, ahora: EstadoModificacion, clase: ClasePaso) -> Change {
    Change::ModificacionTramitada { id: row.id, antes: row.estado.clone(), ahora, paso: paso(2, clase) }
}

/// One of every cause and every state, one presented twice, one approved.
fn modificaciones(line: &Insumo, claves: [ClaveTecho; 2]) -> Vec<Change> {
    let first = modificacion(0x100, Causa::Estrategias { evaluacion: Nombre::new("Trimestre 2").unwrap() }, line);
    let fewer = BTreeSet::from([persona(1)]);
    let again = Modificacion { autores: fewer, ruta: Some(RevisionRuta::Cambiada), ..first.clone() };
    let money = Dinero::from_centimos;
    let approved = EstadoModificacion::Aprobada {
        numero: 1,
        actos: vec![acto(ClaseActo::AcuerdoConcejo), acto(ClaseActo::ResolucionAlcaldia)],
        version: version(0x901, "").id,
        efecto: vec![(claves[0], money(-500)), (claves[1], money(700))],
    };
    let states = [
        (Causa::Entorno, EstadoModificacion::Rechazada { motivo: text("No procede") }, ClasePaso::Rechazo),
        (Causa::DecisionGobierno, EstadoModificacion::Retirada, ClasePaso::Retiro),
        (
            Causa::IncrementoOReduccion,
            EstadoModificacion::Observada { comentario: text("Falta") },
            ClasePaso::Observacion,
        ),
        (Causa::NormaDeTecho, EstadoModificacion::ConOpinion { opinion: text("Procede") }, ClasePaso::Opinion),
    ];
    let mut facts = vec![
        Change::ModificacionPresentada(first.clone()),
        tramite(&first, EstadoModificacion::Observada { comentario: text("Falta") }, ClasePaso::Observacion),
        Change::ModificacionPresentada(again.clone()),
        tramite(&again, EstadoModificacion::ConOpinion { opinion: text("Procede") }, ClasePaso::Opinion),
        tramite(&again, approved, ClasePaso::Aprobacion),
        Change::VersionNombrada(version(0x901, "Modificado 1")),
    ];
    for (at, (causa, state, clase)) in (0..).zip(states) {
        let row = Modificacion { ruta: None, ..modificacion(0x200 + at * 0x10, causa, line) };
        facts.extend([Change::ModificacionPresentada(row.clone()), tramite(&row, state, clase)]);
    }
    facts
}

async fn what_follows_the_approval_loads_as_it_replays(database: &Database) {
    let store = database.open().await;
    store_demonstration(&store).await;
    let mut plan = demonstration().plan.clone();
    let row = |at: usize| plan.todos::<Actividad>().values().nth(at).unwrap().clone();
    let (one, two, line) = (row(0), row(1), plan.todos::<Insumo>().values().next().unwrap().clone());
    let rubro = *plan.rubros().keys().next().unwrap();
    let units: Vec<Id<UnidadOrganica>> = plan.todos::<UnidadOrganica>().keys().copied().take(2).collect();
    let claves = [0, 1].map(|at| ClaveTecho { unidad: units[at], rubro });
    let campo = CampoActividad::Continuidad;
    let became = |row: &Actividad, antes, ahora| Change::ActividadEditada {
        id: row.id,
        antes: campo(antes),
        ahora: campo(ahora),
    };
    let approved = Aprobacion {
        version: version(0x900, "").id,
        acuerdo: acto(ClaseActo::AcuerdoConcejo),
        resolucion: acto(ClaseActo::ResolucionAlcaldia),
        pia: plan.programado(),
    };
    let none = Genericas::default();
    let (some, other) = (genericas(&["2.1"], &["2.1", "2.6"]), genericas(&[], &["2.5"]));
    let moved = CampoActividad::Unidad;
    let entries = [
        vec![Change::PoiAprobado(approved), Change::VersionNombrada(version(0x900, "Aprobado"))],
        ejecutado(&one, ClaveGasto { actividad: one.id, rubro }),
        vec![
            Change::GenericasFijadas { antes: none, ahora: some.clone() },
            Change::MesCerrado { mes: Mes::from_number(2).unwrap() },
        ],
        modificaciones(&line, claves),
        vec![
            Change::GenericasFijadas { antes: some, ahora: other },
            became(&one, Continuidad::EnCurso, Continuidad::Reemplazada(two.id)),
            became(&two, Continuidad::EnCurso, Continuidad::Suspendida),
            Change::ActividadEditada { id: one.id, antes: moved(one.unidad), ahora: moved(two.unidad) },
        ],
        vec![became(&two, Continuidad::Suspendida, Continuidad::EnCurso)],
    ];
    for changes in entries {
        append(&store, &mut plan, changes).await;
        check(&store, &plan).await;
    }
    assert_eq!(plan.cerrado(), Mes::from_number(2));
    store.close().await;
}
