//! Beginning without a server: the last person of this browser, their plan as it was kept.

#[cfg(feature = "hydrate")]
use super::replica::Resumed;

/// Days of the device's own calendar: only their difference is ever used, so that a clock
/// that is wrong every day is right here.
#[cfg(feature = "hydrate")]
pub(super) fn device_day() -> i32 {
    const DAY: f64 = 86_400_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "days since 1970 are few")]
    let day = (js_sys::Date::now() / DAY).floor() as i32;
    day
}

/// The draft that the address of this window names; the server reads it of its request.
pub(super) fn asked() -> Option<domain::Id<domain::Plan>> {
    #[cfg(feature = "hydrate")]
    {
        let search = leptos::prelude::window().location().search().ok()?;
        web_sys::UrlSearchParams::new_with_str(&search).ok()?.get("borrador")?.parse().ok()
    }
    #[cfg(not(feature = "hydrate"))]
    None
}

/// What was kept of whoever worked here last and did not sign out.
#[cfg(feature = "hydrate")]
pub async fn resume() -> Option<Resumed> {
    use super::vault::{Owner, Vault};

    let vault = Vault::open().await.ok()?;
    let kept = vault.last_person().await.ok()??;
    let mut sesion = kept.sesion;
    sesion.plan = asked().unwrap_or(sesion.vigente);
    let owner = Owner { persona: sesion.persona, plan: sesion.plan };
    let plan = vault.plan(owner).await.ok()??;
    let since = u64::try_from(device_day() - kept.device_day).unwrap_or_default();
    sesion.hoy = sesion.hoy.checked_add_days(chrono::Days::new(since)).unwrap_or(sesion.hoy);
    Some(Resumed { sesion, miembros: kept.miembros, plan: plan.plan, cursor: plan.cursor })
}

/// Whoever is at Entrar may be somebody else: without a network, this browser shows nothing of
/// who was here before until they have signed in again. What they left unsent stays for them.
pub fn forget_who_was_here() {
    #[cfg(feature = "hydrate")]
    leptos::prelude::Effect::new(move || {
        use super::vault::Vault;

        let body = leptos::prelude::document().body();
        if body.is_some_and(|body| !body.has_attribute("data-shell")) {
            leptos::task::spawn_local(async {
                if let Ok(vault) = Vault::open().await {
                    // A browser that cannot forget kept nothing either.
                    let _ = vault.drop_last().await;
                }
            });
        }
    });
}
