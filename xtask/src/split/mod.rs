//! The module in two: `start` is what opening Programación runs, `rest` is everything else.
//!
//! What a page runs to come to life is a third of the program, and no boundary in the sources
//! follows it: half of a view is code for building what the server had already drawn. So the line
//! is drawn by what was seen to run: `frontend/start.profile` lists those functions, and
//! `cargo xtask profile` writes it anew. The line costs time where it is out of date, and never
//! correctness: a call from `start` into `rest` before `rest` is there brings it first.
//!
//! How: both parts share memory, tables and globals. A function of `rest` has a place in the
//! table that is null until `rest` fills it; in `start` every call through the table passes
//! `arrive`, which finds the null and asks the page for `rest`.

mod instrument;
mod order;
mod profile;
mod rest;
mod start;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use walrus::ir::{Call, Visitor, dfs_in_order};
use walrus::{ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, Module, ModuleConfig, TableId};

pub use instrument::instrument;
pub use profile::Profile;

/// The module that lists of imports name for what the parts share.
const PARTS: &str = "parts";

/// The two parts, as wasm.
pub struct Parts {
    pub start: Vec<u8>,
    pub rest: Vec<u8>,
    /// How many functions of the profile are in the module, and how many it lists.
    pub found: (usize, usize),
}

/// Draws the line through a module that still has its names.
pub fn split(module: &[u8], profile: &Profile) -> Result<Parts> {
    let part = |keep: fn(&mut Module, &Plan)| -> Result<Vec<u8>> {
        let mut part = parse(module)?;
        // Drawn from the same module, the line is the same in both.
        let plan = Plan::draw(&part, profile)?;
        keep(&mut part, &plan);
        order::name(&mut part);
        Ok(part.emit_wasm())
    };
    let whole = parse(module)?;
    let found = profile.found(whole.funcs.iter().filter_map(|function| function.name.as_deref()));
    Ok(Parts { start: part(start::keep)?, rest: part(rest::keep)?, found })
}

fn parse(module: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(true).generate_producers_section(false);
    Module::from_buffer_with_config(module, &config).context("the module cannot be read")
}

/// Where each function goes, and how the parts find each other's.
struct Plan {
    table: TableId,
    hot: BTreeSet<FunctionId>,
    /// The place in the table of each function that has one.
    slots: BTreeMap<FunctionId, i32>,
    /// Functions of `start` that `rest` calls, by the name they cross under.
    crossing: BTreeMap<FunctionId, String>,
    /// How long the table is, with the places that were added.
    length: u64,
}

impl Plan {
    fn draw(module: &Module, profile: &Profile) -> Result<Self> {
        let table = module.tables.main_function_table()?.context("the module has no table of functions")?;
        let hot = hot(module, profile);
        let mut slots = places(module, table);
        let mut length = module.tables.get(table).initial;
        let mut crossing = BTreeMap::new();
        for function in module.funcs.iter_local().map(|(id, _)| id) {
            for called in calls(module, function) {
                if !hot.contains(&function) && hot.contains(&called) && is_local(module, called) {
                    let name = crossing.len().to_string();
                    crossing.entry(called).or_insert(name);
                }
                if hot.contains(&function) && !hot.contains(&called) && !slots.contains_key(&called) {
                    slots.insert(called, i32::try_from(length)?);
                    length += 1;
                }
            }
        }
        Ok(Self { table, hot, slots, crossing, length })
    }
}

/// What is seen to run, what JavaScript may call, and what either of them needs at hand.
fn hot(module: &Module, profile: &Profile) -> BTreeSet<FunctionId> {
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(id),
        _ => None,
    });
    let named = |id: &FunctionId| module.funcs.get(*id).name.as_deref();
    let imported = module.funcs.iter().filter(|function| matches!(function.kind, FunctionKind::Import(_)));
    let seen = module.funcs.iter_local().map(|(id, _)| id).filter(|id| named(id).is_some_and(|name| profile.has(name)));
    let mut hot: BTreeSet<FunctionId> = seen.chain(exported).chain(imported.map(walrus::Function::id)).collect();
    // What the optimiser made of several functions has no name: it goes where it is called from.
    let mut waiting: Vec<FunctionId> = hot.iter().copied().filter(|id| is_local(module, *id)).collect();
    while let Some(function) = waiting.pop() {
        for called in calls(module, function) {
            if is_local(module, called) && named(&called).is_none() && hot.insert(called) {
                waiting.push(called);
            }
        }
    }
    hot
}

fn is_local(module: &Module, function: FunctionId) -> bool {
    matches!(module.funcs.get(function).kind, FunctionKind::Local(_))
}

/// The functions that one calls by name, each once.
fn calls(module: &Module, function: FunctionId) -> BTreeSet<FunctionId> {
    #[derive(Default)]
    struct Calls(BTreeSet<FunctionId>);
    impl Visitor<'_> for Calls {
        fn visit_call(&mut self, call: &Call) {
            self.0.insert(call.func);
        }
    }
    let mut found = Calls::default();
    if let FunctionKind::Local(local) = &module.funcs.get(function).kind {
        dfs_in_order(&mut found, local, local.entry_block());
    }
    found.0
}

