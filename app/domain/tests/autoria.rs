//! A refusal over another's value names whoever wrote that value, and nobody else.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::entry::Body;
use domain::plan::{CampoInsumo, ClaveTecho, Insumo, Valor};
use domain::{Actor, Cantidad, Command, CommandId, Context, Dinero, Id, Instante, Mes, Persona, Plan, Precio, Rol};
use soporte::*;

fn persona(number: u128, context: Context) -> Context {
    Context { actor: Actor { persona: id(number), ..context.actor }, ..context }
}

/// Decides a command and writes its entry.
fn log(plan: &mut Plan, context: &Context, command: &Command) {
    let changes = domain::decide(plan, context, command).unwrap();
    let version = plan.version() + 1;
    let body = Body {
        version,
        command_id: CommandId(uuid::Uuid::from_u128(version.into())),
        persona: context.actor.persona,
        instante: Instante::from_micros(i64::try_from(version).unwrap()),
        changes,
    };
    plan.apply_entry(&body);
}

fn blamed(plan: &Plan, context: &Context, command: &Command) -> Option<Id<Persona>> {
    domain::decide(plan, context, command).expect_err("must be refused").first().autor().map(|autor| autor.persona)
}

fn linea(seen: CampoInsumo, nuevo: CampoInsumo) -> Command {
    Command::EditarInsumo { id: id(200), seen, nuevo }
}

fn enero(many: u32) -> CampoInsumo {
    CampoInsumo::CantidadMes(Mes::ENERO, Cantidad::enteras(many))
}

fn precio(text: &str) -> CampoInsumo {
    CampoInsumo::Precio(Precio::leer(text).unwrap())
}

#[test]
fn the_parts_of_a_line_and_the_whole_of_it_have_one_author() {
    let (ana, beto, carla) = (persona(901, editor()), persona(902, editor()), persona(903, editor()));
    let whole = |price, months| CampoInsumo::Valor(por_cantidad(price, months));
    let mut plan = con_actividad();
    log(&mut plan, &ana, &Command::CrearInsumo(insumo(200, 100, por_cantidad("10", [1; 12]))));
    log(&mut plan, &ana, &linea(enero(1), enero(2)));
    let mut months = [5; 12];
    months[0] = 7;
    let mut seen = [1; 12];
    seen[0] = 2;
    log(&mut plan, &beto, &linea(whole("10", seen), whole("20", months)));
    // Beto wrote January and the price, with the whole line.
    assert_eq!(blamed(&plan, &carla, &linea(enero(2), enero(3))), Some(id(902)));
    assert_eq!(blamed(&plan, &carla, &linea(precio("10"), precio("30"))), Some(id(902)));
    // Ana changes the price alone: the whole is hers now, January still is Beto's.
    log(&mut plan, &ana, &linea(precio("20"), precio("40")));
    assert_eq!(blamed(&plan, &carla, &linea(whole("20", months), whole("50", [1; 12]))), Some(id(901)));
    assert_eq!(blamed(&plan, &carla, &linea(enero(2), enero(3))), Some(id(902)));
    log(&mut plan, &carla, &linea(enero(7), enero(8)));
    assert_eq!(blamed(&plan, &ana, &linea(whole("40", months), whole("50", [1; 12]))), Some(id(903)));
}

#[test]
fn techos_the_frame_and_the_holidays_have_their_author() {
    let (ana, beto) = (persona(901, como(Rol::Coordinador, None)), persona(902, como(Rol::Coordinador, None)));
    let (titular, admin) = (persona(903, como(Rol::Titular, None)), persona(904, como(Rol::Administrador, None)));
    let mut plan = plan();
    let marco = |seen: Option<i64>, nuevo| Command::FijarMarcoPresupuestal {
        rubro: rubro(8),
        seen: seen.map(soles),
        nuevo: soles(nuevo),
    };
    let techo = |seen: Option<i64>, nuevo| Command::ProponerTecho {
        unidad: id(UNIDAD),
        rubro: rubro(8),
        seen: seen.map(soles),
        nuevo: soles(nuevo),
    };
    log(&mut plan, &ana, &marco(None, 1_000));
    assert_eq!(blamed(&plan, &beto, &marco(None, 500)), Some(id(901)));
    log(&mut plan, &beto, &techo(None, 400));
    let clave = ClaveTecho { unidad: id(UNIDAD), rubro: rubro(8) };
    let aprobar = |amount| Command::AprobarTechosVistos(vec![(clave, soles(amount))]);
    assert_eq!(blamed(&plan, &titular, &aprobar(399)), Some(id(902)));
    log(&mut plan, &titular, &aprobar(400));
    assert_eq!(blamed(&plan, &ana, &techo(None, 300)), Some(id(902)), "approving it does not write it");
    let feriados = |seen: &[u32], nuevos: &[u32]| {
        let days = |days: &[u32]| days.iter().map(|day| dia(2017, 7, *day)).collect();
        Command::FijarFeriados { seen: days(seen), nuevos: days(nuevos) }
    };
    log(&mut plan, &admin, &feriados(&[], &[28]));
    assert_eq!(blamed(&plan, &admin, &feriados(&[], &[28, 29])), Some(id(904)));
    assert_eq!(Plan::from_checkpoint(plan.checkpoint()), plan);
}

#[test]
fn an_id_names_one_row_whatever_its_kind() {
    let mut plan = con_actividad();
    let line = |number| insumo(number, 100, Valor::PorImporte { importes: [Dinero::CERO; 12] });
    let sentence = "Ya existe una fila con ese identificador; el acto no se repite.";
    for taken in [0, UNIDAD, OEI, AEI, REGISTRO, 100] {
        assert_eq!(refused(&plan, &editor(), &Command::CrearInsumo(line(taken))), sentence);
    }
    must(&mut plan, &editor(), Command::CrearInsumo(line(200)));
    assert_eq!(refused(&plan, &editor(), &Command::CrearActividad(nueva(200))), sentence);
    assert!(plan.get(id::<Insumo>(200)).is_some());
}
