//! The woven band: stepped lozenges as the looms of Ayacucho weave them. The only
//! ornament of the program, a repeat of 32 × 8 threads.

use leptos::prelude::*;

/// Stepped lozenge in gold with a teal heart, between wool points.
#[component]
pub fn Band() -> impl IntoView {
    view! {
        <svg class="band" aria-hidden="true" focusable="false">
            <defs>
                <pattern id="tejido" width="32" height="8" patternUnits="userSpaceOnUse">
                    <path class="band__ground" d="M0 0h32v8H0z" />
                    <path class="band__gold" d="M14 1h4v1h2v1h2v2h-2v1h-2v1h-4V6h-2V5h-2V3h2V2h2z" />
                    <path class="band__teal" d="M14 3h4v2h-4z" />
                    <path class="band__wool" d="M0 3h2v2H0zM30 3h2v2h-2zM4 3h2v2H4zM26 3h2v2h-2z" />
                </pattern>
            </defs>
            <rect width="100%" height="8" fill="url(#tejido)" />
        </svg>
    }
}
