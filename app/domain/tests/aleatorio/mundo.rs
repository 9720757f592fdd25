//! Random years of an approved plan: drafts written side by side, some by people who were offline,
//! brought up to date, presented, approved, while spending goes on and months close.

#![allow(dead_code, reason = "a campaign judges the years, a recording only lives them")]

use std::collections::BTreeMap;

use domain::catalogo::{CodigoClasificador, CodigoRubro};
use domain::command::{CeldaAvance, CeldaGasto, CeldaMeta};
use domain::plan::{
    Actividad, CampoActividad, CampoBorrador, CampoInsumo, Campos, Celda, ClaseModificacion, ClaveGasto, ClaveTecho,
    Estado, EstadoModificacion, Fase, Insumo, Modificacion, Periodo, UnidadOrganica, Valor,
};
use domain::prioridad::{Alcance, Destino, Opciones, TrasladoDinero, proponer_recorte, trasladar_dinero};
use domain::rama::{Lado, actualizacion, conflictos, diferencia, fusionar, presentacion};
use domain::texto::Parrafo;
use domain::{Cantidad, Change, Command, Context, Dinero, Id, Mes, Plan, Rejections};
use proptest::prelude::*;

use super::soporte::aprobado::*;
use super::soporte::rama::*;
use super::soporte::*;

const BORRADORES: usize = 3;

#[derive(Clone, Debug)]
pub enum Gesto {
    Mover { de: u8, a: u8, month: u32, amount: i64 },
    Importe { month: u32, amount: i64 },
    Unidades { month: u32, units: u32 },
    Meta { actividad: u8, month: u32, units: u32 },
    Recortar { amount: i64 },
    Crear,
    Estado { actividad: u8 },
    Pasar { actividad: u8 },
    Llamar { actividad: u8, number: u8 },
    Valorar { por_cantidad: bool },
}

#[derive(Clone, Debug)]
pub enum Suceso {
    /// A gesture on a draft, decided on it as it is, or as someone offline had it.
    Escribir {
        borrador: usize,
        gesto: Gesto,
        antes: bool,
    },
    Institucional {
        borrador: usize,
    },
    PonerAlDia {
        borrador: usize,
        propio: bool,
    },
    Tramitar {
        borrador: usize,
    },
    Gastar {
        actividad: u8,
        month: u32,
        amount: i64,
    },
    Avanzar {
        month: u32,
        units: u32,
    },
    Cerrar,
}

fn gesto() -> impl Strategy<Value = Gesto> {
    let act = || 0_u8..3;
    prop_oneof![
        8 => (act(), act(), 1_u32..13, 1_i64..9_000).prop_map(|(de, a, month, amount)| Gesto::Mover { de, a, month, amount }),
        2 => (1_u32..13, 0_i64..15_000).prop_map(|(month, amount)| Gesto::Importe { month, amount }),
        2 => (1_u32..13, 0_u32..20).prop_map(|(month, units)| Gesto::Unidades { month, units }),
        2 => (act(), 1_u32..13, 0_u32..9).prop_map(|(actividad, month, units)| Gesto::Meta { actividad, month, units }),
        1 => (1_i64..40_000).prop_map(|amount| Gesto::Recortar { amount }),
        1 => Just(Gesto::Crear),
        1 => act().prop_map(|actividad| Gesto::Estado { actividad }),
        1 => act().prop_map(|actividad| Gesto::Pasar { actividad }),
        2 => (act(), 0_u8..3).prop_map(|(actividad, number)| Gesto::Llamar { actividad, number }),
        1 => any::<bool>().prop_map(|por_cantidad| Gesto::Valorar { por_cantidad }),
    ]
}

