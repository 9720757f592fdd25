//! The rows: an activity, a heading, the funding line.

use domain::plan::Actividad;
use domain::vista::Financiamiento;
use domain::vista::prioridades::{Cambio, FilaPrioridad, Renglon};
use domain::{Dinero, Id};
use leptos::html::Div;
use leptos::prelude::*;

use super::gesto::id_de;
use super::hoja::Hoja;
use super::mano::Parte;
use crate::components::icon::{Glyph, Icon};
use crate::state::presence::use_presence;

#[component]
pub(super) fn Fila(hoja: Hoja, renglon: Renglon) -> impl IntoView {
    match renglon {
        Renglon::Actividad(id) => view! { <Actividades hoja id /> }.into_any(),
        Renglon::Linea(number) => view! { <Linea hoja number /> }.into_any(),
        other => view! { <Grupo hoja renglon=other /> }.into_any(),
    }
}

/// What every row has: its place among the others, and where a drag would put it.
#[derive(Clone, Copy)]
struct Marca {
    at: Memo<usize>,
    node: NodeRef<Div>,
}

impl Marca {
    fn new(hoja: Hoja, renglon: Renglon) -> Self {
        let at = Memo::new(move |_| {
            hoja.visibles.with(|rows| rows.iter().find(|(_, it)| *it == renglon).map_or(0, |(at, _)| *at))
        });
        let node = NodeRef::<Div>::new();
        Effect::new(move || {
            if node.get().is_some() {
                hoja.ensayo().dibujada(hoja, renglon, node);
            }
        });
        Self { at, node }
    }

    /// One row is reached by Tab: where one was, or the first.
    fn tabindex(self, hoja: Hoja, renglon: Renglon) -> &'static str {
        let stops = hoja.foco.get().map_or(self.at.get() == 0, |here| here == renglon);
        if stops { "0" } else { "-1" }
    }

    fn rowindex(self) -> String {
        (self.at.get() + 2).to_string()
    }
}

#[component]
fn Actividades(hoja: Hoja, id: Id<Actividad>) -> impl IntoView {
    let renglon = Renglon::Actividad(id);
    let marca = Marca::new(hoja, renglon);
    let fila = Memo::new(move |_| hoja.fila(id));
    // How it is covered, or would be.
    let tried = RwSignal::from(hoja.ensayo().una(id));
    let cubierta = Memo::new(move |_| {
        tried.get().or_else(|| fila.with(|fila| fila.as_ref().map(|it| (it.financiamiento.clone(), it.acumulado))))
    });
    let held = move || {
        hoja.mano().alzada.get().filter(|(it, _)| *it == renglon).map(|(_, parte)| match parte {
            Parte::Fila => "fila",
            Parte::Dinero => "dinero",
        })
    };
    let receives = move || hoja.mano().recibe.get() == Some(id);
    view! {
        <div
            id=id_de(renglon)
            class="board__row"
            role="row"
            node_ref=marca.node
            tabindex=move || marca.tabindex(hoja, renglon)
            aria-rowindex=move || marca.rowindex()
            data-state=move || cubierta.with(|it| it.as_ref().map(|(state, _)| clave(state)))
            data-held=held
            data-receives=move || receives().then_some("")
            on:focus=move |_| hoja.foco.set(Some(renglon))
            on:dblclick=move |_| hoja.moviendo.set(Some(renglon))
        >
            {move || fila.get().map(|fila| view! { <Celdas hoja fila cubierta /> })}
        </div>
    }
}

