//! Which of some pasted cells can be written. Pure: it asks `decide` and sends nothing.
//!
//! What belongs together is judged together, as `decide` judges it; only where that is refused are its
//! cells tried one after the other, so that what is good goes in and what is not keeps its reason.

use std::collections::BTreeMap;

use domain::{Command, Context, Plan, Rejections, decide};

/// The verdict on each cell, in the same order.
pub(super) fn juzgar<T: Copy, K: Ord>(
    (plan, context): (&Plan, &Context),
    celdas: &[T],
    together: impl Fn(&T) -> K,
    act: fn(Vec<T>) -> Command,
) -> Vec<Result<(), Rejections>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (at, celda) in celdas.iter().enumerate() {
        groups.entry(together(celda)).or_default().push(at);
    }
    let mut verdicts: Vec<Result<(), Rejections>> = vec![Ok(()); celdas.len()];
    for places in groups.into_values() {
        let block: Vec<T> = places.iter().map(|at| celdas[*at]).collect();
        if decide(plan, context, &act(block)).is_ok() {
            continue;
        }
        let mut taken = Vec::new();
        for at in places {
            taken.push(celdas[at]);
            if let Err(rejections) = decide(plan, context, &act(taken.clone())) {
                taken.pop();
                verdicts[at] = Err(rejections);
            }
        }
    }
    verdicts
}
