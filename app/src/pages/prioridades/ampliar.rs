//! When a techo rises (SPEC §7): what it brings is proposed from the highest priority downwards, the
//! person adjusts it, and one command gives it.

use std::collections::BTreeMap;

use domain::plan::{Actividad, Insumo};
use domain::prioridad::{OpcionesAumento, PropuestaAumento, proponer_aumento};
use domain::{Command, Dinero, Id};
use leptos::prelude::*;

use super::cuanto::{Cuanto, CuantoView};
use super::hoja::Hoja;
use super::propuesta::{Formulario, Fuera, Propuesta, Textos, hojita};
use crate::state::replica::nuevo_id;

#[component]
pub(super) fn Ampliar(hoja: Hoja) -> impl IntoView {
    let form = move || view! { <Pedido hoja aumento=Ampliacion::new(hoja) /> }.into_any();
    hojita(hoja, hoja.ampliar, ("board-ampliar", "Ampliar por techo"), form)
}

/// What is being chosen.
#[derive(Clone, Copy)]
struct Ampliacion {
    cuanto: Cuanto,
    tope: RwSignal<String>,
    excluidas: Fuera,
    /// The ids of lines that would be made: the same however often it is asked.
    lineas: StoredValue<BTreeMap<Id<Actividad>, Id<Insumo>>>,
}

impl Ampliacion {
    fn new(hoja: Hoja) -> Self {
        Self {
            cuanto: Cuanto::new(hoja),
            tope: RwSignal::default(),
            excluidas: RwSignal::default(),
            lineas: StoredValue::default(),
        }
    }

    fn linea(self, id: Id<Actividad>) -> Id<Insumo> {
        let known = self.lineas.with_value(|all| all.get(&id).copied());
        known.unwrap_or_else(|| {
            let line = nuevo_id();
            self.lineas.update_value(|all| {
                let _ = all.insert(id, line);
            });
            line
        })
    }

    fn proponer(self, hoja: Hoja) -> Option<PropuestaAumento> {
        let ask = self.cuanto.leer(hoja)?;
        let text = self.tope.get();
        let tope = if text.trim().is_empty() { None } else { Some(Dinero::leer(&text).ok()?) };
        let opciones = OpcionesAumento { tope, excluidas: self.excluidas.get() };
        let alcance = hoja.consulta().alcance;
        hoja.leido
            .with(|it| it.as_ref().map(|it| proponer_aumento(&it.plan, alcance, ask, &opciones, |id| self.linea(id))))
    }
}

#[component]
fn Pedido(hoja: Hoja, aumento: Ampliacion) -> impl IntoView {
    let seen = Memo::new(move |_| aumento.proponer(hoja));
    view! {
        <Formulario hoja open=hoja.ampliar seen fuera=aumento.excluidas>
            <CuantoView hoja cuanto=aumento.cuanto id="ampliar" />
            <Tope aumento />
        </Formulario>
    }
}

impl Propuesta for PropuestaAumento {
    const TEXTOS: Textos = Textos {
        vacio: "Escriba cuánto aumenta el techo.",
        verbo: "Ampliar",
        lista: "Actividades que reciben",
        marca: "No recibe",
        marca_de: "Sin aumento para",
        marcada: "no recibe",
        signo: "+",
        desde_abajo: false,
    };

    fn comando(&self) -> Option<Command> {
        Self::comando(self)
    }

    fn decir(&self) -> String {
        decir(self)
    }

    fn importes(&self) -> impl Iterator<Item = (Id<Actividad>, Dinero)> {
        self.aumentos.iter().map(|one| (one.actividad, one.importe))
    }
}

#[component]
fn Tope(aumento: Ampliacion) -> impl IntoView {
    view! {
        <label class="field" for="ampliar-tope">
            <span class="field__label">"Hasta cuánto por actividad, en S/ (opcional)"</span>
            <input
                class="input"
                id="ampliar-tope"
                inputmode="decimal"
                autocomplete="off"
                prop:value=aumento.tope
                on:input=move |event| aumento.tope.set(event_target_value(&event))
            />
        </label>
        <p class="muted">
            "Desde la primera prioridad hacia abajo, en líneas por detallar y en los meses abiertos de cada una."
        </p>
    }
}

/// "De S/ 1,000.00 reciben S/ 900.00 del rubro 08, por detallar, 2 actividades; quedan S/ 100.00 sin asignar."
fn decir(it: &PropuestaAumento) -> String {
    let given = it.pedido.menos(it.cubre).menos(it.resto);
    let rows =
        if it.aumentos.len() == 1 { "1 actividad".to_owned() } else { format!("{} actividades", it.aumentos.len()) };
    let covers = if it.cubre.es_cero() {
        String::new()
    } else {
        format!("{} cubren lo ya programado sin financiamiento; ", it.cubre)
    };
    let left = if it.resto.es_cero() { String::new() } else { format!("; quedan {} sin asignar", it.resto) };
    format!("De {}, {covers}{given} del rubro {} van, por detallar, a {rows}{left}.", it.pedido, it.rubro)
}