#[component]
fn Celdas(hoja: Hoja, fila: FilaPrioridad, cubierta: Memo<Option<(Financiamiento, Dinero)>>) -> impl IntoView {
    let id = fila.id;
    let state = move || cubierta.with(|it| it.as_ref().map(|(state, _)| palabras(state)).unwrap_or_default());
    let sum = move || cubierta.with(|it| it.as_ref().map(|(_, sum)| sum.cifra()).unwrap_or_default());
    let cambio = Memo::new(move |_| hoja.cambio(id));
    let base = move || hoja.base.with(Option::is_some) && hoja.antes.get();
    let news = move || {
        cubierta.with(|it| it.as_ref().and_then(|(state, _)| cambio.with(|one| one.as_ref()?.nuevamente(state))))
    };
    let costos = fila.costos.iter().map(|(rubro, amount)| format!("{rubro}: {}", amount.cifra()));
    let costos = costos.collect::<Vec<_>>().join(" · ");
    view! {
        <span class="board__grips" role="gridcell">
            {fila.movible.then(|| view! { <Asa hoja renglon=Renglon::Actividad(id) name=fila.nombre.clone() /> })}
        </span>
        <span class="board__place" role="gridcell">
            {fila.puesto}
        </span>
        <span class="board__name" role="gridcell">
            <span class="board__text" title=fila.nombre.clone()>
                {fila.nombre.clone()}
            </span>
            <Detalle hoja fila=fila.clone() />
        </span>
        <span class="board__state" role="gridcell">
            <span class="board__words">{state}</span>
            {move || news().map(|text| view! { <span class="board__news">{text}</span> })}
        </span>
        <span class="board__cost" role="gridcell">
            <span>{fila.costo.cifra()}</span>
            <span class="board__sub" title=costos.clone()>
                {costos.clone()}
            </span>
        </span>
        <span class="board__sum" role="gridcell">
            {sum}
        </span>
        {move || base().then(|| view! { <Antes cambio /> })}
        <span class="board__money" role="gridcell">
            {fila.movible.then(|| view! { <AsaDinero hoja id name=fila.nombre.clone() /> })}
        </span>
    }
}

/// Under the name: code, AEI, unit, what it waits for, what is committed, and who is there.
#[component]
fn Detalle(hoja: Hoja, fila: FilaPrioridad) -> impl IntoView {
    let presencia = use_presence();
    let many = !matches!(hoja.consulta().alcance, domain::prioridad::Alcance::Unidad(_));
    let mut said = vec![fila.codigo.clone(), fila.accion_codigo.clone()];
    if many {
        said.push(fila.unidad_nombre.clone());
    }
    match fila.esperados {
        0 => {}
        1 => said.push("espera 1 elemento crítico".to_owned()),
        more => said.push(format!("espera {more} elementos críticos")),
    }
    let committed = fila.certificado.max(fila.devengado);
    if !committed.es_cero() {
        said.push(format!("comprometido {committed}"));
    }
    let here = move || presencia.en(fila.id);
    view! {
        <span class="board__sub">
            {said.join(" · ")}
            {move || {
                let names = here();
                (!names.is_empty()).then(|| view! { <span class="board__here">{format!(" · aquí: {}", names.join(", "))}</span> })
            }}
        </span>
    }
}

#[component]
fn Antes(cambio: Memo<Option<Cambio>>) -> impl IntoView {
    let said = move || cambio.get().map(|it| decir_cambio(&it)).unwrap_or_default();
    view! {
        <span class="board__before" role="gridcell">
            <span>{move || said().0}</span>
            <span class="board__sub">{move || said().1}</span>
        </span>
    }
}

/// Where it stood, and what it cost.
fn decir_cambio(it: &Cambio) -> (String, String) {
    let Some(before) = &it.antes else { return ("nueva".to_owned(), String::new()) };
    let moved = match it.sube {
        0 => format!("puesto {}", before.puesto),
        up if up > 0 => format!("puesto {} · sube {up}", before.puesto),
        down => format!("puesto {} · baja {}", before.puesto, down.unsigned_abs()),
    };
    let money = match it.diferencia {
        Dinero::CERO => before.costo.cifra(),
        more if more.es_negativo() => format!("{} ({})", before.costo.cifra(), more.cifra()),
        more => format!("{} (+{})", before.costo.cifra(), more.cifra()),
    };
    (moved, money)
}

