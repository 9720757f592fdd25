//! One person who writes, and those who follow.

use std::time::Instant;

use anyhow::{Context as _, Result};
use tokio::{sync::mpsc, task::JoinSet};

use crate::browser::Browser;
use crate::site::{Site, accepted};

/// Milliseconds from sending each of some commands to its arrival at each of so many others.
pub async fn delays(site: &mut Site, streams: usize, commands: usize) -> Result<Vec<f64>> {
    let (told, mut heard) = mpsc::unbounded_channel();
    let mut following = JoinSet::new();
    for turn in 0..streams {
        let follower = &site.writers[1 + turn % (site.writers.len() - 1)];
        let browser = Browser::connect(site.address, &follower.cookie).await?;
        let (_, mut stream) = browser.follow(site.plan()).await?;
        let told = told.clone();
        following.spawn(async move {
            while let Ok(version) = stream.version().await
                && told.send((version, Instant::now())).is_ok()
            {}
        });
    }
    let mut browser = Browser::connect(site.address, &site.writers[0].cookie).await?;
    let mut delays = Vec::with_capacity(streams * commands);
    for _ in 0..commands {
        let plan = site.now().await?;
        let envelope = site.writers[0].next(&plan)?;
        let start = Instant::now();
        let version = accepted(&browser.send(&envelope).await?)?;
        for _ in 0..streams {
            let (seen, at) = heard.recv().await.context("the streams go on")?;
            anyhow::ensure!(seen == version, "{seen} for {version}");
            delays.push(millis(start, at));
        }
    }
    following.shutdown().await;
    Ok(delays)
}

/// Milliseconds from sending each of some commands to its answer.
pub async fn answers(site: &mut Site, commands: usize) -> Result<Vec<f64>> {
    let mut browser = Browser::connect(site.address, &site.writers[0].cookie).await?;
    let mut costs = Vec::with_capacity(commands);
    for _ in 0..commands {
        let plan = site.now().await?;
        let envelope = site.writers[0].next(&plan)?;
        drop(plan);
        let start = Instant::now();
        accepted(&browser.send(&envelope).await?)?;
        costs.push(millis(start, Instant::now()));
    }
    Ok(costs)
}

fn millis(from: Instant, to: Instant) -> f64 {
    (to - from).as_secs_f64() * 1e3
}
