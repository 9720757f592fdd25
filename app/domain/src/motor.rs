//! A replica as a value: what is confirmed, what is pending, and the plan its person sees.
//!
//! Every browser has one, and whatever else follows a plan. What never lives here: how
//! commands and entries travel, or where they are kept meanwhile.

use std::{collections::VecDeque, sync::Arc};

use crate::{Change, Command, CommandId, Context, Envelope, Plan, Rejections, decide, entry::Body};

/// Commands acknowledged lately, offered again when the server's history may have lost them.
const REMEMBERED: usize = 200;

/// How far a command has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Never sent.
    Waiting,
    /// Sent, and no answer came: it may have been carried out.
    Unknown,
    /// Durable on the server at this version; waits only for its entry.
    Acknowledged(u64),
}

/// A command on its way: shown, not yet confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    pub envelope: Arc<Envelope>,
    pub stage: Stage,
}

impl Pending {
    /// Whether the server has yet to answer it.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        !matches!(self.stage, Stage::Acknowledged(_))
    }
}

/// A checkpoint that the stream has yet to complete.
#[derive(Clone, Debug)]
struct Landing {
    plan: Plan,
    /// Where the log ended when the stream opened; `None` until it says.
    until: Option<u64>,
}

/// What applying an entry came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    Applied,
    /// The checkpoint is not whole yet: nothing new to show.
    Landing,
    /// It was here already.
    Known,
    /// Entries are missing before it: a new checkpoint is needed.
    Gap,
}

/// What taking a command came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is on its way; what it changed here, if that could be decided here.
    Queued(Vec<Change>),
    /// The plan is already as the command wants it.
    Nothing,
}

/// The replica as a value.
#[derive(Clone, Debug, Default)]
pub struct Motor {
    confirmed: Option<Plan>,
    tip: Option<Plan>,
    landing: Option<Landing>,
    pending: Vec<Pending>,
    acknowledged: VecDeque<Arc<Envelope>>,
}

impl Motor {
    /// Confirmed and pending together: what the person sees.
    #[must_use]
    pub fn tip(&self) -> Option<&Plan> {
        self.tip.as_ref()
    }

    /// The plan as the server confirmed it.
    #[must_use]
    pub fn confirmed(&self) -> Option<&Plan> {
        self.confirmed.as_ref()
    }

    /// The version up to which everything is confirmed.
    #[must_use]
    pub fn version(&self) -> Option<u64> {
        self.confirmed.as_ref().map(Plan::version)
    }

    /// What is on its way, in order.
    #[must_use]
    pub fn pending(&self) -> &[Pending] {
        &self.pending
    }

    /// How many commands the server has not answered.
    #[must_use]
    pub fn unsent(&self) -> usize {
        self.pending.iter().filter(|pending| pending.is_unsent()).count()
    }

    /// Takes a command: refuses it at once where a rule says no, shows it otherwise.
    /// Before the checkpoint arrived nothing can be decided here, and the server does.
    ///
    /// # Errors
    /// All that is wrong with it; then nothing is sent.
    pub fn take(&mut self, id: CommandId, command: Command, context: &Context) -> Result<Taken, Rejections> {
        let mut changes = Vec::new();
        if let Some(tip) = &mut self.tip {
            changes = decide(tip, context, &command)?;
            if changes.is_empty() {
                return Ok(Taken::Nothing);
            }
            for change in &changes {
                tip.apply(change);
            }
        }
        let envelope = Arc::new(Envelope { id, command });
        self.pending.push(Pending { envelope, stage: Stage::Waiting });
        Ok(Taken::Queued(changes))
    }

    /// Takes what was kept from before, or taken elsewhere: whether it still fits is for the
    /// server to say, and whether it was sent is not known.
    pub fn adopt(&mut self, kept: impl IntoIterator<Item = Envelope>, context: &Context) {
        for envelope in kept {
            if !self.knows(envelope.id) {
                self.pending.push(Pending { envelope: Arc::new(envelope), stage: Stage::Unknown });
            }
        }
        self.replay(context);
    }

    fn knows(&self, id: CommandId) -> bool {
        self.pending.iter().any(|pending| pending.envelope.id == id) || self.acknowledged_at(id).is_some()
    }

    /// A version in which a command that was acknowledged lately is contained.
    #[must_use]
    pub fn acknowledged_at(&self, id: CommandId) -> Option<u64> {
        let on_its_way = self.pending.iter().find(|pending| pending.envelope.id == id).map(|pending| pending.stage);
        match on_its_way {
            Some(Stage::Acknowledged(version)) => Some(version),
            Some(_) => None,
            None => self.version().filter(|_| self.acknowledged.iter().any(|envelope| envelope.id == id)),
        }
    }

    /// Sends the first command the server has not answered, and those after it as long as they
    /// `fit` with it. Until their answers come nobody knows what became of them.
    pub fn send(&mut self, mut fit: impl FnMut(&Envelope) -> bool) -> Vec<Arc<Envelope>> {
        let mut sent = Vec::new();
        for pending in self.pending.iter_mut().filter(|pending| pending.is_unsent()) {
            if !fit(&pending.envelope) && !sent.is_empty() {
                break;
            }
            pending.stage = Stage::Unknown;
            sent.push(pending.envelope.clone());
        }
        sent
    }

