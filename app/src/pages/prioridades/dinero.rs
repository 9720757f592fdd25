//! The sheet of money: from one activity to another, so much of each month, in one rubro (SPEC §7).
//! What is freed and what remains is shown before it is done; one command does it.

use domain::catalogo::{CodigoClasificador, CodigoRubro};
use domain::plan::{Actividad, Insumo};
use domain::prioridad::{
    Destino, TrasladoDinero, clasificador_mayor, disponible, meses_de_traslado, repartir, trasladar_dinero,
};
use domain::vista::prioridades::Renglon;
use domain::{Command, Dinero as Monto, Id, Mes, Plan, decide};
use leptos::prelude::*;

use super::acto::hacer;
use super::hoja::Hoja;
use super::hojita::Hojita;
use super::teclas::volver;
use crate::state::replica::nuevo_id;

#[component]
pub(super) fn Dinero(hoja: Hoja) -> impl IntoView {
    let close = Callback::new(move |()| {
        hoja.dinero.set(None);
        volver(hoja);
    });
    move || {
        let (from, to) = hoja.dinero.get()?;
        let traslado = Traslado::new(hoja, from, to)?;
        Some(view! {
            <Hojita id="board-dinero" title="Trasladar dinero" on_close=close>
                <Formulario hoja traslado />
            </Hojita>
        })
    }
}

/// What is being typed.
#[derive(Clone, Copy)]
struct Traslado {
    from: Id<Actividad>,
    to: RwSignal<Option<Id<Actividad>>>,
    rubro: RwSignal<CodigoRubro>,
    meses: RwSignal<[String; 12]>,
    total: RwSignal<String>,
    clasificador: RwSignal<Option<CodigoClasificador>>,
    linea: Id<Insumo>,
}

impl Traslado {
    fn new(hoja: Hoja, from: Id<Actividad>, to: Option<Id<Actividad>>) -> Option<Self> {
        let most = |rows: Vec<(CodigoRubro, Monto)>| rows.into_iter().max_by_key(|(_, amount)| *amount);
        let rubro = hoja.con(|plan, _| match most(plan.totales().actividad(from).por_rubro()) {
            Some((rubro, _)) => Some(rubro),
            None => plan.rubros().keys().next().copied(),
        })??;
        let code = hoja.con(|plan, _| clasificador_mayor(plan, from, rubro)).flatten();
        Some(Self {
            from,
            to: RwSignal::new(to),
            rubro: RwSignal::new(rubro),
            meses: RwSignal::default(),
            total: RwSignal::default(),
            clasificador: RwSignal::new(code),
            linea: nuevo_id(),
        })
    }

    /// Spreads what was typed as one amount over the months.
    fn repartir(self, hoja: Hoja, importe: Monto) {
        let Some(to) = self.to.get_untracked() else { return };
        let rubro = self.rubro.get_untracked();
        let months = hoja.con(|plan, _| {
            let open = meses_de_traslado(plan, to);
            repartir(importe, &disponible(plan, self.from, rubro), &open)
        });
        self.meses.set(months.unwrap_or_default().map(escrito));
    }

    /// What was typed, once all of it can be read.
    fn leer(self) -> Option<TrasladoDinero> {
        let mut meses = [Monto::CERO; 12];
        let typed = self.meses.get();
        for (amount, text) in meses.iter_mut().zip(&typed).filter(|(_, text)| !text.trim().is_empty()) {
            *amount = Monto::leer(text).ok()?;
        }
        let destino = Destino { clasificador: self.clasificador.get()?, linea: self.linea };
        Some(TrasladoDinero { de: self.from, a: self.to.get()?, rubro: self.rubro.get(), meses, destino })
    }
}

fn escrito(amount: Monto) -> String {
    if amount.es_cero() { String::new() } else { amount.cifra() }
}

