//! The replica without a browser: what is confirmed, what is pending, and the plan
//! the person sees. Pure, so that it is tested as a value.

use domain::entry::Body;
use domain::{Change, Command, CommandId, Context, Envelope, Plan, Rejections, decide};

/// A command on its way: shown, not yet confirmed.
#[derive(Clone, Debug)]
struct Pending {
    envelope: Envelope,
    /// Durable on the server at this version; waits only for its entry.
    acknowledged: Option<u64>,
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

/// The replica as a value.
#[derive(Clone, Debug, Default)]
pub struct Motor {
    confirmed: Option<Plan>,
    tip: Option<Plan>,
    landing: Option<Landing>,
    pending: Vec<Pending>,
}

impl Motor {
    /// Confirmed and pending together: what the person sees.
    #[must_use]
    pub fn tip(&self) -> Option<&Plan> {
        self.tip.as_ref()
    }

    /// The version up to which everything is confirmed.
    #[must_use]
    pub fn version(&self) -> Option<u64> {
        self.confirmed.as_ref().map(Plan::version)
    }

    /// How many commands the server has not answered.
    #[must_use]
    pub fn unsent(&self) -> usize {
        self.pending.iter().filter(|pending| pending.acknowledged.is_none()).count()
    }

    /// The first command the server has not answered.
    #[must_use]
    pub fn next(&self) -> Option<&Envelope> {
        self.pending.iter().find(|pending| pending.acknowledged.is_none()).map(|pending| &pending.envelope)
    }

    /// Takes a command: refuses it at once where a rule says no, shows it otherwise.
    /// Before the checkpoint arrived nothing can be decided here, and the server does.
    ///
    /// # Errors
    /// All that is wrong with it; then nothing is sent.
    pub fn take(&mut self, id: CommandId, command: Command, context: &Context) -> Result<Taken, Rejections> {
        if let Some(tip) = &mut self.tip {
            let changes = decide(tip, context, &command)?;
            if changes.is_empty() {
                return Ok(Taken::Nothing);
            }
            for change in &changes {
                tip.apply(change);
            }
        }
        self.pending.push(Pending { envelope: Envelope { id, command }, acknowledged: None });
        Ok(Taken::Queued)
    }

    /// The server made it durable; it stays shown until its entry arrives.
    pub fn acknowledge(&mut self, id: CommandId, version: u64) {
        for pending in self.pending.iter_mut().filter(|pending| pending.envelope.id == id) {
            pending.acknowledged = Some(version);
        }
        self.settle();
    }

    /// Lets go of what is confirmed: its entry may have come before its answer, or
    /// inside a checkpoint.
    fn settle(&mut self) {
        if let Some(version) = self.version() {
            self.pending.retain(|pending| pending.acknowledged.is_none_or(|at| at > version));
        }
    }

    /// Forgets a command the server refused or found without effect; answers it.
    pub fn forget(&mut self, id: CommandId, context: &Context) -> Option<Command> {
        let at = self.pending.iter().position(|pending| pending.envelope.id == id)?;
        let command = self.pending.remove(at).envelope.command;
        self.replay(context);
        Some(command)
    }

    /// Takes a checkpoint, which may be some entries old. It takes over once the stream has
    /// brought it to where the log ended: a page never goes back to what it showed before.
    pub fn land(&mut self, plan: Plan) {
        self.landing = Some(Landing { plan, until: None });
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
        for pending in &mut self.pending {
            pending.acknowledged = None;
        }
    }

    /// Shows a checkpoint that is whole, with what is pending on it.
    fn touch_down(&mut self, context: &Context) -> Arrival {
        let whole = |it: &mut Landing| it.until.is_some_and(|until| it.plan.version() >= until);
        let Some(landing) = self.landing.take_if(whole) else { return Arrival::Landing };
        self.confirmed = Some(landing.plan);
        self.settle();
        self.replay(context);
        Arrival::Applied
    }

    /// Applies the entries of one frame, then decides what is pending once.
    pub fn arrive(&mut self, entries: &[Body], context: &Context) -> Arrival {
        if let Some(landing) = &mut self.landing {
            return match take(&mut landing.plan, &mut self.pending, entries) {
                Arrival::Gap => Arrival::Gap,
                Arrival::Applied | Arrival::Known | Arrival::Landing => self.touch_down(context),
            };
        }
        let Some(confirmed) = &mut self.confirmed else { return Arrival::Gap };
        let outcome = take(confirmed, &mut self.pending, entries);
        self.replay(context);
        outcome
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

/// Applies entries to a plan, and lets go of the commands they are.
fn take(plan: &mut Plan, pending: &mut Vec<Pending>, entries: &[Body]) -> Arrival {
    let mut outcome = Arrival::Known;
    for body in entries {
        if body.version > plan.version() {
            if body.version != plan.version() + 1 {
                return Arrival::Gap;
            }
            plan.apply_entry(body);
            outcome = Arrival::Applied;
        }
        pending.retain(|pending| pending.envelope.id != body.command_id);
    }
    outcome
}

/// What taking a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Queued,
    /// The plan is already as the command wants it.
    Nothing,
}

#[cfg(test)]
mod tests {
    use domain::plan::{Entidad, Ubigeo};
    use domain::{Actor, Ejercicio, Id, Instante, Online, Rol};
    use uuid::Uuid;

    use super::*;