    /// The server made it durable; it stays shown until its entry arrives.
    pub fn acknowledge(&mut self, id: CommandId, version: u64) {
        if let Some(pending) = self.pending.iter_mut().find(|pending| pending.envelope.id == id) {
            pending.stage = Stage::Acknowledged(version);
        }
        self.settle();
    }

    /// Lets go of what is confirmed: its entry may have come before its answer, or
    /// inside a checkpoint.
    fn settle(&mut self) {
        if let Some(version) = self.version() {
            let is_in = |pending: &Pending| matches!(pending.stage, Stage::Acknowledged(at) if at <= version);
            let confirmed: Vec<_> = self.pending.extract_if(.., |pending| is_in(pending)).collect();
            self.remember(confirmed);
        }
    }

    fn remember(&mut self, confirmed: Vec<Pending>) {
        self.acknowledged.extend(confirmed.into_iter().map(|pending| pending.envelope));
        let old = self.acknowledged.len().saturating_sub(REMEMBERED);
        self.acknowledged.drain(..old);
    }

    /// Forgets commands that the server refused or found without effect; answers those it knew.
    pub fn forget(&mut self, ids: &[CommandId], context: &Context) -> Vec<Arc<Envelope>> {
        let forgotten = self.pending.extract_if(.., |pending| ids.contains(&pending.envelope.id));
        let forgotten: Vec<_> = forgotten.map(|pending| pending.envelope).collect();
        if !forgotten.is_empty() {
            self.replay(context);
        }
        forgotten
    }

    /// Shows a plan that was kept here, as it was when it was kept.
    pub fn resume(&mut self, plan: Plan, context: &Context) {
        self.landing = None;
        self.confirmed = Some(plan);
        self.settle();
        self.replay(context);
    }

    /// Takes a checkpoint, which may be some entries old. It takes over once the stream has
    /// brought it to where the log ended: a page never goes back to what it showed before.
    pub fn land(&mut self, plan: Plan) {
        self.landing = Some(Landing { plan, until: None });
    }

    /// Nobody will complete the checkpoint: what is confirmed stays.
    pub fn abandon(&mut self) {
        self.landing = None;
    }

    /// The stream opened, and says where the log ends.
    pub fn opened(&mut self, version: u64, context: &Context) -> Arrival {
        match &mut self.landing {
            Some(landing) => landing.until = Some(version),
            None => return Arrival::Known,
        }
        self.touch_down(context)
    }

    /// What the server acknowledged may not be in this history: it is offered again. The
    /// same command is never carried out twice.
    pub fn doubt(&mut self) {
        let lately = self.acknowledged.drain(..).map(|envelope| Pending { envelope, stage: Stage::Unknown });
        self.pending = lately.chain(std::mem::take(&mut self.pending)).collect();
        for pending in self.pending.iter_mut().filter(|pending| !pending.is_unsent()) {
            pending.stage = Stage::Unknown;
        }
    }

    /// Shows a checkpoint that is whole, with what is pending on it.
    fn touch_down(&mut self, context: &Context) -> Arrival {
        let whole = |it: &mut Landing| it.until.is_some_and(|until| it.plan.version() >= until);
        let Some(landing) = self.landing.take_if(whole) else { return Arrival::Landing };
        self.resume(landing.plan, context);
        Arrival::Applied
    }

    /// Applies the entries of one frame, then decides what is pending once.
    pub fn arrive(&mut self, entries: &[Body], context: &Context) -> Arrival {
        let landing = self.landing.as_mut().map(|landing| &mut landing.plan);
        let is_landing = landing.is_some();
        let Some(plan) = landing.or(self.confirmed.as_mut()) else { return Arrival::Gap };
        let outcome = take(plan, entries);
        let is_among = |pending: &mut Pending| entries.iter().any(|body| body.command_id == pending.envelope.id);
        if outcome != Arrival::Gap {
            let confirmed: Vec<_> = self.pending.extract_if(.., is_among).collect();
            self.remember(confirmed);
        }
        match outcome {
            Arrival::Gap => Arrival::Gap,
            _ if is_landing => self.touch_down(context),
            _ => {
                self.replay(context);
                outcome
            }
        }
    }

    /// Shows what is pending on what is confirmed. A command that no longer fits is
    /// left out of the view, but its answer is the server's.
    fn replay(&mut self, context: &Context) {
        let Some(confirmed) = &self.confirmed else { return };
        let mut tip = confirmed.clone();
        for pending in &self.pending {
            let changes: Vec<Change> = decide(&tip, context, &pending.envelope.command).unwrap_or_default();
            for change in &changes {
                tip.apply(change);
            }
        }
        self.tip = Some(tip);
    }
}

/// Applies entries to a plan.
fn take(plan: &mut Plan, entries: &[Body]) -> Arrival {
    let mut outcome = Arrival::Known;
    let known = plan.version();
    for body in entries.iter().filter(|body| body.version > known) {
        if body.version != plan.version() + 1 {
            return Arrival::Gap;
        }
        plan.apply_entry(body);
        outcome = Arrival::Applied;
    }
    outcome
}
