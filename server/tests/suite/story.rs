//! One long story: an empty unit is formulated by two people, through refusals, a
//! restart and a recount, with the same outcome on both engines.

use app::api::plan::Respuesta;
use app::api::session::Entorno;
use domain::command::{CeldaMeta, NuevaActividad};
use domain::plan::{
    AccionEstrategica, Actividad, Agregacion, CampoActividad, CampoInsumo, Campos as _, Estado, Insumo, Orden, Periodo,
    UnidadOrganica, Valor,
};
use domain::texto::Nombre;
use domain::{Cantidad, Command, CommandId, Dinero, Hash, Id, Mes, Plan, Precio};
use server::demo::{EDITOR_NUEVO, Parametros};
use server::session::password::Passwords;
use uuid::Uuid;

use crate::recount::{by_domain, by_sql};
use crate::support::{Database, Site, accepted, demonstration, fresh, once};

once!(the_story_is_the_same_on_both_engines, a_demonstration_fills_an_empty_database_once_and_is_marked,);

struct Story {
    site: Site,
    cookie: String,
    unidad: Id<UnidadOrganica>,
    told: u128,
}

impl Story {
    async fn begin(database: &Database) -> Self {
        let site = Site::new(database).await;
        let cookie = site.sign_in(EDITOR_NUEVO).await;
        let account = demonstration().cuentas.iter().find(|it| it.usuario == EDITOR_NUEVO).unwrap();
        Self { site, cookie, unidad: account.unidad.unwrap(), told: 0 }
    }

    /// Ids are counted, so that both engines are told the same.
    async fn tell(&mut self, command: Command) -> Respuesta {
        self.told += 1;
        let id = CommandId(Uuid::from_u128(0x0199 << 112 | self.told));
        self.site.send_as(&self.cookie, id, command).await
    }

    async fn activities(&mut self) {
        let plan = self.site.plan().await;
        assert_eq!(plan.actividades_de(self.unidad).count(), 0, "the unit is empty");
        let like = plan.todos::<Actividad>().values().next().unwrap().clone();
        let accion = plan.todos::<AccionEstrategica>().values().next().unwrap().id;
        let mut last = None;
        for number in 1..=3 {
            let prioridad = Orden::entre(last.as_ref(), None);
            last = Some(prioridad.clone());
            let nueva = NuevaActividad {
                id: fresh(number),
                codigo: None,
                unidad: self.unidad,
                accion,
                nombre: Nombre::new(&format!("Actividad {number} de la historia")).unwrap(),
                indicador: like.indicador.clone(),
                agregacion: Agregacion::Suma,
                ventana: None,
                prioridad,
            };
            accepted(&self.tell(Command::CrearActividad(nueva)).await);
        }
    }

    async fn targets(&mut self) {
        for number in 1..=3 {
            let cells = Mes::todos().map(|mes| CeldaMeta {
                actividad: fresh(number),
                periodo: Periodo::Mes(mes),
                seen: None,
                nueva: Some(Cantidad::enteras(10 * mes.number())),
            });
            accepted(&self.tell(Command::ProgramarMetas(cells.collect())).await);
        }
        let plan = self.site.plan().await;
        let row = plan.get::<Actividad>(fresh(1)).unwrap();
        assert_eq!(row.meta.anual(row.agregacion), Some(Cantidad::enteras(780)));
    }

