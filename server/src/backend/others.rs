//! Following the other processes of a shared database: word of an entry comes at once, and a
//! look now and then finds what no word came of. What is true is the log.

use std::time::Duration;

use super::Vivo;
use crate::store::{Listener, Word};

/// Before a lost connection is opened again.
const PAUSE: Duration = Duration::from_secs(1);

impl Vivo {
    /// Keeps the copy in step with what other processes write, for as long as it runs.
    pub async fn follow_others(&self, look_every: Duration) {
        match self.store.listener() {
            None => self.look(look_every).await,
            Some(listener) => drop(tokio::join!(self.look(look_every), self.listen(listener))),
        }
    }

    async fn look(&self, every: Duration) {
        let mut beat = tokio::time::interval(every);
        loop {
            beat.tick().await;
            self.catch_up_with_others().await;
        }
    }

    async fn listen(&self, mut listener: Listener) {
        loop {
            match listener.next().await {
                Ok(Some(word)) if !self.is_news(word) => {}
                Ok(_) => self.catch_up_with_others().await,
                Err(error) => {
                    tracing::warn!(%error, "other processes are not heard");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Whether it is of this plan and not of what this process wrote or read already.
    fn is_news(&self, word: Word) -> bool {
        word.plan == self.id && word.version > self.tip().version
    }

    async fn catch_up_with_others(&self) {
        if let Err(error) = self.poll().await {
            tracing::warn!(%error, "the log could not be followed");
        }
    }
}
