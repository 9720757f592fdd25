//! The money counted again by SQL alone, and as the plan's incremental totals have it.

use domain::Plan;
use server::store::{Recount, Tx};

pub async fn by_sql(tx: &mut Tx, plan: &Plan) -> Recount {
    tx.recount(plan.id()).await.unwrap()
}

pub use server::verify::totals as by_domain;