pub fn suceso() -> impl Strategy<Value = Suceso> {
    let draft = || 0..BORRADORES;
    prop_oneof![
        12 => (draft(), gesto(), prop::bool::weighted(0.2))
            .prop_map(|(borrador, gesto, antes)| Suceso::Escribir { borrador, gesto, antes }),
        1 => draft().prop_map(|borrador| Suceso::Institucional { borrador }),
        2 => (draft(), any::<bool>()).prop_map(|(borrador, propio)| Suceso::PonerAlDia { borrador, propio }),
        4 => draft().prop_map(|borrador| Suceso::Tramitar { borrador }),
        1 => (0_u8..3, 1_u32..9, -3_000_i64..9_000).prop_map(|(actividad, month, amount)| Suceso::Gastar { actividad, month, amount }),
        1 => (1_u32..9, 0_u32..9).prop_map(|(month, units)| Suceso::Avanzar { month, units }),
        1 => Just(Suceso::Cerrar),
    ]
}

/// What was asked of which plan, and by whom; a plan costs nothing to keep.
#[derive(Default)]
pub struct Asked(pub Vec<(Plan, Context, Command)>);

impl Asked {
    fn asentar(&mut self, plan: &mut Plan, context: &Context, command: &Command) -> Result<Vec<Change>, Rejections> {
        self.0.push((plan.clone(), *context, command.clone()));
        asentar(plan, context, command)
    }
}

pub struct Mundo {
    pub vigente: Plan,
    /// All that was asked in it, in order.
    pub asked: Asked,
    /// As it was at each version that a draft has as its base.
    bases: BTreeMap<u64, Plan>,
    borradores: Vec<Plan>,
    /// As each was before the last gesture: what someone offline still sees.
    antes: Vec<Plan>,
    serial: u128,
    pub aprobadas: u32,
}

fn centimos(amount: i64) -> Dinero {
    Dinero::from_centimos(amount)
}
fn act_id(at: u8) -> Id<Actividad> {
    id(100 + u128::from(at))
}

impl Mundo {
    pub fn new() -> Self {
        let mut vigente = aprobable();
        for month in 1..=12 {
            let cell = CeldaMeta {
                actividad: id(100),
                periodo: Periodo::Mes(mes(month)),
                seen: None,
                nueva: Some(Cantidad::enteras(2)),
            };
            must(&mut vigente, &editor(), Command::ProgramarMetas(vec![cell]));
        }
        debe(&mut vigente, &titular(), aprobar_poi());
        for (code, now) in [(7, 600), (8, 1_320)] {
            let frame =
                Command::FijarMarcoPresupuestal { rubro: rubro(code), seen: Some(soles(now)), nuevo: soles(now + 100) };
            debe(&mut vigente, &coordinador(), frame);
        }
        let mut it = Self {
            asked: Asked::default(),
            bases: BTreeMap::new(),
            borradores: vec![],
            antes: vec![],
            serial: 10_000,
            aprobadas: 0,
            vigente,
        };
        for number in 0..BORRADORES as u128 {
            let draft = it.abrir(number);
            it.borradores.push(draft.clone());
            it.antes.push(draft);
        }
        it
    }

    fn abrir(&mut self, number: u128) -> Plan {
        self.bases.insert(self.vigente.version(), self.vigente.clone());
        let mut draft = rama_numero(&self.vigente, number);
        motivar(&mut draft, &coordinador());
        draft
    }

    fn nuevo<T>(&mut self) -> Id<T> {
        self.serial += 1;
        id(self.serial)
    }

