//! Random years of an approved plan stay lawful, whatever is modified in them.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

#[path = "aleatorio/mundo.rs"]
mod mundo;
mod soporte;

use domain::Plan;
use mundo::{Mundo, suceso};
use proptest::prelude::*;
use soporte::campaign;

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(100_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_modified_the_plan_in_force_stays_lawful(events in prop::collection::vec(suceso(), 1..40)) {
        let mut mundo = Mundo::new();
        for event in &events {
            mundo.suceder(event)?;
        }
        mundo.siempre()?;
        prop_assert_eq!(&Plan::from_checkpoint(mundo.vigente.checkpoint()), &mundo.vigente);
    }
}

/// The campaign is worth something only if modifications do get approved in it.
#[test]
fn random_drafts_are_approved_often_enough() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let events = prop::collection::vec(suceso(), 40);
    let mut approved = 0;
    for _ in 0..100 {
        let mut mundo = Mundo::new();
        for event in &events.new_tree(&mut runner).unwrap().current() {
            mundo.suceder(event).unwrap();
        }
        approved += mundo.aprobadas;
    }
    println!("{approved} modifications approved in 100 histories");
    assert!(approved > 50, "{approved}");
}