/// The place in the table of every function that has one; of several places, the first.
fn places(module: &Module, table: TableId) -> BTreeMap<FunctionId, i32> {
    let mut places = BTreeMap::new();
    for (first, functions) in runs(module, table) {
        for (place, function) in (first..).zip(functions) {
            places.entry(function).or_insert(place);
        }
    }
    places
}

/// What the module puts in the table: from a place on, these functions.
fn runs(module: &Module, table: TableId) -> Vec<(i32, Vec<FunctionId>)> {
    let run = |element: &walrus::Element| match (&element.kind, &element.items) {
        (
            ElementKind::Active { table: into, offset: walrus::ConstExpr::Value(walrus::ir::Value::I32(first)) },
            ElementItems::Functions(functions),
        ) if *into == table => Some((*first, functions.clone())),
        _ => None,
    };
    module.elements.iter().filter_map(run).collect()
}

/// Puts only some of the functions in the table, each where it was.
fn fill(module: &mut Module, plan: &Plan, keep: impl Fn(FunctionId) -> bool) {
    let mut placed: BTreeMap<i32, FunctionId> = runs(module, plan.table)
        .into_iter()
        .flat_map(|(first, functions)| (first..).zip(functions))
        .chain(plan.slots.iter().map(|(function, place)| (*place, *function)))
        .collect();
    placed.retain(|_, function| keep(*function));
    for id in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    module.tables.get_mut(plan.table).elem_segments.clear();
    let mut run: Vec<FunctionId> = Vec::new();
    let mut next = None;
    for (place, function) in placed {
        if next != Some(place) {
            add_run(module, plan.table, next, std::mem::take(&mut run));
        }
        run.push(function);
        next = Some(place + 1);
    }
    add_run(module, plan.table, next, run);
}

/// `end` is the place after the last one.
fn add_run(module: &mut Module, table: TableId, end: Option<i32>, functions: Vec<FunctionId>) {
    let Some(first) = end.zip(i32::try_from(functions.len()).ok()).map(|(end, length)| end - length) else { return };
    if functions.is_empty() {
        return;
    }
    let offset = walrus::ConstExpr::Value(walrus::ir::Value::I32(first));
    let kind = ElementKind::Active { table, offset };
    let id = module.elements.add(kind, ElementItems::Functions(functions));
    module.tables.get_mut(table).elem_segments.insert(id);
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, FunctionId, ImportKind, Module, ModuleConfig, RefType, ValType};

    use super::*;

    /// `open` is exported and calls `seen`, which calls `unseen`, which calls `seen` back;
    /// `placed` is only in the table.
    fn module() -> Vec<u8> {
        let mut module = Module::with_config(ModuleConfig::new());
        let table = module.tables.add_local(false, 2, Some(2), RefType::FUNCREF);
        let seen = add(&mut module, "seen", None);
        let unseen = add(&mut module, "unseen", Some(seen));
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(seen).kind {
            let given = function.args[0];
            function.builder_mut().func_body().local_get(given).call(unseen).drop();
        }
        let open = add(&mut module, "open", Some(seen));
        let placed = add(&mut module, "placed", None);
        module.exports.add("open", open);
        add_run(&mut module, table, Some(2), vec![placed]);
        module.emit_wasm()
    }

    /// `name(x)`: what the function it calls makes of `x`, or `x`.
    fn add(module: &mut Module, name: &str, calls: Option<FunctionId>) -> FunctionId {
        let given = module.locals.add(ValType::I32);
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        builder.name(name.to_owned()).func_body().local_get(given);
        if let Some(called) = calls {
            builder.func_body().call(called);
        }
        builder.finish(vec![given], &mut module.funcs)
    }

    fn imports(module: &Module) -> Vec<String> {
        let of_parts = module.imports.iter().filter(|import| import.module == PARTS);
        of_parts.filter(|import| matches!(import.kind, ImportKind::Function(_))).map(|one| one.name.clone()).collect()
    }

    #[test]
    fn what_ran_stays_and_the_rest_is_called_through_the_table() {
        let parts = split(&module(), &Profile::of(["seen"])).unwrap();
        let (start, rest) = (parse(&parts.start).unwrap(), parse(&parts.rest).unwrap());
        // `open`, `seen` and the function that looks whether the rest is there.
        assert_eq!(start.funcs.iter_local().count(), 3);
        assert_eq!(imports(&start), ["bring"]);
        // `unseen` and `placed`; `seen` is the start's.
        assert_eq!(rest.funcs.iter_local().count(), 2);
        assert_eq!(imports(&rest), ["0"]);
        let table = rest.tables.iter().next().unwrap();
        assert_eq!((table.initial, table.maximum), (3, Some(3)));
        assert_eq!(
            runs(&rest, table.id()).iter().map(|(first, all)| (*first, all.len())).collect::<Vec<_>>(),
            [(1, 2)]
        );
    }

    #[test]
    fn without_a_profile_only_what_javascript_calls_comes_first() {
        let parts = split(&module(), &Profile::default()).unwrap();
        assert_eq!(parse(&parts.start).unwrap().funcs.iter_local().count(), 2);
        assert_eq!(parse(&parts.rest).unwrap().funcs.iter_local().count(), 3);
    }
}