    async fn lines(&mut self) {
        let plan = self.site.plan().await;
        let like = plan.todos::<Insumo>().values().next().unwrap().clone();
        let rubros: Vec<_> = plan.rubros().keys().copied().take(4).collect();
        let codes: Vec<_> = plan.clasificadores().keys().filter(|code| code.as_str().len() > 8).cloned().collect();
        for line in 0..30_u32 {
            let at = usize::try_from(line).unwrap();
            let valor = if line % 3 == 0 {
                Valor::PorImporte { importes: [Dinero::from_centimos(i64::from(line) * 101); 12] }
            } else {
                let precio = Precio::from_diezmilesimos(3_333 + i64::from(line)).unwrap();
                Valor::PorCantidad { precio, cantidades: [Cantidad::enteras(line); 12] }
            };
            let row = Insumo {
                id: fresh(100 + u128::from(line)),
                actividad: fresh(1 + u128::from(line % 3)),
                clasificador: codes[at % codes.len()].clone(),
                detalle: Nombre::new(&format!("Línea {line}")).unwrap(),
                rubro: rubros[at % 4],
                valor,
                orden: Orden::primero(),
                ..(*like).clone()
            };
            accepted(&self.tell(Command::CrearInsumo(row)).await);
        }
    }

    async fn second_thoughts(&mut self) {
        let plan = self.site.plan().await;
        let line = plan.get::<Insumo>(fresh(101)).unwrap().clone();
        let nuevo = CampoInsumo::Precio(Precio::from_diezmilesimos(12_345).unwrap());
        let seen = line.leer(&nuevo);
        accepted(&self.tell(Command::EditarInsumo { id: line.id, seen: seen.clone(), nuevo: nuevo.clone() }).await);
        let late = CampoInsumo::Precio(Precio::from_diezmilesimos(9).unwrap());
        let refused = self.tell(Command::EditarInsumo { id: line.id, seen, nuevo: late }).await;
        assert!(matches!(refused, Respuesta::Rechazada(_)), "{refused:?}");
        let row = plan.get::<Actividad>(fresh(3)).unwrap().clone();
        for nuevo in [
            CampoActividad::Predecesoras(vec![fresh(1).into(), fresh(2).into()]),
            CampoActividad::Estado(Estado::Retirado),
        ] {
            let seen = row.leer(&nuevo);
            accepted(&self.tell(Command::EditarActividad { id: row.id, seen, nuevo }).await);
        }
    }

    /// What SQL counts is what the plan says, and what a restarted server reads.
    async fn check(&self) -> Plan {
        let plan = self.site.plan().await;
        assert_ne!(plan.totales().propio(self.unidad).total(), Dinero::CERO);
        let mut tx = self.site.store.read().await.unwrap();
        assert_eq!(by_sql(&mut tx, &plan).await, by_domain(&plan));
        let restarted = Site::on(self.site.store.clone(), Entorno::Institucional);
        assert_eq!(restarted.plan().await, plan);
        plan
    }
}

async fn tell(database: &Database) -> Hash {
    let mut story = Story::begin(database).await;
    story.activities().await;
    story.targets().await;
    story.lines().await;
    story.second_thoughts().await;
    story.check().await.state_hash().unwrap()
}

async fn the_story_is_the_same_on_both_engines() {
    let (one, other) = (Database::sqlite(), Database::postgres().await);
    assert_eq!(tell(&one).await, tell(&other).await);
}

async fn a_demonstration_fills_an_empty_database_once_and_is_marked() {
    for database in [Database::sqlite(), Database::postgres().await] {
        let store = database.open().await;
        let (clock, passwords) = (server::clock::Clock::real(), Passwords::default());
        assert!(matches!(server::bootstrap::look(&store).await.unwrap(), server::bootstrap::Contents::Nothing));
        let params = Parametros { actividades: 5, ..Parametros::demostracion() };
        let made = server::bootstrap::demonstration(&store, &clock, &passwords, params).await.unwrap();
        let server::bootstrap::Contents::Plan(found) = server::bootstrap::look(&store).await.unwrap() else {
            panic!("a plan is there")
        };
        assert_eq!((found.plan, found.entorno, &found.cuentas), (made.plan, Entorno::Demostracion, &made.cuentas));
        assert!(found.cuentas.iter().any(|it| it.usuario == EDITOR_NUEVO && !it.clave.is_empty()));
        let again = server::bootstrap::demonstration(&store, &clock, &passwords, params).await;
        assert!(again.map(drop).unwrap_err().to_string().contains("ya tiene datos"));
    }
}
