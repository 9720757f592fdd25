//! The addresses of the application.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::pages::aprobacion::AprobacionPage;
use crate::pages::borrador::BorradorPage;
use crate::pages::criterios::CriteriosPage;
use crate::pages::cronograma::CronogramaPage;
use crate::pages::cuadro::CuadroPage;
use crate::pages::entrar::EntrarPage;
use crate::pages::escenarios::EscenariosPage;
use crate::pages::inicio::InicioPage;
use crate::pages::marco::MarcoPage;
use crate::pages::modificaciones::{InformePage, ModificacionesPage};
use crate::pages::not_found::NotFoundPage;
use crate::pages::prioridades::PrioridadesPage;
use crate::pages::programacion::ProgramacionPage;
use crate::pages::seguimiento::SeguimientoPage;
use crate::pages::versiones::VersionesPage;
use crate::pages::working::WorkingLayout;
use crate::state::session::provide_session;
use crate::whole::provide_whole;

/// `SsrMode::Async` throughout: what the server answers is complete without
/// JavaScript, and a redirection is decided before the first byte.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_session();
    provide_whole();
    view! {
        <Title formatter=|title: String| format!("{title} · POI") text="Plan Operativo Institucional" />
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/entrar") view=EntrarPage ssr=SsrMode::Async />
                <ParentRoute path=path!("") view=WorkingLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=InicioPage />
                    <Route path=path!("/marco") view=MarcoPage />
                    <Route path=path!("/programacion") view=ProgramacionPage />
                    <Route path=path!("/cronograma") view=CronogramaPage />
                    <Route path=path!("/prioridades") view=PrioridadesPage />
                    <Route path=path!("/cuadro-resumen") view=CuadroPage />
                    <Route path=path!("/modificacion") view=BorradorPage />
                    <Route path=path!("/escenarios") view=EscenariosPage />
                    <Route path=path!("/modificaciones") view=ModificacionesPage />
                    <Route path=path!("/modificaciones/informe") view=InformePage />
                    <Route path=path!("/versiones") view=VersionesPage />
                    <Route path=path!("/seguimiento") view=SeguimientoPage />
                    <Route path=path!("/aprobacion") view=AprobacionPage />
                    <Route path=path!("/criterios") view=CriteriosPage />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
