//! What the server refused after it was shown goes back to the cells of a sheet it was written in, with
//! the reason, so that nothing typed is lost.

use domain::{Command, CommandId};
use leptos::prelude::*;

use crate::components::grid::{Draft, DraftState, RowKey, Sheet};
use crate::state::replica::{Rechazo, Replica};

/// A refusal that cells of the sheet hold, and which cells.
type Tomada = (CommandId, Vec<(RowKey, usize)>);

/// How a page finds its own in what was refused.
pub trait Hallar: Copy + 'static {
    /// The cells of the sheet that a command wrote, with what was written.
    fn celdas(self, command: &Command) -> Vec<(RowKey, usize, String)>;

    /// What is said in them.
    fn motivo(self, rechazo: &Rechazo) -> DraftState;
}

/// Follows the refusals; each is taken over by the cells it belongs to. It is kept until the
/// person has seen to every one of them: leaving the page, or the browser, loses none.
pub fn seguir(replica: Replica, sheet: Sheet, page: impl Hallar) {
    let refused = replica.rechazos();
    let taken = RwSignal::new(Vec::<Tomada>::new());
    Effect::new(move || {
        for rechazo in refused.get().into_iter().filter(|rechazo| !replica.es_reclamado(rechazo.id)) {
            let cells = untrack(|| page.celdas(&rechazo.command));
            if cells.is_empty() {
                continue;
            }
            let state = page.motivo(&rechazo);
            let places = cells.iter().map(|(key, col, _)| (*key, *col)).collect();
            for (key, col, text) in cells {
                sheet.drafts.put(key, col, Draft { text, state: state.clone(), seen: None });
            }
            replica.reclamar(rechazo.id);
            taken.update(|all| all.push((rechazo.id, places)));
        }
    });
    Effect::new(move || {
        let waits = |(_, places): &Tomada| places.iter().any(|(key, col)| sheet.drafts.is_refused_there(*key, *col));
        let seen_to: Vec<_> = taken.with(|all| all.iter().filter(|one| !waits(one)).map(|(id, _)| *id).collect());
        if !seen_to.is_empty() {
            taken.update(|all| all.retain(|(id, _)| !seen_to.contains(id)));
            for id in seen_to {
                replica.descartar(id);
            }
        }
    });
    // Seen to elsewhere, as beside the state of the connection: its cells hold it no more.
    Effect::new(move || {
        let known = refused.with(|all| all.iter().map(|one| one.id).collect::<Vec<_>>());
        let held = taken.get_untracked().into_iter().filter(|(id, _)| !known.contains(id));
        for (key, col) in held.flat_map(|(_, places)| places) {
            if untrack(|| sheet.drafts.is_refused_there(key, col)) {
                sheet.drafts.drop(key, col);
            }
        }
    });
    on_cleanup(move || taken.with_untracked(|all| all.iter().for_each(|(id, _)| replica.soltar(*id))));
}
