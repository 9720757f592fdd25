//! Whose log it is. A plan has tables of its own beside it; a branch of a plan is all log.

use domain::{Id, Plan};

/// A log, by what it is the log of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Registro {
    Plan(Id<Plan>),
    Rama(Id<Plan>),
}

impl Registro {
    /// The log that a plan follows from.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        if plan.rama().is_some() { Self::Rama(plan.id()) } else { Self::Plan(plan.id()) }
    }

    /// Of the plan, or of the branch as a plan.
    #[must_use]
    pub fn id(self) -> Id<Plan> {
        match self {
            Self::Plan(id) | Self::Rama(id) => id,
        }
    }

    /// The table of its entries.
    #[must_use]
    pub fn asientos(self) -> &'static str {
        match self {
            Self::Plan(_) => "asiento",
            Self::Rama(_) => "rama_asiento",
        }
    }

    /// The table whose row says where it ends.
    #[must_use]
    pub fn cabeceras(self) -> &'static str {
        match self {
            Self::Plan(_) => "plan",
            Self::Rama(_) => "rama",
        }
    }
}
