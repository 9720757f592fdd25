//! A module that remembers which of its functions ran, one byte a function behind its memory.

use anyhow::{Context, Result};
use walrus::ir::{Const, Instr, MemArg, Store, StoreKind, Value};
use walrus::{FunctionKind, InstrLocId};

use super::parse;

const PAGE: usize = 65_536;

pub struct Instrumented {
    pub wasm: Vec<u8>,
    /// Where the bytes begin in its memory.
    pub at: usize,
    /// The function of each byte.
    pub names: Vec<String>,
}

pub fn instrument(module: &[u8]) -> Result<Instrumented> {
    let mut module = parse(module)?;
    let memory = module.memories.iter().next().context("the module has no memory")?.id();
    let at = usize::try_from(module.memories.get(memory).initial)? * PAGE;
    let ids: Vec<_> = module.funcs.iter_local().map(|(id, _)| id).collect();
    let mut names = Vec::new();
    for id in ids {
        let function = module.funcs.get_mut(id);
        // The names are megabytes, and nobody reads them there.
        let Some(name) = function.name.take() else { continue };
        let FunctionKind::Local(local) = &mut function.kind else { continue };
        let place = i32::try_from(names.len())?;
        names.push(name);
        let kind = StoreKind::I32_8 { atomic: false };
        let arg = MemArg { align: 1, offset: u64::try_from(at)? };
        let entry = local.entry_block();
        let mark = [
            Instr::Const(Const { value: Value::I32(place) }),
            Instr::Const(Const { value: Value::I32(1) }),
            Instr::Store(Store { memory, kind, arg }),
        ];
        local.block_mut(entry).instrs.splice(0..0, mark.map(|instr| (instr, InstrLocId::default())));
    }
    module.memories.get_mut(memory).initial += u64::try_from(names.len().div_ceil(PAGE))?;
    Ok(Instrumented { wasm: module.emit_wasm(), at, names })
}