    pub fn suceder(&mut self, event: &Suceso) -> Result<(), TestCaseError> {
        match event {
            Suceso::Escribir { borrador, gesto, antes } => self.escribir(*borrador, gesto, *antes),
            Suceso::Institucional { borrador } => {
                let nuevo = CampoBorrador::Clase(ClaseModificacion::Institucional);
                let draft = &mut self.borradores[*borrador];
                let seen = draft.rama().unwrap().modificacion.leer(&nuevo);
                let _ = self.asked.asentar(draft, &coordinador(), &Command::EditarBorrador { seen, nuevo });
            }
            Suceso::PonerAlDia { borrador, propio } => self.poner_al_dia(*borrador, *propio)?,
            Suceso::Tramitar { borrador } => self.tramitar(*borrador)?,
            Suceso::Gastar { actividad, month, amount } => {
                let clave = ClaveGasto { actividad: act_id(*actividad), rubro: rubro(8) };
                let cell = CeldaGasto {
                    clave,
                    mes: mes(*month),
                    fase: Fase::Certificado,
                    seen: None,
                    nuevo: Some(centimos(*amount)),
                };
                let command = Command::RegistrarGastos(vec![cell]).seeing(&self.vigente);
                let _ = self.asked.asentar(&mut self.vigente, &coordinador(), &command);
            }
            Suceso::Avanzar { month, units } => {
                let cell = CeldaAvance {
                    actividad: id(100),
                    mes: mes(*month),
                    seen: None,
                    nueva: Some(Cantidad::enteras(*units)),
                };
                let command = Command::RegistrarAvances(vec![cell]).seeing(&self.vigente);
                let _ = self.asked.asentar(&mut self.vigente, &jefe(), &command);
            }
            Suceso::Cerrar => {
                let next = self.vigente.cerrado().and_then(Mes::siguiente).unwrap_or(Mes::ENERO);
                let _ = self.asked.asentar(&mut self.vigente, &analista(), &Command::CerrarMes { mes: next });
            }
        }
        Ok(())
    }

    fn escribir(&mut self, at: usize, gesto: &Gesto, offline: bool) {
        let seen = if offline { self.antes[at].clone() } else { self.borradores[at].clone() };
        let Some(command) = self.comando(&seen, gesto) else { return };
        let before = self.borradores[at].clone();
        if self.asked.asentar(&mut self.borradores[at], &coordinador(), &command).is_ok() {
            self.antes[at] = before;
        }
    }

    fn comando(&mut self, plan: &Plan, gesto: &Gesto) -> Option<Command> {
        let edit = |id, seen: CampoActividad, nuevo| Some(Command::EditarActividad { id, seen, nuevo });
        let line = |number: u128, nuevo: CampoInsumo| {
            let seen = plan.get(id::<Insumo>(number))?.leer(&nuevo);
            Some(Command::EditarInsumo { id: id(number), seen, nuevo })
        };
        match *gesto {
            Gesto::Mover { de, a, month, amount } => {
                let mut meses = [Dinero::CERO; 12];
                meses[mes(month)] = centimos(amount);
                let destino =
                    Destino { clasificador: CodigoClasificador::new("2.3.1.5.1.2").unwrap(), linea: self.nuevo() };
                let code = if de == 2 { 7 } else { 8 };
                let it = TrasladoDinero { de: act_id(de), a: act_id(a), rubro: rubro(code), meses, destino };
                trasladar_dinero(plan, &it).ok().map(|(command, _)| command)
            }
            Gesto::Importe { month, amount } => line(201, CampoInsumo::ImporteMes(mes(month), centimos(amount))),
            Gesto::Unidades { month, units } => {
                line(200, CampoInsumo::CantidadMes(mes(month), Cantidad::enteras(units)))
            }
            Gesto::Meta { actividad, month, units } => {
                let periodo = Periodo::Mes(mes(month));
                let cell = CeldaMeta {
                    actividad: act_id(actividad),
                    periodo,
                    seen: None,
                    nueva: Some(Cantidad::enteras(units)),
                };
                Some(Command::ProgramarMetas(vec![cell]).seeing(plan))
            }
            Gesto::Recortar { amount } => {
                proponer_recorte(plan, Alcance::Institucion, rubro(8), centimos(amount), &Opciones::default()).comando()
            }
            Gesto::Crear => {
                let row = domain::command::NuevaActividad { id: self.nuevo(), ..nueva(100) };
                let mut line = insumo(1, 100, por_cantidad("0.35", [3; 12]));
                (line.id, line.actividad) = (self.nuevo(), row.id);
                Some(Command::Varios(vec![Command::CrearActividad(row), Command::CrearInsumo(line)]))
            }
            Gesto::Estado { actividad } => {
                let now = plan.get(act_id(actividad))?.estado;
                let other = if now.es_vigente() { Estado::Retirado } else { Estado::Vigente };
                edit(act_id(actividad), CampoActividad::Estado(now), CampoActividad::Estado(other))
            }
            Gesto::Pasar { actividad } => {
                let now = plan.get(act_id(actividad))?.unidad;
                let other = if now == id(UNIDAD) { id(OTRA) } else { id(UNIDAD) };
                edit(act_id(actividad), CampoActividad::Unidad(now), CampoActividad::Unidad(other))
            }
            Gesto::Llamar { actividad, number } => {
                let now = plan.get(act_id(actividad))?.nombre.clone();
                let other = nombre(&format!("Nombre {number}"));
                edit(act_id(actividad), CampoActividad::Nombre(now), CampoActividad::Nombre(other))
            }
            Gesto::Valorar { por_cantidad: true } => line(201, CampoInsumo::Valor(por_cantidad("3.3333", [30; 12]))),
            Gesto::Valorar { por_cantidad: false } => {
                line(201, CampoInsumo::Valor(Valor::PorImporte { importes: [soles(100); 12] }))
            }
        }
    }