/// What would be done, and what is said of it; or why it would not.
fn previsto(hoja: Hoja, it: &TrasladoDinero) -> Result<(Command, String), String> {
    let context = hoja.context();
    let tried = hoja.leido.with(|leido| {
        let plan = &leido.as_ref()?.plan;
        Some(match trasladar_dinero(plan, it) {
            Err(why) => Err(why.to_string()),
            Ok((command, resto)) => match decide(plan, &context, &command) {
                Err(why) => Err(hoja.replica().sentence(&why)),
                Ok(facts) => {
                    let mut after = plan.clone();
                    for fact in &facts {
                        after.apply(fact);
                    }
                    Ok((command, decir(plan, &after, it, resto.iter().sum())))
                }
            },
        })
    });
    tried.unwrap_or_else(|| Err("El plan todavía no llega.".to_owned()))
}

fn decir(before: &Plan, after: &Plan, it: &TrasladoDinero, resto: Monto) -> String {
    let cost = |plan: &Plan, id| plan.totales().actividad(id).de_rubro(it.rubro);
    let freed = cost(before, it.de).menos(cost(after, it.de));
    let said = format!(
        "Se trasladan {freed} del rubro {}. La que da queda con {}; la que recibe, con {}.",
        it.rubro,
        cost(after, it.de),
        cost(after, it.a)
    );
    if resto.es_cero() {
        return said;
    }
    format!("{said} No se pueden trasladar {resto}: son unidades enteras o están comprometidos.")
}

#[component]
fn Formulario(hoja: Hoja, traslado: Traslado) -> impl IntoView {
    let seen = Memo::new(move |_| traslado.leer().map(|it| previsto(hoja, &it)));
    let total = move || traslado.meses.with(|months| months.iter().all(|text| text.trim().is_empty()));
    let said = move || match seen.get() {
        _ if total() => "Escriba cuánto se traslada.".to_owned(),
        None => "Elija la actividad que recibe y el clasificador, y escriba los importes en soles.".to_owned(),
        Some(Ok((_, said)) | Err(said)) => said,
    };
    let ready = move || seen.with(|seen| matches!(seen, Some(Ok(_))));
    let send = move || {
        let Some(Ok((command, said))) = seen.get_untracked() else { return };
        if hacer(hoja, command, || said) {
            hoja.dinero.set(None);
            volver(hoja);
        }
    };
    view! {
        <form
            class="sheet__form"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <Extremos hoja traslado />
            <Importes hoja traslado />
            <Clasificador hoja traslado />
            <p class="sheet__said" aria-live="polite" data-ready=move || if ready() { "si" } else { "no" }>
                {said}
            </p>
            <button class="button button--primary" type="submit" disabled=move || !ready()>
                "Trasladar"
            </button>
        </form>
    }
}

