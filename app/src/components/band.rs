//! The woven band: stepped mountains, gold below and teal above, as the looms of
//! Ayacucho weave them. The only ornament of the program, a repeat of 24 × 8 threads.

use leptos::prelude::*;

#[component]
pub fn Band() -> impl IntoView {
    view! {
        <svg class="band" aria-hidden="true" focusable="false">
            <defs>
                <pattern id="tejido" width="24" height="8" patternUnits="userSpaceOnUse">
                    <path class="band__ground" d="M0 0h24v8H0z" />
                    <path class="band__gold" d="M0 7h12V6h-2V5H8V4H7V3H5v1H4v1H2v1H0z" />
                    <path class="band__teal" d="M12 1h12v1h-2v1h-2v1h-1v1h-2V4h-1V3h-2V2h-2z" />
                </pattern>
            </defs>
            <rect width="100%" height="8" fill="url(#tejido)" />
        </svg>
    }
}
