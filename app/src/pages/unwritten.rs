//! Ties what a field or a sheet could not write to what is kept of this person in this browser:
//! walking to another page, or closing the browser, loses none of it.

use std::collections::BTreeMap;

use domain::criterios::articulo;
use leptos::prelude::*;

use crate::components::editable::{Cause, Refusal};
use crate::components::grid::{Draft, DraftState, RowKey, Sheet, Why};
use crate::components::shelf::{Kept, Shelf};
use crate::state::replica::Replica;
use crate::state::unwritten::Unwritten;

/// The fields drawn inside leave what they could not save under the address of their page.
pub fn provide_shelf(replica: Replica, page: String, row: impl Fn() -> String + Send + Sync + 'static) {
    let address = StoredValue::new(page + "#");
    let place = move |id: &str| address.with_value(|address| [address, id].concat());
    provide_context(Shelf {
        find: Callback::new(move |id: String| {
            let place = place(&id);
            replica.unwritten().with(|all| all.get(&place).cloned()).map(kept)
        }),
        put: Callback::new(move |(id, kept): (String, Kept)| {
            let Kept { label, text, seen, refusal } = kept;
            replica.keep_unwritten(vec![Unwritten {
                place: place(&id),
                name: [&label, ", ", &untrack(&row)].concat(),
                text,
                seen,
                articulo: refusal.articulo.unwrap_or_default().to_owned(),
                overtaken: refusal.cause == Cause::Overtaken,
                why: refusal.why,
            }]);
        }),
        clear: Callback::new(move |id: String| replica.drop_unwritten(vec![place(&id)])),
    });
}

fn kept(one: Unwritten) -> Kept {
    let cause = if one.overtaken { Cause::Overtaken } else { Cause::Rule };
    let refusal = Refusal { why: one.why, articulo: articulo(&one.articulo), cause };
    Kept { label: one.name, text: one.text, seen: one.seen, refusal }
}

type Cells = BTreeMap<(RowKey, usize), Draft>;

/// What a sheet keeps beside its cells is kept under the address of its page, and comes back from
/// there. What the server refused is not: that is kept as the command it was.
pub fn follow(replica: Replica, sheet: Sheet, page: String) {
    let told = StoredValue::new(Cells::new());
    let address = StoredValue::new(page + "#");
    let place =
        move |(key, col): (RowKey, usize)| address.with_value(|page| [page, &*sheet.name_of(key, col)].concat());
    Effect::new(move || {
        let now = sheet.drafts.refused_here();
        let before = told.try_update_value(|told| std::mem::replace(told, now.clone())).unwrap_or_default();
        let new = now.iter().filter(|(at, draft)| before.get(at) != Some(draft));
        replica.keep_unwritten(new.map(|(at, draft)| of_cell(place(*at), sheet.spoken(at.0, at.1), draft)).collect());
        replica.drop_unwritten(before.keys().filter(|at| !now.contains_key(at)).map(|at| place(*at)).collect());
    });
    // A cell that comes back is tried again as its row changes, which is for the plan here to judge.
    let is_here = Memo::new(move |_| replica.plan().with(Option::is_some));
    Effect::new(move || {
        if !is_here.get() {
            return;
        }
        let kept = replica.unwritten().with(|all| {
            let of_sheet = |one: &Unwritten| {
                let name = address.with_value(|page| one.place.strip_prefix(page.as_str()).map(str::to_owned))?;
                Some((sheet.named(&name)?, in_cell(one)))
            };
            all.values().filter_map(of_sheet).collect::<Cells>()
        });
        let before = told.try_update_value(|told| std::mem::replace(told, kept.clone())).unwrap_or_default();
        for (at, draft) in kept.iter().filter(|(at, draft)| before.get(at) != Some(draft)) {
            sheet.drafts.put(at.0, at.1, draft.clone());
        }
        for at in before.keys().filter(|at| !kept.contains_key(at)) {
            sheet.drafts.drop(at.0, at.1);
        }
    });
}

fn of_cell(place: String, name: String, draft: &Draft) -> Unwritten {
    let Why { text: why, article } = draft.state.why().cloned().unwrap_or_default();
    Unwritten {
        place,
        name,
        text: draft.text.clone(),
        seen: draft.seen.clone().unwrap_or_default(),
        why,
        articulo: article.to_owned(),
        overtaken: matches!(draft.state, DraftState::Conflict(_)),
    }
}

fn in_cell(one: &Unwritten) -> Draft {
    let why = Why { text: one.why.clone(), article: articulo(&one.articulo).unwrap_or_default() };
    let state = if one.overtaken { DraftState::Conflict(why) } else { DraftState::Refused(why) };
    Draft { text: one.text.clone(), state, seen: Some(one.seen.clone()) }
}
