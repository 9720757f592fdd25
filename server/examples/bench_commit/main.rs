//! Measures what it costs to make a command durable and to show it to others: commands per
//! second with fifty people writing at once, beside the bare statements of the same commits;
//! from one browser to another, with few streams open and with many; and a command on a plan
//! of 50,000 activities beside one of 1,500. On both engines, with every wait for the disk.
//!
//! Ours and rivals run interleaved, round by round, on databases of their own that begin
//! alike, and medians are told. Writes `target/bench/commit.json`.

#[path = "../../tests/suite/browser.rs"]
mod browser;
#[path = "../support/figures.rs"]
mod figures;
mod place;
mod raw;
mod site;
mod streams;

use anyhow::Result;
use serde_json::Value;

use figures::{figure, median, tell};
use place::{Engine, Place};
use raw::Raw;
use site::{Site, WRITERS};

const ROUNDS: usize = 9;
/// Commands of each writer in a round.
const EACH: usize = 20;
/// Commands of a round that are sent one after another.
const ALONE: usize = 60;
/// Of the speed of the bare statements.
const SHARE: f64 = 0.5;
/// How many times what a command costs at 1,500 activities it may cost at 50,000.
const GROWTH: f64 = 2.0;
/// What a person does not notice, in milliseconds.
const UNNOTICED: f64 = 100.0;

#[tokio::main]
async fn main() -> Result<()> {
    let place = Place::new().await?;
    let mut figures = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        // The large one first, so that what storing it leaves to be done is done when it is measured.
        let mut large = Site::new(&place.database(engine).await?, 50_000).await?;
        let mut site = Site::new(&place.database(engine).await?, 1_500).await?;
        figures.extend(together(engine, &place, &mut site).await?);
        figures.extend(to_others(engine, &mut site).await?);
        figures.extend(growth(engine, &mut site, &mut large).await?);
    }
    tell("commit", &figures)
}

/// Fifty people at once, through the backend and over the network, beside the bare statements.
async fn together(engine: Engine, place: &Place, site: &mut Site) -> Result<[Value; 3]> {
    let database = place.database(engine).await?;
    let rival = Site::new(&database, 1_500).await?;
    rival.store.close().await;
    let mut rival = Raw::open(&database).await?;
    let (mut backend, mut network, mut bare, mut sizes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        backend.push(site.by_backend(EACH).await?);
        let since = site.now().await?.version();
        site.commits(since).await;
        network.push(site.by_network(EACH).await?);
        let commits = site.commits(site.now().await?.version()).await;
        let batches = raw::batches(site, since, &commits).await?;
        bare.push(rival.replay(&batches, site::commands(EACH)).await?);
        sizes.push(site::commands(EACH) / f64::from(u32::try_from(batches.len())?));
    }
    let bare = median(bare);
    let rate = |way: &str, ours, target| {
        let case = format!("{}, {WRITERS} a la vez, {way}", engine.name());
        more(figure(&case, "/s", ours, &[("sentencias a secas", bare)], target))
    };
    let together = figure(&format!("{}, órdenes por confirmación", engine.name()), "", median(sizes), &[], None);
    Ok([
        rate("en el servidor", median(backend), Some(bare * SHARE)),
        // The fifty browsers take their part of the same processors.
        rate("por la red", median(network), None),
        more(together),
    ])
}

/// From one browser to the others.
async fn to_others(engine: Engine, site: &mut Site) -> Result<Vec<Value>> {
    let counts = [2, WRITERS];
    let mut delays = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (count, delays) in counts.into_iter().zip(&mut delays) {
            delays.extend(streams::delays(site, count, ALONE).await?);
        }
    }
    let mut figures = Vec::new();
    for (count, mut delays) in counts.into_iter().zip(delays) {
        delays.sort_by(f64::total_cmp);
        for (percent, target) in [(50, None), (95, Some(UNNOTICED)), (99, None)] {
            let case = format!("{}, de un navegador a otro, {count} abiertos, p{percent}", engine.name());
            figures.push(figure(&case, "ms", delays[delays.len() * percent / 100], &[], target));
        }
    }
    Ok(figures)
}

/// One command after another, from asking to the answer, at both sizes.
async fn growth(engine: Engine, small: &mut Site, large: &mut Site) -> Result<[Value; 3]> {
    let (mut at_small, mut at_large) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        at_small.push(median(streams::answers(small, ALONE).await?));
        at_large.push(median(streams::answers(large, ALONE).await?));
    }
    let (ours, grown) = (median(at_small), median(at_large));
    let case = |what: &str| format!("{}, una orden, {what}", engine.name());
    Ok([
        figure(&case("1,500 actividades"), "ms", ours, &[], None),
        figure(&case("50,000 actividades"), "ms", grown, &[], None),
        figure(&case("50,000 entre 1,500"), "veces", grown / ours, &[], Some(GROWTH)),
    ])
}

/// A figure of which more is better.
fn more(mut figure: Value) -> Value {
    figure["smaller_is_better"] = false.into();
    figure
}
