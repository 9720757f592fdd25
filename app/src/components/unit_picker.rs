//! The unit picker: a button that opens the tree of units with a search above it.
//!
//! Keyboard as a combobox with a tree: arrows move, → and ← open and close a branch
//! while nothing is searched, Enter takes, Escape leaves. Without JavaScript a plain
//! list with a button stands in its place.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::Id;
use domain::plan::UnidadOrganica;
use domain::vista::NodoUnidad;
use leptos::ev::KeyboardEvent;
use leptos::html::{Button, Div, Input};
use leptos::prelude::*;
use leptos::{ev, leptos_dom::helpers::request_animation_frame, wasm_bindgen::JsCast};

use super::aria::aria_level;
use super::icon::{Glyph, Icon};
use super::unit_tree::{Branch, Place, TreeLine, first_found, label, lines, moved, superior_line};
use crate::unit_address::address;

type Unit = Id<UnidadOrganica>;

/// All that the widget remembers.
#[derive(Clone, Copy)]
struct Picker {
    nodes: StoredValue<Arc<[NodoUnidad]>>,
    current: Signal<Option<Unit>>,
    on_pick: Callback<Unit>,
    open: RwSignal<bool>,
    search: RwSignal<String>,
    closed: RwSignal<BTreeSet<Unit>>,
    active: RwSignal<usize>,
    lines: Memo<Vec<TreeLine>>,
    button: NodeRef<Button>,
    input: NodeRef<Input>,
    sheet: NodeRef<Div>,
}

#[component]
pub fn UnitPicker(units: Arc<[NodoUnidad]>, current: Signal<Option<Unit>>, on_pick: Callback<Unit>) -> impl IntoView {
    let picker = Picker::new(units, current, on_pick);
    picker.close_when_pressed_outside();
    let name = move || picker.current_label();
    view! {
        <div class="unit-picker" node_ref=picker.sheet>
            <button
                class="unit-picker__button"
                type="button"
                node_ref=picker.button
                aria-haspopup="dialog"
                aria-expanded=move || if picker.open.get() { "true" } else { "false" }
                on:click=move |_| picker.toggle()
            >
                <span class="hidden-text">"Unidad: "</span>
                <span class="unit-picker__name">{name}</span>
                <Icon glyph=Glyph::ChevronDown class="icon--small" />
            </button>
            {move || picker.open.get().then(|| view! { <Sheet picker /> })}
            <PlainList picker />
        </div>
    }
}

#[component]
fn Sheet(picker: Picker) -> impl IntoView {
    let active_id = move || picker.lines.with(|lines| lines.get(picker.active.get()).map(|line| line_id(line.index)));
    view! {
        <div class="unit-picker__sheet" role="dialog" aria-label="Elegir la unidad">
            <div class="unit-picker__search">
                <Icon glyph=Glyph::Search />
                <input
                    class="input"
                    type="text"
                    role="combobox"
                    placeholder="Buscar por código o nombre"
                    aria-label="Buscar una unidad por código o nombre"
                    aria-haspopup="tree"
                    aria-controls="unidades"
                    aria-expanded="true"
                    aria-autocomplete="list"
                    aria-activedescendant=active_id
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=picker.input
                    prop:value=picker.search
                    on:input:target=move |event| picker.search_for(event.target().value())
                    on:keydown=move |event| picker.key(&event)
                />
            </div>
            <ul class="unit-picker__tree" id="unidades" role="tree" aria-label="Unidades orgánicas">
                {move || picker.lines.get().into_iter().enumerate().map(|(at, line)| line_view(picker, at, line)).collect_view()}
            </ul>
            <p class="unit-picker__none" role="status">
                {move || picker.lines.with(Vec::is_empty).then_some("Ninguna unidad se llama así. Pruebe con una parte del nombre.")}
            </p>
        </div>
    }
}

fn line_view(picker: Picker, at: usize, line: TreeLine) -> impl IntoView {
    let node = picker.nodes.with_value(|nodes| nodes[line.index].clone());
    let id = node.id;
    let way = if line.place == Place::Way { " unit-picker__unit--way" } else { "" };
    let expanded = match line.branch {
        Branch::Leaf => None,
        Branch::Open => Some("true"),
        Branch::Closed => Some("false"),
    };
    view! {
        <li
            class=format!("unit-picker__unit unit-picker__unit--{}{way}", node.nivel.min(6))
            role="treeitem"
            id=line_id(line.index)
            {..aria_level(node.nivel.to_string())}
            aria-expanded=expanded
            aria-selected=move || if picker.current.get() == Some(id) { "true" } else { "false" }
            data-active=move || (picker.active.get() == at).then_some("")
            on:click=move |_| picker.take(id)
        >
            <span class="unit-picker__branch" on:click=move |event| { event.stop_propagation(); picker.fold(id); }>
                {expanded.map(|_| view! { <Icon glyph=Glyph::ChevronRight class="icon--small" /> })}
            </span>
            <span class="unit-picker__code">{node.codigo}</span>
            <span>{node.nombre}</span>
        </li>
    }
}

