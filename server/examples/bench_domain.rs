//! Measures what a keystroke costs: `decide` and `apply` of one command, on plans of
//! 1,500 and 50,000 activities, beside the recounts that incremental totals spare.
//!
//! Ours and rivals run interleaved, round by round, and the median of the rounds is
//! told; of a round, the median of its commands, each timed alone, so that a machine
//! busy with something else does not speak for us. Each round starts from the same
//! plan and touches rows no other round did, as long as there are enough.
//! Writes `target/bench/domain.json`.

#[path = "support/figures.rs"]
mod figures;

use std::{hint::black_box, time::Instant};

use anyhow::{Result, bail};
use domain::{
    Actor, Cantidad, Command, CommandId, Context, Dinero, Id, Instante, Mes, Online, Plan, Rol,
    command::CeldaMeta,
    decide,
    entry::Body,
    plan::{Actividad, Agregacion, CampoActividad, CampoInsumo, Insumo, Orden, Periodo, UnidadOrganica, Valor},
};
use rust_decimal::Decimal;
use serde_json::Value;
use server::demo::{Parametros, plan_por_partes};
use uuid::Uuid;

use figures::{figure, median, tell};

const ROUNDS: usize = 31;
/// Commands a round carries out, each on a row of its own.
const COMMANDS: usize = 150;
/// What one command may cost at 1,500 activities, in microseconds.
const LIMIT: f64 = 50.0;
/// How many times that it may cost at 50,000.
const GROWTH: f64 = 6.0;

fn main() -> Result<()> {
    let (small, _) = generate(1_500)?;
    let (large, seconds) = generate(50_000)?;
    let mut figures = Vec::new();
    for kind in [Kind::Meta, Kind::Cantidad, Kind::Prioridad] {
        figures.extend(compare(kind, &small, &large)?);
    }
    figures.push(summary(&small)?);
    figures.push(sums(&small));
    figures.push(figure("generar 50,000 actividades", "s", seconds, &[], Some(20.0)));
    tell("domain", &figures)
}

fn generate(activities: usize) -> Result<(Plan, f64)> {
    let params = Parametros { actividades: activities, unidades: 60, ..Parametros::demostracion() };
    let start = Instant::now();
    let made = plan_por_partes(params, |body| drop(black_box(body)))?;
    Ok((made.plan, start.elapsed().as_secs_f64()))
}

/// The three gestures that people repeat most.
#[derive(Clone, Copy)]
enum Kind {
    Meta,
    Cantidad,
    Prioridad,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Meta => "celda de meta",
            Self::Cantidad => "cantidad de insumo",
            Self::Prioridad => "mover prioridad",
        }
    }

    /// Every command of the kind that the plan as it is would take, with whose it is.
    fn commands(self, plan: &Plan) -> Vec<(Id<UnidadOrganica>, Command)> {
        let activities = plan.todos::<Actividad>().values();
        match self {
            Self::Meta => activities.filter_map(|row| Some((row.unidad, less_of_a_target(row)?))).collect(),
            Self::Prioridad => activities.filter_map(|row| Some((row.unidad, to_the_top(plan, row)?))).collect(),
            Self::Cantidad => {
                let lines = plan.todos::<Insumo>().values();
                lines.filter_map(|row| Some((plan.get(row.actividad)?.unidad, one_more(row)?))).collect()
            }
        }
    }
}

fn less_of_a_target(row: &Actividad) -> Option<Command> {
    let open = Mes::todos().find(|mes| row.meta.meses[*mes].is_some_and(|target| target > Cantidad::enteras(1)));
    let mes = open.filter(|_| row.agregacion == Agregacion::Suma)?;
    let seen = row.meta.meses[mes];
    let nueva = seen.and_then(|target| target.checked_sub(Cantidad::enteras(1)));
    Some(Command::ProgramarMetas(vec![CeldaMeta { actividad: row.id, periodo: Periodo::Mes(mes), seen, nueva }]))
}

fn to_the_top(plan: &Plan, row: &Actividad) -> Option<Command> {
    let first = plan.actividades_de(row.unidad).next()?;
    let nuevo = CampoActividad::Prioridad(Orden::entre(None, Some(&first.prioridad)));
    let seen = CampoActividad::Prioridad(row.prioridad.clone());
    (first.id != row.id).then_some(Command::EditarActividad { id: row.id, seen, nuevo })
}

fn one_more(row: &Insumo) -> Option<Command> {
    let Valor::PorCantidad { cantidades, .. } = &row.valor else { return None };
    let mes = Mes::todos().find(|mes| !cantidades[*mes].es_cero())?;
    let seen = CampoInsumo::CantidadMes(mes, cantidades[mes]);
    let nuevo = CampoInsumo::CantidadMes(mes, cantidades[mes].mas(Cantidad::enteras(1)));
    Some(Command::EditarInsumo { id: row.id, seen, nuevo })
}

/// A plan with the commands to try on it, taken in strides so that rows lie far apart.
struct Trial<'a> {
    plan: &'a Plan,
    commands: Vec<(Id<UnidadOrganica>, Command)>,
}

