//! Records what the native program decides: `decisions FOLDER` writes there stories of random years
//! (`asked.jsonl`, one a line) and what was answered (`answered.txt`, a line for each act, an empty
//! one between stories). `end2end/tests/decisions.spec.ts` has the browser's program tell the same
//! stories. The same every time; a tenth of them unless `POI_CAMPAIGN` asks for all.

#![allow(clippy::unwrap_used, reason = "what cannot be recorded fails the test that asked for it")]
#![allow(clippy::wildcard_imports, reason = "the fixtures are those of the tests, and written as tests are")]

#[path = "../../tests/aleatorio/barras.rs"]
mod barras;
#[path = "../../tests/aleatorio/formulacion.rs"]
mod formulacion;
#[path = "../../tests/aleatorio/mundo.rs"]
mod mundo;
mod places;
mod recorder;
#[path = "../../tests/soporte/mod.rs"]
mod soporte;
mod strange;
mod tally;

use std::path::PathBuf;

use domain::{Command, Plan};
use mundo::{Mundo, suceso};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use recorder::Recorder;
use soporte::{cronograma, editor};
use strange::{Strange, people};

/// How many acts on plans there are in all: 10,000 in every run of the tests.
const PAIRS: u32 = 100_000;

const SEED: [u8; 32] = *b"Huamanga, Ayacucho, 2016-03-18 !";

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("decisions FOLDER"));
    let mut recorder = Recorder::of(soporte::campaign(PAIRS).try_into().unwrap());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &SEED);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), rng);
    let mut strange = Strange::default();
    let places = places::all();
    each_act_once(&mut recorder, &mut strange, &mut runner, &places);
    while !recorder.is_full() {
        let mut seen = modify(&mut recorder, &mut runner);
        seen.extend(formulate(&mut recorder, &mut runner));
        reschedule(&mut recorder, &mut runner);
        strange.learn(&seen);
        for plans in [&seen, &seen, &places, &places] {
            let plan = prop::sample::select(plans.clone()).new_tree(&mut runner).unwrap().current();
            wander(&mut recorder, &strange, &mut runner, plan);
        }
    }
    recorder.tally.expect_all_of(strange.acts());
    recorder.write(&folder);
}

/// Of each act there ever was one that is refused and one that is accepted, wherever it may be.
fn each_act_once(recorder: &mut Recorder, strange: &mut Strange, runner: &mut TestRunner, places: &[Plan]) {
    strange.learn(places);
    loop {
        let before = recorder.len();
        for place in places {
            let mut plan = place.clone();
            for at in 0..strange.acts().len() {
                let line = strange.acts()[at].clone();
                let command = line.clone().seeing(&plan);
                if !recorder.tally.was_refused(&line) {
                    recorder.ask(&mut plan, &people()[0], &command);
                }
                if !recorder.tally.was_accepted(&line)
                    && let Some((context, command)) = strange.lawful(&plan, &line, runner.rng())
                {
                    recorder.ask(&mut plan, &context, &command);
                }
            }
        }
        if recorder.len() == before {
            return;
        }
    }
}

/// A year of drafts; answers the plans that it went through.
fn modify(recorder: &mut Recorder, runner: &mut TestRunner) -> Vec<Plan> {
    let mut mundo = Mundo::new();
    for event in &prop::collection::vec(suceso(), 40).new_tree(runner).unwrap().current() {
        mundo.suceder(event).unwrap();
    }
    for (plan, context, command) in &mundo.asked.0 {
        recorder.ask(&mut plan.clone(), context, command);
    }
    mundo.asked.0.into_iter().map(|(plan, ..)| plan).collect()
}

/// A year that begins with an empty plan; answers the plans that it went through.
fn formulate(recorder: &mut Recorder, runner: &mut TestRunner) -> Vec<Plan> {
    let mut plan = soporte::plan();
    let mut seen = Vec::new();
    for (serial, op) in (0..).zip(&prop::collection::vec(formulacion::op(), 30).new_tree(runner).unwrap().current()) {
        if let Some(command) = formulacion::command(&plan, op, serial) {
            let context = formulacion::context_for(&plan, &command);
            recorder.ask(&mut plan, &context, &command);
            seen.push(plan.clone());
        }
    }
    seen
}

/// Bars taken somewhere else, each of its own plan.
fn reschedule(recorder: &mut Recorder, runner: &mut TestRunner) {
    for seed in prop::collection::vec(barras::semilla(), 5).new_tree(runner).unwrap().current() {
        let mut plan = barras::construir(&seed);
        for (nueva, reparto) in &seed.gestos {
            let it = cronograma::a(&plan, 100, *nueva, barras::REPARTOS[*reparto]);
            recorder.ask(&mut plan, &editor(), &Command::Reprogramar(vec![it]));
        }
    }
}

/// Acts that nobody would take, on a plan as it was at some moment.
fn wander(recorder: &mut Recorder, strange: &Strange, runner: &mut TestRunner, mut plan: Plan) {
    for _ in 0..20 {
        let (context, command) = strange.act(&plan, runner.rng());
        recorder.ask(&mut plan, &context, &command);
    }
}
