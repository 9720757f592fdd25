//! An act that gives force, as whoever records it writes it: its number and its date.

use domain::plan::{Acto, ClaseActo};
use domain::texto::Texto;
use leptos::prelude::*;

use crate::components::field::Field;

/// What is written of it so far.
#[derive(Clone, Copy)]
pub struct ActoEscrito {
    clase: ClaseActo,
    numero: RwSignal<String>,
    fecha: RwSignal<String>,
    /// Why each is not taken.
    numero_mal: RwSignal<Option<String>>,
    fecha_mal: RwSignal<Option<String>>,
}

impl ActoEscrito {
    #[must_use]
    pub fn new(clase: ClaseActo) -> Self {
        let (numero, fecha) = (RwSignal::default(), RwSignal::default());
        Self { clase, numero, fecha, numero_mal: RwSignal::new(None), fecha_mal: RwSignal::new(None) }
    }

    /// The act; none while something of it is missing, and then it says what.
    pub fn leer(self) -> Option<Acto> {
        let numero = match self.numero.get_untracked() {
            text if text.trim().is_empty() => Err(format!("Escriba el número de «{}».", self.clase.nombre())),
            text => Texto::new(&text).map_err(|error| error.to_string()),
        };
        let fecha = self.fecha.get_untracked().parse();
        self.numero_mal.set(numero.as_ref().err().cloned());
        self.fecha_mal.set(fecha.is_err().then(|| "Elija la fecha del documento.".to_owned()));
        Some(Acto { clase: self.clase, numero: numero.ok()?, fecha: fecha.ok()? })
    }
}

/// How its number reads, as it is printed.
fn ejemplo(clase: ClaseActo) -> &'static str {
    match clase {
        ClaseActo::AcuerdoConcejo => "Como está impreso: 158-2015-MPH/CM",
        ClaseActo::ResolucionAlcaldia => "Como está impreso: 875-2015-MPH/A",
    }
}

/// Its two fields. `id` begins the ids of both.
#[component]
pub fn CamposActo(acto: ActoEscrito, id: &'static str) -> impl IntoView {
    let (numero, fecha) = ([id, "-numero"].concat(), [id, "-fecha"].concat());
    let note = |of: &str| [of, "-nota"].concat();
    let (of_numero, of_fecha) = (note(&numero), note(&fecha));
    let wrong = |one: RwSignal<Option<String>>| move || one.with(Option::is_some).then_some("true");
    view! {
        <fieldset class="acto">
            <legend>{acto.clase.nombre()}</legend>
            <Field id=numero.clone() label="Número" hint=ejemplo(acto.clase) error=acto.numero_mal>
                <input
                    class="input"
                    id=numero
                    autocomplete="off"
                    aria-describedby=of_numero
                    aria-invalid=wrong(acto.numero_mal)
                    prop:value=acto.numero
                    on:input=move |event| acto.numero.set(event_target_value(&event))
                />
            </Field>
            <Field id=fecha.clone() label="Fecha" error=acto.fecha_mal>
                <input
                    class="input"
                    id=fecha
                    type="date"
                    aria-describedby=of_fecha
                    aria-invalid=wrong(acto.fecha_mal)
                    prop:value=acto.fecha
                    on:input=move |event| acto.fecha.set(event_target_value(&event))
                />
            </Field>
        </fieldset>
    }
}