/// Who gives, who receives, and in which rubro.
#[component]
fn Extremos(hoja: Hoja, traslado: Traslado) -> impl IntoView {
    let Traslado { from, to, rubro, .. } = traslado;
    let others = hoja.con(|_, board| {
        let all = (0..board.actividades()).filter_map(|at| board.en(at)).filter(|id| *id != from);
        all.collect::<Vec<_>>()
    });
    let name = move |id| hoja.nombre(Renglon::Actividad(id));
    let rubros = hoja.con(|plan, _| plan.totales().actividad(from).por_rubro()).unwrap_or_default();
    view! {
        <p>
            "De " <strong>{name(from)}</strong>
        </p>
        <label class="field" for="dinero-a">
            <span class="field__label">"A la actividad"</span>
            <select
                class="input"
                id="dinero-a"
                on:change=move |event| to.set(event_target_value(&event).parse().ok())
            >
                <option value="">"Elija la actividad que recibe…"</option>
                {others
                    .unwrap_or_default()
                    .into_iter()
                    .map(|id| {
                        let chosen = to.get_untracked() == Some(id);
                        view! {
                            <option value=id.to_string() selected=chosen>
                                {name(id)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
        <label class="field" for="dinero-rubro">
            <span class="field__label">"Rubro"</span>
            <select
                class="input"
                id="dinero-rubro"
                on:change=move |event| {
                    if let Some(code) = event_target_value(&event).parse().ok().and_then(CodigoRubro::new) {
                        rubro.set(code);
                        traslado.meses.set(<[String; 12]>::default());
                        traslado.clasificador.set(hoja.con(|plan, _| clasificador_mayor(plan, from, code)).flatten());
                    }
                }
            >
                {rubros
                    .into_iter()
                    .map(|(code, amount)| {
                        view! {
                            <option value=code.numero().to_string() selected=code == rubro.get_untracked()>
                                {format!("{code}: tiene {amount}")}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
    }
}

/// One amount that is spread, or month by month.
#[component]
fn Importes(hoja: Hoja, traslado: Traslado) -> impl IntoView {
    let has = move || {
        let rubro = traslado.rubro.get();
        hoja.leido.with(|it| it.as_ref().map(|it| disponible(&it.plan, traslado.from, rubro))).unwrap_or_default()
    };
    let open = move |mes: Mes| {
        let to = traslado.to.get()?;
        hoja.leido.with(|it| it.as_ref().map(|it| meses_de_traslado(&it.plan, to).contains(&mes)))
    };
    let spread = move |text: String| {
        if let Ok(amount) = Monto::leer(&text) {
            traslado.repartir(hoja, amount);
        }
        traslado.total.set(text);
    };
    let all = move |_| spread(untrack(has).iter().sum::<Monto>().cifra());
    view! {
        <div class="sheet__pair">
            <label class="field" for="dinero-total">
                <span class="field__label">"Importe en S/, desde diciembre hacia atrás"</span>
                <input
                    class="input"
                    id="dinero-total"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=traslado.total
                    on:input=move |event| spread(event_target_value(&event))
                />
            </label>
            <button class="button" type="button" on:click=all>
                "Todo"
            </button>
        </div>
        <details class="sheet__months">
            <summary>"Por mes"</summary>
            <div class="sheet__grid">
                {Mes::todos()
                    .enumerate()
                    .map(|(at, mes)| {
                        let id = format!("dinero-{}", at + 1);
                        let named = id.clone();
                        let left = move || format!("hay {}", has()[mes].cifra());
                        view! {
                            <label class="field" for=named>
                                <span class="field__label">{mes.nombre()} " · " {left}</span>
                                <input
                                    class="input"
                                    id=id
                                    inputmode="decimal"
                                    autocomplete="off"
                                    disabled=move || open(mes) == Some(false)
                                    prop:value=move || traslado.meses.with(|months| months[mes].clone())
                                    on:input=move |event| {
                                        traslado.meses.update(|months| months[mes] = event_target_value(&event));
                                    }
                                />
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </details>
    }
}

/// Of the line por detallar that it comes to.
#[component]
fn Clasificador(hoja: Hoja, traslado: Traslado) -> impl IntoView {
    let all = hoja.con(|plan, _| {
        plan.clasificadores().values().map(|row| (row.codigo.clone(), row.nombre.to_string())).collect::<Vec<_>>()
    });
    let chosen = traslado.clasificador;
    view! {
        <label class="field" for="dinero-clasificador">
            <span class="field__label">"Clasificador de la línea por detallar"</span>
            <select
                class="input"
                id="dinero-clasificador"
                on:change=move |event| chosen.set(CodigoClasificador::new(&event_target_value(&event)).ok())
            >
                <option value="">"Elija un clasificador…"</option>
                {all
                    .unwrap_or_default()
                    .into_iter()
                    .map(|(code, name)| {
                        let text = code.to_string();
                        let said = format!("{text} {name}");
                        let is = code.clone();
                        view! {
                            <option value=text prop:selected=move || chosen.with(|it| it.as_ref() == Some(&is))>
                                {said}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
    }
}