impl Trial<'_> {
    fn of(kind: Kind, plan: &Plan) -> Result<Trial<'_>> {
        let commands = kind.commands(plan);
        if commands.len() < COMMANDS {
            bail!("only {} commands for «{}»", commands.len(), kind.name());
        }
        Ok(Trial { plan, commands })
    }

    /// Microseconds a command took in one round, in the middle of them, and the plan they left.
    fn round(&self, round: usize) -> Result<(f64, Plan)> {
        let stride = self.commands.len() / COMMANDS;
        let chosen: Vec<_> =
            (0..COMMANDS).map(|at| &self.commands[(at * stride + round) % self.commands.len()]).collect();
        let mut plan = self.plan.clone();
        let mut costs = Vec::with_capacity(chosen.len());
        for (unidad, command) in chosen {
            let start = Instant::now();
            plan = step(plan, *unidad, command)?;
            costs.push(micros(start));
        }
        Ok((median(costs), plan))
    }
}

/// What the server does with an accepted command, storing apart: decides and applies on a working copy.
fn step(plan: Plan, unidad: Id<UnidadOrganica>, command: &Command) -> Result<Plan> {
    let persona = Id::new(Uuid::from_u128(1));
    let actor = Actor { persona, rol: Rol::EditorUnidad, unidad: Some(unidad) };
    let hoy = Instante::from_micros(0).fecha_lima();
    let mut working = plan.clone();
    let changes = decide(&working, &Context { actor, hoy, online: Online::Si }, command)?;
    let body = Body {
        version: working.version() + 1,
        command_id: CommandId(Uuid::from_u128(2)),
        persona,
        instante: Instante::from_micros(0),
        changes,
    };
    working.apply_entry(&body);
    drop(plan);
    Ok(working)
}

/// One gesture at both sizes, and how the cost grew.
fn compare(kind: Kind, small: &Plan, large: &Plan) -> Result<[Value; 3]> {
    let (small, large) = (Trial::of(kind, small)?, Trial::of(kind, large)?);
    let (mut at_small, mut at_large) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        at_small.push(small.round(round)?.0);
        at_large.push(large.round(round)?.0);
    }
    let (ours, grown) = (median(at_small), median(at_large));
    let name = kind.name();
    Ok([
        figure(&format!("{name}, 1,500 actividades"), "µs", ours, &[], Some(LIMIT)),
        figure(&format!("{name}, 50,000 actividades"), "µs", grown, &[], Some(LIMIT * GROWTH)),
        figure(&format!("{name}, 50,000 entre 1,500"), "veces", grown / ours, &[], Some(GROWTH)),
    ])
}

/// The institution's total after a line changes: kept in step, or counted again.
fn summary(plan: &Plan) -> Result<Value> {
    let trial = Trial::of(Kind::Cantidad, plan)?;
    let (mut ours, mut dinero, mut decimal) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (cost, after) = trial.round(round)?;
        let start = Instant::now();
        let kept = black_box(after.totales().institucion().total());
        ours.push(cost + micros(start));
        let start = Instant::now();
        let counted: Dinero = after.todos::<Insumo>().values().map(|line| line.total()).sum();
        dinero.push(cost + micros(start));
        let start = Instant::now();
        let exact: Decimal = after.todos::<Insumo>().values().map(|line| decimal_cost(line)).sum();
        decimal.push(cost + micros(start));
        if counted != kept || exact.round_dp(2) != kept.to_decimal() {
            bail!("the three ways to count do not agree: {kept}, {counted}, {exact}");
        }
    }
    let rivals = [("recuento en Dinero", median(dinero)), ("recuento en Decimal", median(decimal))];
    Ok(figure("total tras un cambio, 1,500 actividades", "µs", median(ours), &rivals, Some(LIMIT)))
}

fn decimal_cost(line: &Insumo) -> Decimal {
    match &line.valor {
        Valor::PorCantidad { precio, cantidades } => {
            let annual: Decimal = cantidades.iter().map(|quantity| quantity.to_decimal()).sum();
            (precio.to_decimal() * annual)
                .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        }
        Valor::PorImporte { importes } | Valor::PorDetallar { importes } => {
            importes.iter().map(|amount| amount.to_decimal()).sum()
        }
    }
}

/// The bare sum of every monthly amount of the plan, in both types.
fn sums(plan: &Plan) -> Value {
    let amounts: Vec<Dinero> = plan.todos::<Insumo>().values().flat_map(|line| line.importes()).collect();
    let decimals: Vec<Decimal> = amounts.iter().map(|amount| amount.to_decimal()).collect();
    let (mut ours, mut rival) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(black_box(&amounts).iter().sum::<Dinero>());
        ours.push(micros(start));
        let start = Instant::now();
        black_box(black_box(&decimals).iter().sum::<Decimal>());
        rival.push(micros(start));
    }
    figure("sumar 144,000 importes", "µs", median(ours), &[("rust_decimal", median(rival))], None)
}

fn micros(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e6
}
