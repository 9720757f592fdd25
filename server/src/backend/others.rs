//! Following the other processes of a shared database: word of an entry comes at once, and a
//! look now and then finds what no word came of. What is true is the log. Who has the plan open
//! there is heard in the same way, and is true for as long as it is said.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval, sleep};

use super::elsewhere::{Elsewhere, Message, People, Says, news};
use super::{Servidor, Vivo};
use crate::store::{Heard, Listener, StoreError, Word};

/// Before a lost connection is opened again.
const PAUSE: Duration = Duration::from_secs(1);
/// However fast people walk about, the other processes are told so often at most.
const TELLING: Duration = Duration::from_millis(250);

/// How often what is done without being asked.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// To look whether another process wrote, in case no word of it came.
    pub look: Duration,
    /// To say again who is here; who is not said to be there three times over is gone.
    pub beat: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { look: Duration::from_secs(2), beat: Duration::from_secs(15) }
    }
}

impl Servidor {
    /// Keeps this process in step with the others, for as long as it runs.
    pub async fn follow_others(&self, pace: Pace) {
        match self.store().listener() {
            None => self.look(pace.look).await,
            Some(listener) => {
                tokio::join!(self.look(pace.look), self.listen(listener), self.tell_people(pace.beat));
            }
        }
    }

    async fn listen(&self, mut listener: Listener) {
        loop {
            match listener.next().await {
                Ok(Heard::Entry(word)) => {
                    if let Some(vivo) = self.followed().iter().find(|vivo| vivo.is_news(word)) {
                        vivo.catch_up_with_others().await;
                    }
                }
                Ok(Heard::Nothing) => {
                    self.catch_up_with_others().await;
                    // They may have asked before this process could hear it.
                    self.asked.notify_one();
                    // Unheard, they say it again by themselves.
                    drop(self.say(Says::Who).await);
                }
                Ok(Heard::People(text)) => self.hear(&text),
                Err(error) => {
                    tracing::warn!(%error, "other processes are not heard");
                    sleep(PAUSE).await;
                }
            }
        }
    }

    /// Every plan and branch of which this process has a copy.
    fn followed(&self) -> Vec<Arc<Vivo>> {
        std::iter::once(self.vivo.clone()).chain(self.ramas.all()).collect()
    }

    async fn look(&self, every: Duration) {
        let mut beat = interval(every);
        loop {
            beat.tick().await;
            self.catch_up_with_others().await;
        }
    }

    async fn catch_up_with_others(&self) {
        self.vivo.catch_up_with_others().await;
        for rama in self.ramas.all() {
            if let Err(error) = rama.poll().await {
                tracing::warn!(%error, "the log of a branch could not be followed");
                // Other contents were restored, and it is not among them.
                if matches!(error, StoreError::Corrupt { .. }) {
                    self.ramas.forget(rama.id);
                }
            }
        }
    }

    fn hear(&self, text: &str) {
        // Another version of the program may say what this one does not know.
        let Ok(Message { from, plan, says }) = serde_json::from_str(text) else { return };
        if from == self.process || plan != self.vivo.id {
            return;
        }
        match says {
            Says::Who => self.asked.notify_one(),
            Says::People(statements) => self.streams.elsewhere(|others| others.hear(from, &statements)),
            Says::Leaving => self.streams.elsewhere(|others| others.leave(from)),
        }
    }

    /// Says who is here: what changed, and with every beat, or when another process asks, all of it.
    async fn tell_people(&self, every: Duration) {
        let mut told = People::new();
        let mut moved = self.streams.follow();
        let mut beat = interval(every);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let is_repeated = tokio::select! {
                changed = moved.changed() => if changed.is_ok() { false } else { return },
                () = self.asked.notified() => true,
                _ = beat.tick() => {
                    self.streams.elsewhere(Elsewhere::beat);
                    true
                }
            };
            let here = self.streams.here();
            if is_repeated {
                told.retain(|persona, _| !here.contains_key(persona));
            }
            if self.tell(&told, &here).await.is_ok() {
                told = here;
            }
            sleep(TELLING).await;
        }
    }

    async fn tell(&self, told: &People, here: &People) -> Result<(), StoreError> {
        for says in news(told, here) {
            self.say(says).await?;
        }
        Ok(())
    }

    /// This process ends, and whoever it served is no longer here.
    pub async fn take_leave(&self) {
        // Unheard, its silence tells.
        drop(self.say(Says::Leaving).await);
    }

    async fn say(&self, says: Says) -> Result<(), StoreError> {
        let message = Message { from: self.process, plan: self.vivo.id, says };
        let said = match serde_json::to_string(&message) {
            Ok(text) => self.store().tell_people(&text).await,
            Err(problem) => Err(StoreError::Unwritable { table: "-", problem: problem.to_string() }),
        };
        said.inspect_err(|error| tracing::warn!(%error, "other processes are not told who is here"))
    }
}

impl Vivo {
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
