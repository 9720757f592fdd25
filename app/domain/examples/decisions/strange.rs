//! Acts that no page offers: what was ever asked, with parts of it exchanged for parts of something
//! else, by whoever. So rules are met that no careful generator goes near.

use std::collections::BTreeMap;

use domain::{Command, Context, Online, Plan, Rejection, Rol, decide};
use proptest::prelude::*;
use serde_json::Value;

use super::soporte::aprobado::{agosto, analista, coordinador, jefe, jefe_de_otra, titular};
use super::soporte::{OTRA, UNIDAD, como, dia, editor, id};
use super::tally::variant;

/// An example of every act there ever was; that none is missing is seen to by `tests/golden.rs`.
const ACTS: &str = include_str!("../../tests/golden/formato-1.jsonl");

/// What a field is unlikely to hold.
const NUMBERS: [i64; 9] = [-1, 0, 1, 12, 13, 3_333, 1_000_000, 99_999_999_999_999, i64::MAX];

/// How often a command is changed before it is given up.
const PATIENCE: usize = 60;

pub struct Strange {
    acts: Vec<Command>,
    /// The same, by their names.
    kinds: Vec<Vec<Command>>,
    /// What stands where: by the name of a field, and by the kind of value.
    words: BTreeMap<String, Vec<Value>>,
}

impl Default for Strange {
    fn default() -> Self {
        let lines: Vec<&str> = ACTS.lines().filter_map(|line| line.strip_prefix("command ")).collect();
        let acts: Vec<Command> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut kinds: BTreeMap<String, Vec<Command>> = BTreeMap::new();
        for act in &acts {
            kinds.entry(variant(act)).or_default().push(act.clone());
        }
        let mut it = Self { acts, kinds: kinds.into_values().collect(), words: BTreeMap::new() };
        for line in lines {
            it.read(&serde_json::from_str(line).unwrap());
        }
        for number in NUMBERS {
            it.words.entry(kind(&number.into()).into()).or_default().push(number.into());
        }
        for number in 5_000..5_400 {
            let fresh = serde_json::to_value(id::<Plan>(number)).unwrap();
            it.words.entry(kind(&fresh).into()).or_default().push(fresh);
        }
        it
    }
}

/// Who may act; the first may do nothing.
pub fn people() -> Vec<Context> {
    let there = |rol, unidad| Context { hoy: agosto(), ..como(rol, unidad) };
    vec![
        there(Rol::Consulta, None),
        editor(),
        jefe(),
        jefe_de_otra(),
        analista(),
        coordinador(),
        titular(),
        there(Rol::Administrador, None),
        there(Rol::Abastecimiento, None),
        there(Rol::GerenciaMunicipal, Some(OTRA)),
        there(Rol::EditorUnidad, Some(UNIDAD)),
    ]
}

impl Strange {
    pub fn acts(&self) -> &[Command] {
        &self.acts
    }

    /// Takes up what plans say, to say it elsewhere.
    pub fn learn(&mut self, plans: &[Plan]) {
        if let Some(plan) = plans.last() {
            self.read(&serde_json::to_value(plan.checkpoint()).unwrap());
        }
    }

    fn read(&mut self, value: &Value) {
        for (path, field) in leaves(value) {
            let leaf = value.pointer(&path).unwrap();
            for key in [field.as_str(), kind(leaf)] {
                let known = self.words.entry(key.into()).or_default();
                if !known.contains(leaf) && known.len() < 2_000 {
                    known.push(leaf.clone());
                }
            }
        }
    }

    /// The act, or one like it, as somebody may do it on this plan.
    pub fn lawful(&self, plan: &Plan, like: &Command, rng: &mut impl Rng) -> Option<(Context, Command)> {
        (0..PATIENCE).find_map(|attempt| {
            let command = if attempt == 0 { like.clone() } else { self.changed(like, rng) }.seeing(plan);
            let may = |who: &Context| decide(plan, who, &command).is_ok_and(|changes| !changes.is_empty());
            people().into_iter().find(may).map(|who| (who, command.clone()))
        })
    }

