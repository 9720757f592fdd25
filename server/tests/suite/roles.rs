//! Every role and what it may do and read, on the wire.

use app::api::plan::Respuesta;
use axum::http::StatusCode;
use domain::plan::{CampoObjetivo, Campos as _, ObjetivoEstrategico, UnidadOrganica};
use domain::texto::{Nombre, Parrafo, Texto};
use domain::{Command, Dinero, Plan, Rejection, Rol};
use server::store::Cuenta;

use crate::live::cell;
use crate::support::{Database, Site, fresh, on_both};

on_both!(every_role_does_what_it_may_and_nothing_else, every_role_reads_the_plan);

/// Formular, proponer techos, aprobarlos, cambiar el marco, registrar unidades, nombrar versiones.
const MAY: [(Rol, [bool; 6]); 9] = [
    (Rol::Titular, [false, false, true, false, false, false]),
    (Rol::Coordinador, [true, true, false, true, false, true]),
    (Rol::Analista, [true, false, false, true, false, true]),
    (Rol::JefeUnidad, [true, false, false, false, false, false]),
    (Rol::EditorUnidad, [true, false, false, false, false, false]),
    (Rol::Abastecimiento, [false, false, false, false, false, false]),
    (Rol::GerenciaMunicipal, [true, false, false, false, false, false]),
    (Rol::Consulta, [false, false, false, false, false, false]),
    (Rol::Administrador, [false, false, false, false, true, false]),
];

/// Gives the editor's account another role, in the same unit.
async fn act_as(site: &Site, rol: Rol, elsewhere: Option<domain::Id<UnidadOrganica>>) -> String {
    let mut tx = site.store.begin().await.unwrap();
    let editor = tx.cuenta("editor").await.unwrap().unwrap();
    let unidad = elsewhere.or(editor.unidad);
    tx.put_cuenta(&Cuenta { usuario: "alguien".into(), rol, unidad, ..editor }).await.unwrap();
    tx.commit().await.unwrap();
    site.sign_in("alguien").await
}

fn acts(plan: &Plan, turn: u32) -> [Command; 6] {
    let goal = plan.todos::<ObjetivoEstrategico>().values().next().unwrap();
    let nuevo = CampoObjetivo::Enunciado(Parrafo::new(&format!("Enunciado {turn}")).unwrap());
    let unit = plan.todos::<UnidadOrganica>().values().next().unwrap();
    let rubro = *plan.rubros().keys().next().unwrap();
    let seen = plan.techo(unit.id, rubro).map(|it| it.propuesto);
    let propuesto = Dinero::from_centimos(i64::from(turn));
    [
        cell(plan, 9000 + turn),
        Command::ProponerTecho { unidad: unit.id, rubro, seen, nuevo: propuesto },
        Command::AprobarTechosVistos(vec![]),
        Command::EditarObjetivo { id: goal.id, seen: goal.leer(&nuevo), nuevo },
        Command::RegistrarUnidad(UnidadOrganica {
            id: fresh(u128::from(turn)),
            codigo: Texto::default(),
            ..(**unit).clone()
        }),
        Command::NombrarVersion {
            id: fresh(1_000 + u128::from(turn)),
            nombre: Nombre::new(&format!("Versión {turn}")).unwrap(),
        },
    ]
}

async fn every_role_does_what_it_may_and_nothing_else(database: &Database) {
    let site = Site::new(database).await;
    for (turn, (rol, may)) in (1..).zip(MAY) {
        let cookie = act_as(&site, rol, None).await;
        for (act, may) in may.into_iter().enumerate() {
            let before = site.plan().await;
            let command = acts(&before, turn)[act].clone();
            let answer = site.send(&cookie, command).await;
            let refused = match &answer {
                Respuesta::Rechazada(why) => why.iter().any(|it| matches!(it, Rejection::SinPermiso { .. })),
                _ => false,
            };
            assert_eq!(refused, !may, "{rol:?}, act {act}: {answer:?}");
            assert!(may || site.plan().await == before);
        }
        let elsewhere = act_as(&site, rol, Some(fresh(999))).await;
        let before = site.plan().await;
        let answer = site.send(&elsewhere, cell(&before, 1)).await;
        assert!(matches!(answer, Respuesta::Rechazada(_)), "{rol:?} in another's unit: {answer:?}");
    }
}

async fn every_role_reads_the_plan(database: &Database) {
    let site = Site::new(database).await;
    let (plan, unit) = (site.plan_id(), domain::vista::arbol(&site.plan().await)[0].id);
    for rol in Rol::TODOS {
        let cookie = act_as(&site, rol, None).await;
        let read = [
            "/".to_owned(),
            "/programacion".to_owned(),
            "/marco".to_owned(),
            format!("/api/plan/{plan}/checkpoint"),
            format!("/api/plan/{plan}/corriente"),
            format!("/api/documentos/cronograma.xml?unidad={unit}&ambito=ConDependientes"),
        ];
        for path in read {
            assert_eq!(site.get(&path, &cookie).await.status(), StatusCode::OK, "{rol:?} {path}");
        }
    }
}
