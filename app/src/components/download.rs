//! Files between the page and the device. Browser only: elsewhere nobody presses the button.

use leptos::web_sys::File;

/// Offers `text` as a file to save.
pub fn save(name: &str, text: &str) {
    #[cfg(feature = "hydrate")]
    let _ = try_save(name, text);
    #[cfg(not(feature = "hydrate"))]
    let _ = (name, text);
}

#[cfg(feature = "hydrate")]
fn try_save(name: &str, text: &str) -> Result<(), wasm_bindgen::JsValue> {
    use wasm_bindgen::JsCast;
    use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = leptos::prelude::document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
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
