//! The part that comes first: what was seen to run, with a way to bring the rest.

use walrus::ir::{Call, CallIndirect, Const, Instr, InstrSeq, Value, VisitorMut, dfs_pre_order_mut};
use walrus::{ExportItem, FunctionBuilder, FunctionId, FunctionKind, Module, RefType, TableId, TypeId, ValType};

use super::{PARTS, Plan, fill};

/// Leaves only `start` in the module.
pub fn keep(module: &mut Module, plan: &Plan) {
    let arrive = add_arrive(module, plan.table);
    let types = plan.slots.keys().map(|id| (*id, module.funcs.get(*id).ty())).collect();
    let mut calls = ThroughTheTable { plan, arrive, types };
    for id in plan.hot.iter().copied() {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind {
            let entry = function.entry_block();
            dfs_pre_order_mut(&mut calls, function, entry);
        }
    }
    lengthen(module, plan);
    fill(module, plan, |function| plan.hot.contains(&function));
    share(module, plan);
    walrus::passes::gc::run(module);
}

/// `arrive(place) -> place`: brings the rest where the place is still null.
fn add_arrive(module: &mut Module, table: TableId) -> FunctionId {
    let nothing = module.types.add(&[], &[]);
    let (bring, _) = module.add_import_func(PARTS, "bring", nothing);
    let mut arrive = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
    let place = module.locals.add(ValType::I32);
    arrive
        .func_body()
        .local_get(place)
        .table_get(table)
        .ref_is_null()
        .if_else(
            None,
            |missing| {
                missing.call(bring);
            },
            |_| {},
        )
        .local_get(place);
    arrive.finish(vec![place], &mut module.funcs)
}

/// Makes every call that may lead into the rest one through the table, and look before it leaps.
struct ThroughTheTable<'a> {
    plan: &'a Plan,
    arrive: FunctionId,
    types: std::collections::BTreeMap<FunctionId, TypeId>,
}

impl VisitorMut for ThroughTheTable<'_> {
    fn start_instr_seq_mut(&mut self, block: &mut InstrSeq) {
        let mut instrs = Vec::with_capacity(block.instrs.len());
        for (instr, at) in block.instrs.drain(..) {
            let look = Instr::Call(Call { func: self.arrive });
            match &instr {
                Instr::CallIndirect(call) if call.table == self.plan.table => instrs.push((look, at)),
                Instr::Call(call) if !self.plan.hot.contains(&call.func) && call.func != self.arrive => {
                    let (place, ty) = (self.plan.slots[&call.func], self.types[&call.func]);
                    instrs.push((Instr::Const(Const { value: Value::I32(place) }), at));
                    instrs.push((look, at));
                    instrs.push((Instr::CallIndirect(CallIndirect { ty, table: self.plan.table }), at));
                    continue;
                }
                _ => {}
            }
            instrs.push((instr, at));
        }
        block.instrs = instrs;
    }
}

/// Room in the table for functions that had no place in it.
pub fn lengthen(module: &mut Module, plan: &Plan) {
    let table = module.tables.get_mut(plan.table);
    table.initial = plan.length;
    table.maximum = table.maximum.map(|maximum| maximum.max(plan.length));
    debug_assert_eq!(table.element_ty, RefType::FUNCREF);
}

/// Exports what the rest needs of this part.
fn share(module: &mut Module, plan: &Plan) {
    for (function, name) in &plan.crossing {
        module.exports.add(name, *function);
    }
    for (name, item) in shared(module) {
        module.exports.add(&name, item);
    }
}

/// Memories, tables and globals, by the names they cross under: the same in both parts.
pub fn shared(module: &Module) -> Vec<(String, ExportItem)> {
    let memories = module.memories.iter().enumerate().map(|(at, one)| (format!("m{at}"), one.id().into()));
    let tables = module.tables.iter().enumerate().map(|(at, one)| (format!("t{at}"), one.id().into()));
    let globals = module.globals.iter().enumerate().map(|(at, one)| (format!("g{at}"), one.id().into()));
    memories.chain(tables).chain(globals).collect()
}
