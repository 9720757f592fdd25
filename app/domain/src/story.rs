//! Decisions told again: a plan, what was asked of it in turn, and what was answered.
//!
//! The browser and the server are one source compiled for two machines. Whether they decide alike
//! can be seen by giving both the same story and comparing what they tell, byte by byte:
//! `examples/decisions` records such stories, `frontend` tells them. What never lives here: a rule.

use serde::{Deserialize, Serialize};

use crate::{Context, Envelope, Instante, Plan, decide, entry::Body, plan::Checkpoint};

/// Who asks what of a plan, and when.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    pub context: Context,
    pub envelope: Envelope,
    /// Of the entry, where it is accepted.
    pub instante: Instante,
}

/// A plan, and what is asked of it in turn.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Story {
    pub plan: Checkpoint,
    pub asked: Vec<Asked>,
}

impl Story {
    /// One line for each act, as [`ask`] answers it; each is decided on what those before it left.
    ///
    /// # Errors
    /// A sentence when something cannot be written as JSON.
    pub fn tell(self) -> Result<Vec<String>, String> {
        let mut plan = Plan::from_checkpoint(self.plan);
        self.asked.iter().map(|asked| ask(&mut plan, asked)).collect()
    }
}

/// Decides an act and, where it is accepted, enters it: the decision as JSON, and behind what
/// changed the plan its digest.
///
/// # Errors
/// A sentence when something cannot be written as JSON.
pub fn ask(plan: &mut Plan, asked: &Asked) -> Result<String, String> {
    let decision = decide(plan, &asked.context, &asked.envelope.command);
    let mut line = serde_json::to_string(&decision).map_err(|error| error.to_string())?;
    let Some(changes) = decision.ok().filter(|changes| !changes.is_empty()) else { return Ok(line) };
    let (version, command_id) = (plan.version() + 1, asked.envelope.id);
    let (persona, instante) = (asked.context.actor.persona, asked.instante);
    plan.apply_entry(&Body { version, command_id, persona, instante, changes });
    line.push(' ');
    line.push_str(&String::from(plan.state_hash()?));
    Ok(line)
}