    fn poner_al_dia(&mut self, at: usize, propio: bool) -> Result<(), TestCaseError> {
        let draft = &self.borradores[at];
        let base = &self.bases[&draft.rama().unwrap().base];
        let mut sides: BTreeMap<Celda, Lado> = BTreeMap::new();
        let command = loop {
            match actualizacion(base, &self.vigente, draft, &sides) {
                Ok(command) => break command,
                Err(open) => {
                    let known = sides.len();
                    sides.extend(open.iter().map(|it| (it.celda, if propio { Lado::Propio } else { Lado::Vigente })));
                    prop_assert!(sides.len() > known, "each round decides something: {:?}", open);
                }
            }
        };
        let Command::ActualizarBase { cambios, .. } = &command else { panic!("{command:?}") };
        let strange = cambios.iter().find(|change| !domain::rama::trae(&self.vigente, change));
        prop_assert!(strange.is_none(), "an update brings what is so: {:?}", strange);
        let was = self.vigente.version();
        if draft.rama().unwrap().base < was {
            let mut updated = draft.clone();
            let done = self.asked.asentar(&mut updated, &coordinador(), &command);
            prop_assert!(done.is_ok(), "{:?}", done);
            prop_assert_eq!(conflictos(&diferencia(&self.vigente, &updated), &self.vigente), vec![]);
            prop_assert_eq!(updated.gastos(), self.vigente.gastos());
            self.bases.insert(was, self.vigente.clone());
            self.antes[at] = std::mem::replace(&mut self.borradores[at], updated);
        }
        Ok(())
    }

    /// What is por detallar is detailed; then it goes as far as it is let.
    fn tramitar(&mut self, at: usize) -> Result<(), TestCaseError> {
        self.detallar(at);
        let draft = &self.borradores[at];
        let base = &self.bases[&draft.rama().unwrap().base];
        let it = presentacion(base, draft).unwrap();
        let (number, clase) = (it.id, it.clase);
        let before = self.vigente.clone();
        if self.asked.asentar(&mut self.vigente, &coordinador(), &Command::PresentarModificacion(it)).is_err() {
            prop_assert_eq!(&self.vigente, &before, "a refusal changes nothing");
            return Ok(());
        }
        let opinion = Parrafo::new("Procede").unwrap();
        let opine = Command::OpinarModificacion { id: number, opinion };
        prop_assert!(self.asked.asentar(&mut self.vigente, &analista(), &opine).is_ok());
        let actos = match clase {
            ClaseModificacion::FuncionalProgramatico => vec![resolucion(agosto())],
            ClaseModificacion::Institucional => vec![acuerdo(agosto()), resolucion(agosto())],
        };
        let version = self.nuevo();
        let approve = Command::AprobarModificacion { id: number, version, actos };
        let before = self.vigente.clone();
        let done = self.asked.asentar(&mut self.vigente, &titular(), &approve);
        prop_assert!(done.is_ok(), "what was lawful a moment ago is so still: {:?}", done);
        self.aprobadas += 1;
        self.juzgar(&before, number, clase)?;
        let next = self.serial;
        self.borradores[at] = self.abrir(next);
        self.antes[at] = self.borradores[at].clone();
        Ok(())
    }

