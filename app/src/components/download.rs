//! Files between the page and the device. Browser only: elsewhere nobody presses the button.

use domain::vista::cronograma::Lamina;
use leptos::web_sys::File;

/// Offers `text` as a file to save, of a kind such as `image/svg+xml`.
pub fn save(name: &str, kind: &str, text: &str) {
    #[cfg(feature = "hydrate")]
    let _ = browser::save_text(name, kind, text);
    #[cfg(not(feature = "hydrate"))]
    let _ = (name, kind, text);
}

/// Offers a drawing as an image of points.
///
/// # Errors
/// A sentence: it is larger than browsers draw, or this one could not.
pub async fn save_png(name: &str, lamina: &Lamina) -> Result<(), String> {
    let times = lamina.ampliacion()?;
    #[cfg(feature = "hydrate")]
    return browser::save_drawn(name, lamina, times).await.map_err(|_| {
        "Este navegador no pudo dibujar la imagen: puede ser demasiado grande para él. Guárdela como SVG.".to_owned()
    });
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (name, times);
        std::future::ready(Ok(())).await
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use domain::vista::cronograma::Lamina;
    use js_sys::{Array, Promise, encode_uri_component};
    use leptos::prelude::document;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url,
    };

    pub fn save_text(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
        let properties = BlobPropertyBag::new();
        properties.set_type(kind);
        save(name, &Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &properties)?)
    }

    pub async fn save_drawn(name: &str, lamina: &Lamina, times: i64) -> Result<(), JsValue> {
        let image = HtmlImageElement::new()?;
        // An address of the image itself is what the security policy lets images have.
        image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", encode_uri_component(&lamina.svg)));
        JsFuture::from(image.decode()).await?;
        let size = |side: i64| u32::try_from(side * times).map_err(|_| JsValue::NULL);
        let (wide, high) = (size(lamina.ancho)?, size(lamina.alto)?);
        let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
        canvas.set_width(wide);
        canvas.set_height(high);
        let pen: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
        pen.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide.into(), high.into())?;
        let made = Promise::new(&mut |resolve, reject| {
            if let Err(why) = canvas.to_blob(&resolve) {
                // Nobody else hears of it.
                let _ = reject.call1(&JsValue::NULL, &why);
            }
        });
        // A canvas too large for the browser makes none.
        save(name, &JsFuture::from(made).await?.dyn_into()?)
    }

    fn save(name: &str, blob: &Blob) -> Result<(), JsValue> {
        let address = Url::create_object_url_with_blob(blob)?;
        let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
        Url::revoke_object_url(&address)
    }
}

/// The text of a file that was chosen; `None` when it is gone or is no text.
pub async fn read(file: &File) -> Option<String> {
    #[cfg(feature = "hydrate")]
    return wasm_bindgen_futures::JsFuture::from(file.text()).await.ok()?.as_string();
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = file;
        std::future::ready(None).await
    }
}
