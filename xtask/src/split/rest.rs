//! The part that comes later: it takes everything it shares from `start` and fills its places in
//! the table.

use walrus::{ExportItem, FunctionKind, GlobalKind, ImportKind, ImportedFunction, Module};

use super::{PARTS, Plan, fill, start};

/// Leaves only `rest` in the module.
pub fn keep(module: &mut Module, plan: &Plan) {
    for (name, item) in start::shared(module) {
        take(module, &name, item);
    }
    for (function, name) in &plan.crossing {
        let import = module.imports.add(PARTS, name, *function);
        let ty = module.funcs.get(*function).ty();
        module.funcs.get_mut(*function).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    for id in module.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    for id in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        module.data.delete(id);
    }
    start::lengthen(module, plan);
    fill(module, plan, |function| !plan.hot.contains(&function));
    module.start = None;
    walrus::passes::gc::run(module);
}

/// Makes something of this module one of `start`'s.
fn take(module: &mut Module, name: &str, item: ExportItem) {
    match item {
        ExportItem::Memory(id) => {
            let import = module.imports.add(PARTS, name, ImportKind::Memory(id));
            let memory = module.memories.get_mut(id);
            memory.import = Some(import);
            memory.data_segments.clear();
        }
        ExportItem::Table(id) => {
            let import = module.imports.add(PARTS, name, ImportKind::Table(id));
            module.tables.get_mut(id).import = Some(import);
        }
        ExportItem::Global(id) => {
            let import = module.imports.add(PARTS, name, ImportKind::Global(id));
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
        ExportItem::Function(_) | ExportItem::Tag(_) => {}
    }
}