/// For browsers without JavaScript; the style shows it only there.
#[component]
fn PlainList(picker: Picker) -> impl IntoView {
    let options = picker.nodes.with_value(|nodes| {
        nodes
            .iter()
            .map(|node| {
                let id = node.id;
                let chosen = move || picker.current.get() == Some(id);
                view! { <option value=address(node) selected=chosen>{label(node)}</option> }
            })
            .collect_view()
    });
    view! {
        <form class="unit-picker__plain" method="get">
            <select class="input" name="unidad" aria-label="Unidad">
                {options}
            </select>
            <button class="button">"Ver"</button>
        </form>
    }
}

fn line_id(index: usize) -> String {
    format!("unidad-{index}")
}

impl Picker {
    fn new(units: Arc<[NodoUnidad]>, current: Signal<Option<Unit>>, on_pick: Callback<Unit>) -> Self {
        let nodes = StoredValue::new(units);
        let (search, closed) = (RwSignal::new(String::new()), RwSignal::new(BTreeSet::new()));
        let lines = Memo::new(move |_| nodes.with_value(|nodes| lines(nodes, &closed.read(), &search.read())));
        Self {
            nodes,
            current,
            on_pick,
            open: RwSignal::new(false),
            search,
            closed,
            active: RwSignal::new(0),
            lines,
            button: NodeRef::new(),
            input: NodeRef::new(),
            sheet: NodeRef::new(),
        }
    }

    fn current_label(self) -> String {
        let current = self.current.get();
        self.nodes
            .with_value(|nodes| nodes.iter().find(|node| Some(node.id) == current).map(label))
            .unwrap_or_else(|| "Elija una unidad".to_owned())
    }

    fn toggle(self) {
        if self.open.get_untracked() { self.leave() } else { self.enter() }
    }

    fn enter(self) {
        self.search.set(String::new());
        let current = self.current.get_untracked();
        let at = self.nodes.with_value(|nodes| {
            self.lines.get_untracked().iter().position(|line| Some(nodes[line.index].id) == current)
        });
        self.active.set(at.unwrap_or_default());
        self.open.set(true);
        request_animation_frame(move || {
            if let Some(input) = self.input.get_untracked() {
                // A browser that refuses the focus loses nothing else.
                let _ = input.focus();
            }
            self.show_active();
        });
    }

    fn leave(self) {
        self.open.set(false);
        if let Some(button) = self.button.get_untracked() {
            // As above.
            let _ = button.focus();
        }
    }

    fn take(self, id: Unit) {
        self.leave();
        self.on_pick.run(id);
    }

    fn fold(self, id: Unit) {
        self.closed.update(|closed| {
            if !closed.remove(&id) {
                closed.insert(id);
            }
        });
    }

    fn search_for(self, text: String) {
        self.search.set(text);
        self.go(self.lines.with_untracked(|lines| first_found(lines)));
    }

    fn go(self, line: usize) {
        self.active.set(line);
        self.show_active();
    }

    fn show_active(self) {
        let lines = self.lines.get_untracked();
        let Some(line) = lines.get(self.active.get_untracked()) else { return };
        if let Some(element) = document().get_element_by_id(&line_id(line.index)) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let lines = self.lines.get_untracked();
        let at = self.active.get_untracked();
        let free = self.search.with_untracked(String::is_empty);
        match event.key().as_str() {
            "ArrowDown" => self.go(moved(at, 1, lines.len())),
            "ArrowUp" => self.go(moved(at, -1, lines.len())),
            "PageDown" => self.go(moved(at, 10, lines.len())),
            "PageUp" => self.go(moved(at, -10, lines.len())),
            "ArrowRight" if free => self.unfold_or_enter(&lines, at),
            "ArrowLeft" if free => self.fold_or_climb(&lines, at),
            "Enter" => self.take_line(&lines, at),
            "Escape" => self.leave(),
            "Tab" => return self.open.set(false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn id_at(self, lines: &[TreeLine], at: usize) -> Option<Unit> {
        lines.get(at).map(|line| self.nodes.with_value(|nodes| nodes[line.index].id))
    }

    fn take_line(self, lines: &[TreeLine], at: usize) {
        if let Some(id) = self.id_at(lines, at) {
            self.take(id);
        }
    }

    fn unfold_or_enter(self, lines: &[TreeLine], at: usize) {
        match lines.get(at).map(|line| line.branch) {
            Some(Branch::Closed) => self.id_at(lines, at).into_iter().for_each(|id| self.fold(id)),
            Some(Branch::Open) => self.go(moved(at, 1, lines.len())),
            Some(Branch::Leaf) | None => {}
        }
    }

    fn fold_or_climb(self, lines: &[TreeLine], at: usize) {
        if lines.get(at).is_some_and(|line| line.branch == Branch::Open) {
            self.id_at(lines, at).into_iter().for_each(|id| self.fold(id));
        } else if let Some(above) = self.nodes.with_value(|nodes| superior_line(nodes, lines, at)) {
            self.go(above);
        }
    }

    fn close_when_pressed_outside(self) {
        Effect::new(move || {
            let pressed = window_event_listener(ev::pointerdown, move |event| {
                let target = event.target().and_then(|target| target.dyn_into().ok());
                let outside = self.sheet.get_untracked().is_some_and(|sheet| !sheet.contains(target.as_ref()));
                if outside && self.open.get_untracked() {
                    self.open.set(false);
                }
            });
            on_cleanup(move || pressed.remove());
        });
    }
}
