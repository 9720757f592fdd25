//! Files of the schedule: where they are had, and what the dates of one would change.

use domain::plan::{UnidadOrganica, VersionNombrada};
use domain::vista::Ambito;
use domain::vista::cronograma::Cotejo;
use domain::{Id, Plan};
use leptos::web_sys::File;

use crate::error::AppError;
#[cfg(feature = "hydrate")]
use crate::error::Code;

/// The most bytes of a file whose dates are read: Project writes some 3 kB for each task.
pub const MAXIMO_DE_ARCHIVO: usize = 32 * 1024 * 1024;

/// The same words before sending and after.
#[must_use]
pub fn demasiado_grande() -> String {
    let most = MAXIMO_DE_ARCHIVO / 1024 / 1024;
    format!("El archivo es demasiado grande: el máximo es {most} MB. Exporte una unidad por vez.")
}

/// The address of the schedule as a file of MS Project, compared with a version or with none.
#[must_use]
pub fn address(
    borrador: Option<Id<Plan>>,
    unidad: Id<UnidadOrganica>,
    ambito: Ambito,
    base: Option<Id<VersionNombrada>>,
) -> String {
    let base = base.map(|id| format!("&base={id}")).unwrap_or_default();
    let borrador = borrador.map(|id| format!("&borrador={id}")).unwrap_or_default();
    // What a variant is called is how an address names it.
    format!("/api/documentos/cronograma.xml?unidad={unidad}&ambito={ambito:?}{base}{borrador}")
}

/// What the dates of a file of MS Project would change. Nothing is written: whoever read it sends
/// [`Cotejo::command`] as any command, or does not. In a browser only.
///
/// # Errors
/// A sentence: it is no such file, or the server is not at hand.
pub async fn cotejar_fechas(borrador: Option<Id<Plan>>, file: &File) -> Result<Cotejo, AppError> {
    #[cfg(feature = "hydrate")]
    return browser::send(borrador, file).await;
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (borrador, file);
        std::future::ready(Err(AppError::forbidden())).await
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::window;
    use leptos::server_fn::error::FromServerFnError as _;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{File, Request, RequestInit, Response};

    use super::{AppError, Code, Cotejo, Id, MAXIMO_DE_ARCHIVO, Plan, demasiado_grande};
    use crate::wire;

    const ADDRESS: &str = "/api/documentos/cronograma/fechas";

    pub async fn send(borrador: Option<Id<Plan>>, file: &File) -> Result<Cotejo, AppError> {
        // A size is a whole number, however the browser tells it.
        if file.size() > f64::from(u32::try_from(MAXIMO_DE_ARCHIVO).unwrap_or(u32::MAX)) {
            return Err(AppError::new(Code::Malformed, demasiado_grande()));
        }
        let place = borrador.map_or_else(|| ADDRESS.to_owned(), |id| format!("{ADDRESS}?borrador={id}"));
        let (good, text) = answer(&place, file).await.map_err(|_| away())?;
        if good { wire::read(text.as_bytes()).map_err(|_| away()) } else { Err(AppError::de(text.into())) }
    }

    async fn answer(place: &str, file: &File) -> Result<(bool, String), JsValue> {
        let asked = RequestInit::new();
        asked.set_method("POST");
        asked.set_body(file);
        let request = Request::new_with_str_and_init(place, &asked)?;
        request.headers().set("content-type", "application/xml")?;
        let response: Response = JsFuture::from(window().fetch_with_request(&request)).await?.dyn_into()?;
        let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        Ok((response.ok(), text))
    }

    fn away() -> AppError {
        AppError::new(Code::Offline, "Para leer fechas hace falta el servidor. Vuelva a intentarlo con conexión.")
    }
}
