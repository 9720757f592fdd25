//! A small plan that was made lawfully, for the tests of every rule.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod aprobado;
pub mod cronograma;
pub mod rama;

use chrono::NaiveDate;
use domain::catalogo::{Clasificador, CodigoClasificador, CodigoRubro, FuenteFinanciamiento, Rubro, UnidadMedida};
use domain::command::NuevaActividad;
use domain::plan::{
    AccionEstrategica, Actividad, Agregacion, CampoAccion, ClaseUnidad, Entidad, Estado, Indicador, Insumo,
    ObjetivoEstrategico, Orden, Predecesora, TipoIndicador, Ubigeo, UnidadOrganica, Valor,
};
use domain::texto::{Nombre, Parrafo, Texto};
use domain::valor::Decimales;
use domain::{
    Actor, Cantidad, Change, Command, Context, Dinero, Ejercicio, Id, Online, Plan, Precio, Rejections, Rol, decide,
};
use uuid::Uuid;

pub fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}
/// Rows that come before, without lags.
pub fn predecesoras<T>(numbers: impl IntoIterator<Item = u128>) -> Vec<Predecesora<T>> {
    numbers.into_iter().map(|number| id(number).into()).collect()
}
pub fn nombre(text: &str) -> Nombre {
    Nombre::new(text).unwrap()
}
pub fn dia(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
pub fn soles(amount: i64) -> Dinero {
    Dinero::from_centimos(amount * 100)
}
pub fn rubro(code: u8) -> CodigoRubro {
    CodigoRubro::new(code).unwrap()
}

pub const GERENCIA: u128 = 1;
pub const UNIDAD: u128 = 2;
pub const OTRA: u128 = 3;
pub const OEI: u128 = 10;
pub const AEI: u128 = 11;
pub const AEI_RETIRADA: u128 = 12;
pub const REGISTRO: u128 = 20;
pub const HECTAREA: u128 = 21;

/// Who may write in UNIDAD.
pub fn editor() -> Context {
    como(Rol::EditorUnidad, Some(UNIDAD))
}
pub fn como(rol: Rol, unidad: Option<u128>) -> Context {
    Context {
        actor: Actor { persona: id(900), rol, unidad: unidad.map(id) },
        hoy: dia(2016, 3, 18),
        online: Online::Si,
    }
}

/// Decides and applies.
pub fn act(plan: &mut Plan, context: &Context, command: &Command) -> Result<Vec<Change>, Rejections> {
    let changes = decide(plan, context, command)?;
    for change in &changes {
        plan.apply(change);
    }
    Ok(changes)
}

/// Decides and applies what must be lawful.
#[expect(clippy::needless_pass_by_value, reason = "commands are written where they are used")]
pub fn must(plan: &mut Plan, context: &Context, command: Command) {
    if let Err(error) = act(plan, context, &command) {
        panic!("refused: {error}\n{command:?}");
    }
}

fn unidad(number: u128, nombre_: &str, superior: Option<u128>) -> UnidadOrganica {
    UnidadOrganica {
        id: id(number),
        codigo: Texto::new(&number.to_string()).unwrap(),
        nombre: nombre(nombre_),
        clase: ClaseUnidad::Unidad,
        superior: superior.map(id),
        vigente_desde: dia(2015, 1, 1),
        vigente_hasta: None,
        orden: Orden::primero(),
    }
}

pub fn accion(number: u128, codigo: &str) -> AccionEstrategica {
    AccionEstrategica {
        id: id(number),
        objetivo: id(OEI),
        codigo: Texto::new(codigo).unwrap(),
        enunciado: Parrafo::new("Incrementar la cartera de proyectos").unwrap(),
        indicadores: vec![],
        evidencias: vec![],
        responsable: None,
        orden: Orden::primero(),
        estado: Estado::Vigente,
    }
}

fn medida(number: u128, nombre_: &str, plural: &str, decimales: u8) -> UnidadMedida {
    UnidadMedida {
        id: id(number),
        nombre: Texto::new(nombre_).unwrap(),
        plural: Texto::new(plural).unwrap(),
        decimales: Decimales::new(decimales).unwrap(),
    }
}

/// Three units, one OEI, two AEI (one withdrawn), catalogues, no activities.
pub fn plan() -> Plan {
    let entidad = Entidad {
        nombre: nombre("Municipalidad Provincial de Huamanga"),
        pliego: Texto::new("300440").unwrap(),
        ubigeo: Ubigeo::try_from("050101".to_owned()).unwrap(),
        mision: Parrafo::default(),
        vision: Parrafo::default(),
        pdi: (2015, 2018),
    };
    let mut plan = Plan::new(id(0), Ejercicio::new(2017).unwrap(), entidad);
    let admin = como(Rol::Administrador, None);
    let opp = como(Rol::Coordinador, None);
    must(&mut plan, &admin, Command::RegistrarUnidad(unidad(GERENCIA, "Gerencia Municipal", None)));
    must(&mut plan, &admin, Command::RegistrarUnidad(unidad(UNIDAD, "Unidad de Abastecimiento", Some(GERENCIA))));
    must(&mut plan, &admin, Command::RegistrarUnidad(unidad(OTRA, "Oficina de Asesoría Jurídica", Some(GERENCIA))));
    must(&mut plan, &admin, Command::RegistrarUnidadMedida(medida(REGISTRO, "Registro", "registros", 0)));
    must(&mut plan, &admin, Command::RegistrarUnidadMedida(medida(HECTAREA, "Hectárea", "hectáreas", 2)));
    for code in [0, 7, 8, 9] {
        let row = Rubro {
            codigo: rubro(code),
            nombre: nombre("Un rubro"),
            fuente: FuenteFinanciamiento::RecursosDeterminados,
        };
        must(&mut plan, &admin, Command::RegistrarRubro(row));
    }
    for code in ["2.3.1.5.1.2", "2.3.2.7.11.99", "2.6.3.2.3.1"] {
        let codigo = CodigoClasificador::new(code).unwrap();
        must(&mut plan, &admin, Command::RegistrarClasificador(Clasificador { codigo, nombre: nombre("Un gasto") }));
    }
    let objetivo = ObjetivoEstrategico {
        id: id(OEI),
        codigo: Texto::new("OEI.06").unwrap(),
        enunciado: Parrafo::new("Incrementar los recursos financieros").unwrap(),
        indicadores: vec![],
        claves: vec![],
        responsable: None,
        orden: Orden::primero(),
        estado: Estado::Vigente,
    };
    must(&mut plan, &opp, Command::RegistrarObjetivo(objetivo));
    must(&mut plan, &opp, Command::RegistrarAccion(accion(AEI, "AEI.06.01")));
    must(&mut plan, &opp, Command::RegistrarAccion(accion(AEI_RETIRADA, "AEI.06.02")));
    let (seen, nuevo) = (CampoAccion::Estado(Estado::Vigente), CampoAccion::Estado(Estado::Retirado));
    must(&mut plan, &opp, Command::EditarAccion { id: id(AEI_RETIRADA), seen, nuevo });
    plan
}

pub fn nueva(number: u128) -> NuevaActividad {
    NuevaActividad {
        id: id(number),
        codigo: None,
        unidad: id(UNIDAD),
        accion: id(AEI),
        nombre: nombre("Registro SIAF fase compromiso anual"),
        indicador: Indicador {
            unidad_medida: id(REGISTRO),
            sujeto: nombre("de compromiso anual"),
            atributo: Nombre::default(),
            tipo: TipoIndicador::Proceso,
        },
        agregacion: Agregacion::Suma,
        ventana: None,
        prioridad: Orden::primero(),
    }
}

/// The plan with activity 100 of UNIDAD.
pub fn con_actividad() -> Plan {
    let mut plan = plan();
    must(&mut plan, &editor(), Command::CrearActividad(nueva(100)));
    plan
}

pub fn insumo(number: u128, actividad: u128, valor: Valor) -> Insumo {
    Insumo {
        id: id(number),
        actividad: id(actividad),
        clasificador: CodigoClasificador::new("2.3.1.5.1.2").unwrap(),
        detalle: nombre("Papel bond A4 80 g"),
        unidad_medida: id(REGISTRO),
        rubro: rubro(8),
        valor,
        orden: Orden::primero(),
        estado: Estado::Vigente,
    }
}

pub fn por_cantidad(precio: &str, cantidades: [u32; 12]) -> Valor {
    Valor::PorCantidad { precio: Precio::leer(precio).unwrap(), cantidades: cantidades.map(Cantidad::enteras) }
}

pub fn actividad(plan: &Plan, number: u128) -> &Actividad {
    plan.get(id(number)).unwrap()
}

/// A tenth of the campaign unless `cargo xtask soak` asks for all of it.
pub fn campaign(whole: u32) -> u32 {
    #[expect(clippy::disallowed_methods, reason = "a test parameter, read where no config exists")]
    let full = std::env::var("POI_CAMPAIGN").is_ok_and(|size| size == "full");
    let size = if full { whole } else { whole / 10 };
    println!("campaign: {size} of {whole} cases");
    size
}

/// The words a command that must be refused is refused in.
pub fn refused(plan: &Plan, context: &Context, command: &Command) -> String {
    let mut copy = plan.clone();
    let error = act(&mut copy, context, command).expect_err("must be refused");
    assert_eq!(&copy, plan, "a refusal changes nothing");
    error.to_string()
}