    /// What is por detallar is given as amounts.
    fn detallar(&mut self, at: usize) {
        let draft = &mut self.borradores[at];
        let lines: Vec<_> = draft.todos::<Insumo>().values().cloned().collect();
        for line in lines {
            if let Valor::PorDetallar { importes } = &line.valor {
                let seen = CampoInsumo::Valor(line.valor.clone());
                let nuevo = CampoInsumo::Valor(Valor::PorImporte { importes: *importes });
                let command = Command::EditarInsumo { id: line.id, seen, nuevo };
                let _ = self.asked.asentar(draft, &coordinador(), &command);
            }
        }
    }

    fn juzgar(&self, before: &Plan, number: Id<Modificacion>, clase: ClaseModificacion) -> Result<(), TestCaseError> {
        let now = &self.vigente;
        for code in [7, 8] {
            let sum = |plan: &Plan| plan.programado_por_rubro(rubro(code));
            if clase == ClaseModificacion::FuncionalProgramatico {
                prop_assert_eq!(sum(before), sum(now), "rubro {}", code);
            }
            let frame = now.marco_presupuestal()[&rubro(code)];
            prop_assert!(sum(now) <= frame.max(sum(before)));
        }
        let EstadoModificacion::Aprobada { numero, .. } = now.get(number).unwrap().estado else { panic!() };
        prop_assert_eq!(numero, self.aprobadas);
        for (clave, row) in now.gastos() {
            let cost = |plan: &Plan| plan.totales().actividad(clave.actividad).de_rubro(clave.rubro);
            prop_assert!(cost(now) >= row.comprometido().min(cost(before)));
        }
        for mes in Mes::todos().filter(|mes| now.esta_cerrado(*mes)) {
            for row in before.todos::<Actividad>().values().filter(|row| row.estado.es_vigente()) {
                let target = |plan: &Plan| plan.get(row.id).unwrap().meta.meses[mes].unwrap_or_default();
                prop_assert_eq!(target(before), target(now));
            }
        }
        Ok(())
    }

    pub fn siempre(&self) -> Result<(), TestCaseError> {
        for draft in self.borradores.iter().chain([&self.vigente]) {
            for line in draft.todos::<Insumo>().values() {
                prop_assert!(line.importes().iter().all(|amount| !amount.es_negativo()), "{:?}", line);
            }
        }
        for draft in &self.borradores {
            let base = &self.bases[&draft.rama().unwrap().base];
            let merged = fusionar(base, &diferencia(base, draft));
            let merged = merged.map(|facts| con(base, &facts));
            prop_assert_eq!(
                merged.as_ref().map(filas_de_contenido).map_err(Clone::clone),
                Ok(filas_de_contenido(draft))
            );
        }
        for unidad in [GERENCIA, UNIDAD, OTRA] {
            for code in [0, 7, 8] {
                let clave = ClaveTecho { unidad: id::<UnidadOrganica>(unidad), rubro: CodigoRubro::new(code).unwrap() };
                prop_assert_eq!(self.vigente.pim(clave), self.vigente.programado_en(clave));
            }
        }
        Ok(())
    }
}

/// What a branch changes: all but what it only follows.
fn filas_de_contenido(plan: &Plan) -> domain::plan::Checkpoint {
    let rows = filas(plan);
    domain::plan::Checkpoint { modificaciones: vec![], versiones: vec![], ..rows }
}
