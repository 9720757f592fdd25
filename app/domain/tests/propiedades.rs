//! Random plans: totals equal a recount, replicas agree, nothing panics.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

#[path = "aleatorio/formulacion.rs"]
mod formulacion;
mod soporte;

use std::collections::BTreeMap;

use domain::catalogo::{CodigoRubro, TipoGasto};
use domain::entry::Body;
use domain::plan::{Insumo, UnidadOrganica};
use domain::undo::undoing;
use domain::{CommandId, Entry, Hash, Id, Instante, Mes, Plan, decide};
use formulacion::{command, context_for, op};
use proptest::prelude::*;
use soporte::*;

type Sums = BTreeMap<(CodigoRubro, TipoGasto, usize), i64>;

/// Counts every line anew, without the totals the plan keeps.
fn recount(plan: &Plan, counts: impl Fn(Id<UnidadOrganica>) -> bool) -> Sums {
    let mut sums = Sums::new();
    for line in plan.todos::<Insumo>().values().filter(|line| line.estado.es_vigente()) {
        let activity = plan.get(line.actividad).unwrap();
        if !activity.estado.es_vigente() || !counts(activity.unidad) {
            continue;
        }
        for (month, amount) in line.valor.importes().unwrap().iter().enumerate() {
            *sums.entry((line.rubro, line.tipo(), month)).or_default() += amount.centimos();
        }
    }
    sums.retain(|_, amount| *amount != 0);
    sums
}

fn kept(totals: &domain::plan::Desglose) -> Sums {
    let mut sums = Sums::new();
    for (rubro, tipo, months) in totals.filas() {
        for (month, amount) in months.iter().enumerate().filter(|(_, amount)| !amount.es_cero()) {
            sums.insert((rubro, tipo, month), amount.centimos());
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(100_000), failure_persistence: None, ..ProptestConfig::default() })]

    /// Σ insumos = Σ activities = unit = roll-up = institution, per month, rubro and type.
    #[test]
    fn totals_equal_a_recount(ops in prop::collection::vec(op(), 1..40)) {
        let mut plan = plan();
        for (serial, op) in (0..).zip(&ops) {
            if let Some(command) = command(&plan, op, serial) {
                let context = context_for(&plan, &command);
                let _ = act(&mut plan, &context, &command);
            }
        }
        for unit in plan.todos::<UnidadOrganica>().keys() {
            prop_assert_eq!(kept(&plan.totales().propio(*unit)), recount(&plan, |own| own == *unit));
            prop_assert_eq!(kept(&plan.totales().acumulado(*unit)), recount(&plan, |own| plan.linea(own).contains(unit)));
        }
        prop_assert_eq!(kept(plan.totales().institucion()), recount(&plan, |_| true));
        for row in plan.todos::<domain::plan::Actividad>().values() {
            let lines: i64 = plan.insumos_de(row.id).map(|line| line.total().centimos()).sum();
            let expected = if row.estado.es_vigente() { lines } else { 0 };
            prop_assert_eq!(plan.totales().actividad(row.id).total().centimos(), expected);
            for mes in Mes::todos().filter(|mes| row.estado.es_vigente() && !row.ventana.contiene(*mes)) {
                prop_assert!(plan.totales().actividad(row.id).por_mes()[mes].es_cero(), "money outside the window");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: campaign(20_000), failure_persistence: None, ..ProptestConfig::default() })]

    /// A replica that applies the log is the plan that wrote it; a checkpoint reads back the same.
    #[test]
    fn a_log_replayed_is_the_plan(ops in prop::collection::vec(op(), 1..30)) {
        let mut plan = plan();
        let mut replica = Plan::from_checkpoint(plan.checkpoint());
        let (mut version, mut head, mut check) = (0, Hash::GENESIS, Hash::GENESIS);
        for (serial, op) in (0..).zip(&ops) {
            let Some(command) = command(&plan, op, serial) else { continue };
            let context = context_for(&plan, &command);
            let Ok(changes) = decide(&plan, &context, &command) else { continue };
            if changes.is_empty() { continue }
            version += 1;
            let body = Body {
                version,
                command_id: CommandId(uuid::Uuid::from_u128(serial)),
                persona: context.actor.persona,
                instante: Instante::from_micros(i64::try_from(serial).unwrap()),
                changes,
            };
            let (bytes, hash) = Entry::write(&body, head).unwrap();
            head = hash;
            plan.apply_entry(&body);
            let read = Entry::read(&bytes, hash).unwrap();
            check = check.follow(&bytes);
            replica.apply_entry(&read.body);
        }
        prop_assert_eq!(head, check);
        prop_assert_eq!(&replica, &plan);
        let again: domain::plan::Checkpoint =
            serde_json::from_slice(&serde_json::to_vec(&plan.checkpoint()).unwrap()).unwrap();
        prop_assert_eq!(Plan::from_checkpoint(again), plan.clone());
        prop_assert_eq!(replica.state_hash(), plan.state_hash());
    }

    /// Undoing gives back the same totals, and redoing the same plan.
    #[test]
    fn an_act_undone_leaves_the_totals_as_they_were(ops in prop::collection::vec(op(), 1..20)) {
        let mut plan = plan();
        for (serial, op) in (0..).zip(&ops) {
            let Some(command) = command(&plan, op, serial) else { continue };
            let context = context_for(&plan, &command);
            let before = plan.totales().clone();
            let Ok(changes) = act(&mut plan, &context, &command) else { continue };
            let Some(inverse) = undoing(&changes) else { continue };
            let mut back = plan.clone();
            let Ok(undone) = act(&mut back, &context, &inverse) else { continue };
            prop_assert_eq!(back.totales(), &before);
            let redo = undoing(&undone).filter(|_| !undone.is_empty());
            if let Some(redo) = redo && act(&mut back, &context, &redo).is_ok() {
                prop_assert_eq!(&back, &plan);
            }
        }
    }
}