#[component]
fn Asa(hoja: Hoja, renglon: Renglon, name: String) -> impl IntoView {
    view! {
        <button
            class="board__handle"
            type="button"
            tabindex="-1"
            data-handle="fila"
            aria-label=format!("Mover «{name}»…")
            title="Arrastre para mover; pulse para elegir el puesto"
            on:click=move |_| {
                if matches!(renglon, Renglon::Actividad(_)) {
                    hoja.moviendo.set(Some(renglon));
                }
            }
        >
            <Icon glyph=Glyph::Grip />
        </button>
    }
}

#[component]
fn AsaDinero(hoja: Hoja, id: Id<Actividad>, name: String) -> impl IntoView {
    view! {
        <button
            class="board__handle board__handle--money"
            type="button"
            tabindex="-1"
            data-handle="dinero"
            aria-label=format!("Trasladar dinero de «{name}»…")
            title="Arrastre el dinero a otra actividad, o pulse para elegirla"
            on:click=move |_| hoja.dinero.set(Some((id, None)))
        >
            <Icon glyph=Glyph::Money />
        </button>
    }
}

fn clave(state: &Financiamiento) -> &'static str {
    match state {
        Financiamiento::Financiada => "financiada",
        Financiamiento::Parcial { .. } => "parcial",
        Financiamiento::SinFinanciamiento { .. } => "sin",
    }
}

/// "Parcial: faltan S/ 1,200.00 en rubro 08"
fn palabras(state: &Financiamiento) -> String {
    let text = state.frase();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A heading: an OEI or an AEI, which are put in order too, or a unit.
#[component]
fn Grupo(hoja: Hoja, renglon: Renglon) -> impl IntoView {
    let marca = Marca::new(hoja, renglon);
    let titulo = Memo::new(move |_| hoja.titulo(renglon));
    let class = if matches!(renglon, Renglon::Accion(_)) {
        "board__row board__row--inner"
    } else {
        "board__row board__row--outer"
    };
    let held = move || hoja.mano().alzada.get().filter(|(it, _)| *it == renglon).map(|_| "fila");
    view! {
        <div
            id=id_de(renglon)
            class=class
            role="row"
            node_ref=marca.node
            tabindex=move || marca.tabindex(hoja, renglon)
            aria-rowindex=move || marca.rowindex()
            data-held=held
            on:focus=move |_| hoja.foco.set(Some(renglon))
        >
            {move || {
                titulo
                    .get()
                    .map(|it| {
                        let count = if it.actividades == 1 { "1 actividad".to_owned() } else { format!("{} actividades", it.actividades) };
                        view! {
                            <span class="board__grips" role="gridcell">
                                {it.movible.then(|| view! { <Asa hoja renglon name=it.codigo.clone() /> })}
                            </span>
                            <span class="board__title" role="gridcell" aria-colspan="6" title=it.nombre.clone()>
                                <strong>{it.codigo.clone()}</strong>
                                " "
                                {it.nombre.clone()}
                            </span>
                            <span class="board__count" role="gridcell">
                                {format!("{count} · {}", it.costo)}
                            </span>
                        }
                    })
            }}
        </div>
    }
}

/// The funding line, with what stands above it.
#[component]
fn Linea(hoja: Hoja, number: usize) -> impl IntoView {
    let renglon = Renglon::Linea(number);
    let marca = Marca::new(hoja, renglon);
    let corte = Memo::new(move |_| hoja.corte(number));
    view! {
        <div
            id=id_de(renglon)
            class="board__row board__line"
            role="row"
            node_ref=marca.node
            tabindex=move || marca.tabindex(hoja, renglon)
            aria-rowindex=move || marca.rowindex()
            on:focus=move |_| hoja.foco.set(Some(renglon))
        >
            <span role="gridcell" aria-colspan="8">
                {move || corte.get().map(|it| it.frase())}
            </span>
        </div>
    }
}