    fn plan() -> Plan {
        let entidad = Entidad {
            nombre: domain::texto::Nombre::new("Municipalidad").unwrap(),
            pliego: domain::texto::Texto::new("300440").unwrap(),
            ubigeo: Ubigeo::try_from("050101".to_owned()).unwrap(),
            mision: domain::texto::Parrafo::default(),
            vision: domain::texto::Parrafo::default(),
            pdi: (2015, 2018),
        };
        Plan::new(Id::new(Uuid::nil()), Ejercicio::new(2017).unwrap(), entidad)
    }

    fn context() -> Context {
        let actor = Actor { persona: Id::new(Uuid::nil()), rol: Rol::Administrador, unidad: None };
        Context { actor, hoy: Ejercicio::new(2016).unwrap().inicio(), online: Online::Si }
    }

    fn rubro(code: u8) -> Command {
        Command::RegistrarRubro(domain::catalogo::Rubro {
            codigo: domain::catalogo::CodigoRubro::new(code).unwrap(),
            nombre: domain::texto::Nombre::new("Un rubro").unwrap(),
            fuente: domain::catalogo::FuenteFinanciamiento::RecursosOrdinarios,
        })
    }

    fn id(number: u128) -> CommandId {
        CommandId(Uuid::from_u128(number))
    }

    fn entry(version: u64, command: CommandId, code: u8) -> Body {
        let changes = decide(&plan(), &context(), &rubro(code)).unwrap();
        let persona = Id::new(Uuid::nil());
        Body { version, command_id: command, persona, instante: Instante::from_micros(0), changes }
    }

    fn started() -> Motor {
        let mut motor = Motor::default();
        motor.land(plan());
        assert_eq!(motor.opened(0, &context()), Arrival::Applied);
        motor
    }

    fn rubros(motor: &Motor) -> usize {
        motor.tip().unwrap().rubros().len()
    }

    #[test]
    fn a_command_is_shown_at_once_and_confirmed_by_its_entry() {
        let mut motor = started();
        assert_eq!(motor.take(id(1), rubro(0), &context()), Ok(Taken::Queued));
        assert_eq!((rubros(&motor), motor.unsent()), (1, 1));
        motor.acknowledge(id(1), 1);
        assert_eq!((rubros(&motor), motor.unsent()), (1, 0));
        assert_eq!(motor.arrive(&[entry(1, id(1), 0)], &context()), Arrival::Applied);
        assert_eq!((rubros(&motor), motor.version()), (1, Some(1)));
    }

    #[test]
    fn what_a_rule_refuses_is_not_sent() {
        let mut motor = started();
        motor.take(id(1), rubro(0), &context()).unwrap();
        assert!(motor.take(id(2), rubro(0), &context()).is_err());
        assert_eq!(motor.unsent(), 1);
    }

    #[test]
    fn before_the_checkpoint_the_server_decides() {
        let mut motor = Motor::default();
        assert_eq!(motor.take(id(1), rubro(0), &context()), Ok(Taken::Queued));
        assert_eq!(motor.next().map(|envelope| envelope.id), Some(id(1)));
        motor.acknowledge(id(1), 1);
        let mut later = plan();
        later.apply_entry(&entry(1, id(1), 0));
        motor.land(later);
        assert_eq!(motor.opened(1, &context()), Arrival::Applied);
        assert_eq!((rubros(&motor), motor.unsent(), motor.pending.len()), (1, 0, 0));
    }

    #[test]
    fn a_checkpoint_takes_over_once_the_stream_completes_it() {
        let mut motor = started();
        let whole = [entry(1, id(8), 0), entry(2, id(9), 7)];
        assert_eq!(motor.arrive(&whole, &context()), Arrival::Applied);
        motor.take(id(1), rubro(8), &context()).unwrap();
        // A new one that is older than what is on screen.
        motor.land(plan());
        assert_eq!(motor.arrive(&whole[..1], &context()), Arrival::Landing);
        assert_eq!(motor.opened(2, &context()), Arrival::Landing);
        assert_eq!((rubros(&motor), motor.version()), (3, Some(2)), "what was shown stays");
        assert_eq!(motor.arrive(&whole[1..], &context()), Arrival::Applied);
        assert_eq!((rubros(&motor), motor.version(), motor.unsent()), (3, Some(2), 1));
        assert_eq!(motor.opened(2, &context()), Arrival::Known);
    }

    #[test]
    fn in_another_history_what_was_acknowledged_is_offered_again() {
        let mut motor = started();
        motor.take(id(1), rubro(0), &context()).unwrap();
        motor.acknowledge(id(1), 5);
        assert_eq!(motor.unsent(), 0);
        motor.doubt();
        motor.land(plan());
        motor.opened(0, &context());
        assert_eq!((rubros(&motor), motor.next().map(|envelope| envelope.id)), (1, Some(id(1))));
    }

    #[test]
    fn a_refused_command_leaves_the_view_and_comes_back_to_the_person() {
        let mut motor = started();
        motor.take(id(1), rubro(0), &context()).unwrap();
        motor.arrive(&[entry(1, id(9), 0)], &context());
        assert_eq!(rubros(&motor), 1);
        assert_eq!(motor.forget(id(1), &context()), Some(rubro(0)));
        assert_eq!((rubros(&motor), motor.unsent()), (1, 0));
    }

    #[test]
    fn entries_that_repeat_are_known_and_those_that_miss_one_are_a_gap() {
        let mut motor = started();
        assert_eq!(motor.arrive(&[entry(2, id(2), 7)], &context()), Arrival::Gap);
        assert_eq!(motor.arrive(&[entry(1, id(1), 0), entry(2, id(2), 7)], &context()), Arrival::Applied);
        assert_eq!(motor.arrive(&[entry(1, id(1), 0)], &context()), Arrival::Known);
        assert_eq!(rubros(&motor), 2);
    }
}