    /// Any act, by anyone: at times one that is accepted, mostly one that only a rule about its
    /// content would refuse.
    pub fn act(&self, plan: &Plan, rng: &mut impl Rng) -> (Context, Command) {
        if below(4, rng) == 0
            && let Some(lawful) = self.lawful(plan, self.any(rng), rng)
        {
            return lawful;
        }
        let mut anything = || {
            let (command, people) = (self.anything(plan, rng), people());
            let heard = people.iter().find(|who| is_heard(plan, who, &command)).copied();
            let anyone = *one(&people, rng);
            if below(6, rng) == 0 { Some((anyone, command)) } else { heard.map(|who| (who, command)) }
        };
        let (mut who, command) = std::iter::repeat_with(&mut anything).flatten().next().unwrap();
        match below(12, rng) {
            0 => who.online = Online::No,
            1 => who.hoy = dia(2017, 1, 20),
            2 => who.hoy = dia(2018, 1, 31),
            _ => {}
        }
        (who, command)
    }

    fn any(&self, rng: &mut impl Rng) -> &Command {
        let kind: &Vec<Command> = one(&self.kinds, rng);
        one(kind, rng)
    }

    fn anything(&self, plan: &Plan, rng: &mut impl Rng) -> Command {
        let mut another = || self.changed(self.any(rng), rng);
        let (command, second) = (another(), another());
        match below(12, rng) {
            0 => Command::Varios(vec![command, second]).seeing(plan),
            1 | 2 => command,
            _ => command.seeing(plan),
        }
    }

    /// The act with one to three parts exchanged, so that it still reads as one.
    fn changed(&self, act: &Command, rng: &mut impl Rng) -> Command {
        let value = serde_json::to_value(act).unwrap();
        let attempt = |_| {
            let mut other = value.clone();
            for _ in 0..=below(3, rng) {
                self.exchange(&mut other, rng);
            }
            serde_json::from_value(other).ok()
        };
        (0..PATIENCE).find_map(attempt).unwrap_or_else(|| act.clone())
    }

    /// One value for another, or an element of a list twice, or not at all.
    fn exchange(&self, act: &mut Value, rng: &mut impl Rng) {
        let leaves = leaves(act);
        if leaves.is_empty() {
            return;
        }
        let (path, field) = one(&leaves, rng);
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if let Some(Value::Array(list)) = act.pointer_mut(parent).filter(|_| below(3, rng) == 0) {
            let at = below(list.len(), rng);
            match below(2, rng) {
                0 => list.push(list[at].clone()),
                _ => drop(list.remove(at)),
            }
            return;
        }
        let Some(leaf) = act.pointer_mut(path) else { return };
        let key = if below(2, rng) == 0 { field } else { kind(leaf) };
        if let Some(words) = self.words.get(key) {
            *leaf = one(words, rng).clone();
        }
    }
}

/// Whether what is said of the act is about what it asks, and not about who asks it of which plan.
fn is_heard(plan: &Plan, who: &Context, command: &Command) -> bool {
    decide(plan, who, command).err().is_none_or(|reasons| {
        !matches!(
            reasons.first(),
            Rejection::SinPermiso { .. }
                | Rejection::BorradorAjeno
                | Rejection::PlanAprobado { .. }
                | Rejection::SoloEnVigente
                | Rejection::SoloEnBorrador
                | Rejection::NoExiste { .. }
        )
    })
}

/// Every value that holds no others: where it is, and under the name of which field.
fn leaves(value: &Value) -> Vec<(String, String)> {
    fn walk(value: &Value, path: String, field: &str, found: &mut Vec<(String, String)>) {
        match value {
            Value::Object(fields) => {
                for (name, inner) in fields {
                    walk(inner, format!("{path}/{name}"), &name.to_lowercase(), found);
                }
            }
            Value::Array(list) => {
                for (at, inner) in list.iter().enumerate() {
                    walk(inner, format!("{path}/{at}"), field, found);
                }
            }
            _ => found.push((path, field.to_owned())),
        }
    }
    let mut found = Vec::new();
    walk(value, String::new(), "", &mut found);
    found
}

/// What a value can be exchanged for, where the field does not tell; no field has such a name.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(text) if text.len() == 36 && text.matches('-').count() == 4 => "(id)",
        Value::String(text) if text.len() == 10 && text.matches('-').count() == 2 => "(day)",
        Value::String(_) => "(text)",
        Value::Number(_) => "(number)",
        _ => "(nothing)",
    }
}

fn below(end: usize, rng: &mut impl Rng) -> usize {
    // The modulus is the same on every machine.
    (rng.next_u32() % u32::try_from(end).unwrap()).try_into().unwrap()
}

fn one<'a, T>(list: &'a [T], rng: &mut impl Rng) -> &'a T {
    &list[below(list.len(), rng)]
}
