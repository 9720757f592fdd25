//! When a techo falls (SPEC §7): cuts are proposed from the lowest priority upwards, the person
//! adjusts them, and one command makes them.

use domain::plan::Actividad;
use domain::prioridad::{Criticos, Modo, Opciones, Propuesta as PropuestaRecorte, proponer_recorte};
use domain::{Command, Dinero, Id};
use leptos::prelude::*;

use super::cuanto::{Cuanto, CuantoView};
use super::hoja::Hoja;
use super::propuesta::{Formulario, Fuera, Propuesta, Textos, hojita};

#[component]
pub(super) fn Techo(hoja: Hoja) -> impl IntoView {
    let form = move || view! { <Pedido hoja recorte=Recorte::new(hoja) /> }.into_any();
    hojita(hoja, hoja.techo, ("board-techo", "Recortar por techo"), form)
}

/// What is being chosen.
#[derive(Clone, Copy)]
struct Recorte {
    cuanto: Cuanto,
    modo: RwSignal<Modo>,
    criticos: RwSignal<Criticos>,
    protegidas: Fuera,
}

impl Recorte {
    fn new(hoja: Hoja) -> Self {
        Self {
            cuanto: Cuanto::new(hoja),
            modo: RwSignal::default(),
            criticos: RwSignal::default(),
            protegidas: RwSignal::default(),
        }
    }

    fn proponer(self, hoja: Hoja) -> Option<PropuestaRecorte> {
        let (rubro, importe) = self.cuanto.leer(hoja)?;
        let opciones =
            Opciones { modo: self.modo.get(), criticos: self.criticos.get(), protegidas: self.protegidas.get() };
        let alcance = hoja.consulta().alcance;
        hoja.leido.with(|it| it.as_ref().map(|it| proponer_recorte(&it.plan, alcance, rubro, importe, &opciones)))
    }
}

#[component]
fn Pedido(hoja: Hoja, recorte: Recorte) -> impl IntoView {
    let seen = Memo::new(move |_| recorte.proponer(hoja));
    view! {
        <Formulario hoja open=hoja.techo seen fuera=recorte.protegidas>
            <CuantoView hoja cuanto=recorte.cuanto id="techo" />
            <Como recorte />
        </Formulario>
    }
}

impl Propuesta for PropuestaRecorte {
    const TEXTOS: Textos = Textos {
        vacio: "Escriba cuánto se recorta.",
        verbo: "Recortar",
        lista: "Actividades que se recortan",
        marca: "Proteger",
        marca_de: "Proteger",
        marcada: "protegida",
        signo: "−",
        desde_abajo: true,
    };

    fn comando(&self) -> Option<Command> {
        Self::comando(self)
    }

    fn decir(&self) -> String {
        decir(self)
    }

    fn importes(&self) -> impl Iterator<Item = (Id<Actividad>, Dinero)> {
        self.cortes.iter().map(|cut| (cut.actividad, cut.importe))
    }
}

/// "Se recortan S/ 1,200.00 del rubro 08 en 3 actividades; faltan S/ 50.00."
fn decir(it: &PropuestaRecorte) -> String {
    let cut = it.pedido.menos(it.resto);
    let rows = if it.cortes.len() == 1 { "1 actividad".to_owned() } else { format!("{} actividades", it.cortes.len()) };
    let left =
        if it.resto.es_cero() { String::new() } else { format!("; quedan {} que no se pueden recortar", it.resto) };
    format!("De {} se recortan {cut} del rubro {} en {rows}{left}.", it.pedido, it.rubro)
}

#[component]
fn Como(recorte: Recorte) -> impl IntoView {
    let modes = [
        (Modo::Parcial, "En parte: lo que haga falta de cada una"),
        (Modo::Entera, "Enteras: la actividad completa o nada"),
    ];
    view! {
        <fieldset class="mover__modes">
            <legend class="field__label">"Cómo se recorta, desde la última prioridad hacia arriba"</legend>
            {modes
                .map(|(one, label)| {
                    view! {
                        <label class="check">
                            <input
                                type="radio"
                                name="techo-modo"
                                prop:checked=move || recorte.modo.get() == one
                                on:change=move |_| recorte.modo.set(one)
                            />
                            {label}
                        </label>
                    }
                })}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || recorte.criticos.get() == Criticos::Proteger
                    on:change=move |event| {
                        let keep = event_target_checked(&event);
                        recorte.criticos.set(if keep { Criticos::Proteger } else { Criticos::Cortar });
                    }
                />
                "Proteger las que esperan un elemento crítico"
            </label>
            <p class="muted">"Lo certificado y lo devengado no se recorta nunca (Art. 11)."</p>
        </fieldset>
    }
}
