//! Running the server: from an open database to the last open stream.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use app::api::session::Entorno;
use tokio::{net::TcpListener, sync::watch};

use crate::backend::{Pace, Servidor, Shared, Vivo};
use crate::bootstrap::{self, Contents, Installation};
use crate::clock::Clock;
use crate::config::Config;
use crate::connections::{self, Entrance, Limits};
use crate::demo::{Escena, Parametros};
use crate::router::router;
use crate::session::{Sessions, password::Passwords};
use crate::store::Store;
use crate::tls::Tls;

/// What to do with the streams and answers under way once asked to stop.
const GRACE: Duration = Duration::from_millis(1500);
/// And to take leave of the other processes.
const FAREWELL: Duration = Duration::from_millis(300);

/// Which data `serve` is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Institution,
    Demonstration { network: Network, escena: Escena },
}

/// Whether a demonstration, whose passwords are printed, may be reached from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    LoopbackOnly,
    Allowed,
}

/// Serves until asked to stop.
///
/// # Errors
/// When the database is not what `purpose` says, or cannot be opened, or the address is taken,
/// or the certificate cannot be used.
pub async fn serve(config: &Config, purpose: Purpose) -> anyhow::Result<()> {
    refuse_network(config.listen, purpose)?;
    let tls = config.tls.clone().map(Tls::load).transpose()?;
    let store = Store::open(&config.database).await?;
    let sessions = Sessions { store: store.clone(), clock: Clock::real(), passwords: Passwords::default() };
    let installation = installation(&sessions, purpose).await?;
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        format!("no se puede escuchar en {}: ¿hay otro «poi serve» en marcha? Elija otra con --listen", config.listen)
    })?;
    let address = listener.local_addr()?;
    announce(address, config, &installation);
    if let Some(tls) = &tls {
        tokio::spawn(renew(tls.clone()));
    }
    let entrance = Entrance { listener, tls, proxies: config.proxies.clone().into() };
    run(entrance, sessions, installation, asked_to_stop()).await?;
    store.close().await;
    Ok(())
}

fn refuse_network(listen: SocketAddr, purpose: Purpose) -> anyhow::Result<()> {
    match purpose {
        Purpose::Demonstration { network: Network::LoopbackOnly, .. } if !listen.ip().is_loopback() => {
            bail!(
                "una demostración tiene claves conocidas y solo atiende en este equipo; \
                 para abrirla a la red agregue --permitir-red"
            )
        }
        _ => Ok(()),
    }
}

/// The data to serve; an empty database becomes a demonstration if that is what was asked for.
async fn installation(sessions: &Sessions, purpose: Purpose) -> anyhow::Result<Installation> {
    match (bootstrap::look(&sessions.store).await?, purpose) {
        (Contents::Nothing, Purpose::Demonstration { escena, .. }) => {
            println!("Base de datos vacía: se crea la demostración…");
            let Sessions { store, clock, passwords } = sessions;
            bootstrap::demonstration(store, clock, passwords, Parametros::de(escena)).await
        }
        (Contents::Nothing, Purpose::Institution) => bail!(
            "la base de datos está vacía. Cree la primera cuenta con\n\n    poi usuario --usuario NOMBRE --nombre \
             \"Nombres y apellidos\" --rol administrador\n\ny vuelva a ejecutar «poi serve»; o pruebe con «poi serve --demo»"
        ),
        (Contents::Plan(it), Purpose::Demonstration { .. }) if it.entorno == Entorno::Institucional => {
            bail!("la base de datos tiene datos institucionales: --demo solo abre una demostración o una base vacía")
        }
        (Contents::Plan(it), Purpose::Institution) if it.entorno == Entorno::Demostracion => {
            bail!("la base de datos es una demostración: ábrala con «poi serve --demo»")
        }
        (Contents::Plan(it), _) => Ok(it),
    }
}

fn announce(address: SocketAddr, config: &Config, installation: &Installation) {
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    println!("POI en {scheme}://{address}  ·  datos en {}", config.database_shown());
    if installation.entorno == Entorno::Demostracion {
        println!("\nDemostración: datos inventados. Cuentas:\n");
        for cuenta in &installation.cuentas {
            println!("  {:<16} {:<24} {} · {}", cuenta.usuario, cuenta.clave, cuenta.nombre, cuenta.puesto);
        }
        println!("\nCtrl+C para terminar.");
    }
}

/// Serves an installation at an entrance until `stop` comes.
///
/// # Errors
/// When the plan cannot be read.
pub async fn run(
    entrance: impl Into<Entrance>,
    sessions: Sessions,
    installation: Installation,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let store = sessions.store.clone();
    let vivo = Arc::new(Vivo::new(store.clone(), installation.plan));
    // Read now: the first page does not wait, and a table that cannot be read says so here.
    vivo.state().await?;
    let server = Arc::new(Servidor::new(sessions, vivo, installation.entorno, installation.cuentas));
    let (stopping, stopped) = watch::channel(false);
    let following = store.is_shared().then(|| tokio::spawn(follow_others(server.clone(), stopped.clone())));
    let router = router(Shared(server), stopped.clone());
    tokio::spawn(async move {
        stop.await;
        stopping.send_replace(true);
    });
    tokio::select! {
        () = connections::serve(entrance.into(), router, Limits::default(), stopped.clone()) => {}
        () = async { until(stopped).await; tokio::time::sleep(GRACE).await } => {
            tracing::warn!("some answers were cut short");
        }
    }
    if let Some(following) = following {
        drop(tokio::time::timeout(FAREWELL, following).await);
    }
    Ok(())
}

async fn until(mut stopped: watch::Receiver<bool>) {
    let stopped = stopped.wait_for(|stopping| *stopping).await;
    drop(stopped);
}

/// Follows what other processes write to a shared database; they are told of the end of this one.
async fn follow_others(server: Arc<Servidor>, stopped: watch::Receiver<bool>) {
    tokio::select! {
        () = server.follow_others(Pace::default()) => {}
        () = until(stopped) => server.take_leave().await,
    }
}

/// Ctrl+C, or the order to end of whoever runs the program.
pub(crate) async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "no order to end will be heard");
            drop(interrupted.await);
        }
    }
}

/// Reads the certificate again whenever it is asked to: it was renewed.
async fn renew(tls: Tls) {
    use tokio::signal::unix::{SignalKind, signal};
    let mut asked = match signal(SignalKind::hangup()) {
        Ok(asked) => asked,
        Err(error) => return tracing::warn!(%error, "no order to read the certificate again will be heard"),
    };
    while asked.recv().await.is_some() {
        match tls.reload() {
            Ok(()) => tracing::info!("the certificate was read again"),
            Err(error) => tracing::error!(%error, "the certificate stays as it was"),
        }
    }
}
