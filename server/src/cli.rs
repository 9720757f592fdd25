//! The command line of `poi`.

mod data;
mod help;
mod refusal;

use std::{
    io::BufRead as _,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use anyhow::{Context as _, bail};
use chrono::Datelike as _;
use clap::{Args, Parser, Subcommand};
use domain::plan::UnidadOrganica;
use domain::texto::fold;
use domain::{Ejercicio, Id, Plan, Rol};

use crate::bootstrap::{self, Contents};
use crate::clock::Clock;
use crate::config::{Config, TlsFiles, log_filter};
use crate::demo::{Escena, Parametros};
use crate::serve::{Network, Purpose, serve};
use crate::session::{change_account, password::Passwords, token};
use crate::store::{Cuenta, EstadoCuenta, PersonaRegistrada, Store, Tx};
use crate::telemetry;

/// Plan Operativo Institucional de la Municipalidad Provincial de Huamanga.
#[derive(Parser)]
#[command(name = "poi", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Order,
}

#[derive(Subcommand)]
enum Order {
    /// Atiende a los navegadores.
    Serve(Serve),
    /// Crea una cuenta, o le cambia clave, rol y unidad.
    Usuario(Usuario),
    /// Revisa que los datos estén íntegros: cadenas, tablas y totales; también con el servidor en marcha.
    Verify(data::Verify),
    /// Guarda todo en un archivo, también con el servidor en marcha.
    Backup(data::Backup),
    /// Devuelve un respaldo a una base de datos, de cualquiera de los dos motores.
    Restore(data::Restore),
    /// Llena una base de datos vacía con una demostración de cualquier tamaño.
    Demo(Demo),
    /// Muestra la configuración en uso.
    Config,
}

#[derive(Args)]
struct Serve {
    /// Abre una demostración; en una base vacía, la crea.
    #[arg(long)]
    demo: bool,
    /// Qué demostración se crea en una base vacía: formulacion (si no se dice) o modificacion.
    #[arg(
        long,
        requires = "demo",
        default_value = "formulacion",
        hide_default_value = true,
        hide_possible_values = true
    )]
    escena: Escena,
    /// Dirección y puerto (también `POI_LISTEN`).
    #[arg(long, value_name = "IP:PUERTO")]
    listen: Option<SocketAddr>,
    /// Deja que una demostración atienda a otros equipos.
    #[arg(long, requires = "demo")]
    permitir_red: bool,
    /// Certificado en PEM, con su cadena: atiende por https. SIGHUP lo vuelve a leer.
    #[arg(long, value_name = "ARCHIVO", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Clave privada del certificado, en PEM.
    #[arg(long, value_name = "ARCHIVO", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Proxy cuya palabra se cree sobre quién pregunta, por https o no, y a qué nombre (también `POI_PROXY`).
    #[arg(long, value_name = "IP", value_delimiter = ',')]
    proxy: Vec<IpAddr>,
}

impl Serve {
    /// What is typed stands over what the environment says.
    fn over(&self, config: Config) -> Config {
        let tls = self.tls_cert.clone().zip(self.tls_key.clone()).map(|(cert, key)| TlsFiles { cert, key });
        let proxies = if self.proxy.is_empty() { config.proxies } else { self.proxy.clone() };
        Config { listen: self.listen.unwrap_or(config.listen), proxies, tls, ..config }
    }
}

#[derive(Args)]
struct Usuario {
    /// Con lo que entra: minúsculas, sin espacios.
    #[arg(long = "usuario", value_name = "USUARIO")]
    login: String,
    /// Nombres y apellidos.
    #[arg(long)]
    nombre: String,
    /// Con lo que firma.
    #[arg(long, default_value = "", hide_default_value = true)]
    puesto: String,
    /// titular, coordinador, analista, jefeunidad, editorunidad, abastecimiento, gerenciamunicipal,
    /// consulta o administrador.
    #[arg(long)]
    rol: String,
    /// Código de la unidad orgánica cuyas filas escribe: 24.28.
    #[arg(long)]
    unidad: Option<String>,
    /// Lee la clave de la entrada estándar; si no, se inventa una y se muestra.
    #[arg(long)]
    clave_de_entrada: bool,
    /// Año del plan que se abre si la base está vacía; si no se dice, el siguiente.
    #[arg(long)]
    ejercicio: Option<u16>,
}

#[derive(Args)]
struct Demo {
    /// Cuántas actividades; 120 si no se dice.
    #[arg(long, default_value_t = 120, hide_default_value = true)]
    actividades: usize,
    /// Con la misma semilla sale la misma demostración; 2017 si no se dice.
    #[arg(long, default_value_t = 2017, hide_default_value = true)]
    semilla: u64,
    /// En qué momento del plan: formulacion (si no se dice) o modificacion.
    #[arg(long, default_value = "formulacion", hide_default_value = true, hide_possible_values = true)]
    escena: Escena,
    /// Cuántas unidades orgánicas formulan.
    #[arg(long)]
    unidades: Option<usize>,
    /// Cuántas líneas del cuadro de necesidades tiene cada actividad.
    #[arg(long)]
    insumos_por_actividad: Option<usize>,
}

/// Reads the command line and carries it out.
///
/// # Errors
/// A sentence for whoever typed it.
pub async fn run() -> anyhow::Result<()> {
    let config = Config::from_env()?;
    telemetry::start(&log_filter());
    match help::parse::<Cli>().command {
        Order::Serve(args) => {
            let network = if args.permitir_red { Network::Allowed } else { Network::LoopbackOnly };
            let purpose =
                if args.demo { Purpose::Demonstration { network, escena: args.escena } } else { Purpose::Institution };
            serve(&args.over(config), purpose).await
        }
        Order::Usuario(args) => usuario(&config, args).await,
        Order::Verify(args) => data::verify(&config, &args).await,
        Order::Backup(args) => data::backup(&config, &args).await,
        Order::Restore(args) => data::restore(&config, &args).await,
        Order::Demo(args) => demo(&config, &args).await,
        Order::Config => {
            let proxies: Vec<_> = config.proxies.iter().map(ToString::to_string).collect();
            println!("POI_DATABASE={}\nPOI_LISTEN={}", config.database_shown(), config.listen);
            println!("POI_PROXY={}", proxies.join(","));
            Ok(())
        }
    }
}

async fn demo(config: &Config, args: &Demo) -> anyhow::Result<()> {
    let store = Store::open(&config.database).await?;
    let usual = Parametros::demostracion();
    let params = Parametros {
        actividades: args.actividades,
        semilla: args.semilla,
        unidades: args.unidades.unwrap_or(usual.unidades),
        insumos_por_actividad: args.insumos_por_actividad.unwrap_or(usual.insumos_por_actividad),
        escena: args.escena,
    };
    let made = bootstrap::demonstration(&store, &Clock::real(), &Passwords::default(), params).await?;
    println!("Demostración creada: plan {} con {} actividades.", made.plan, args.actividades);
    println!("Ábrala con «poi serve --demo».");
    Ok(())
}

async fn usuario(config: &Config, args: Usuario) -> anyhow::Result<()> {
    let store = Store::open(&config.database).await?;
    let clock = Clock::real();
    let rol = rol(&args.rol)?;
    let usuario = args.login.trim().to_lowercase();
    if usuario.is_empty() || usuario.contains(char::is_whitespace) {
        bail!("--usuario no lleva espacios");
    }
    let clave = if args.clave_de_entrada { typed()? } else { invented()? };
    let hash = Passwords::default().hash(clave.clone()).await.map_err(anyhow::Error::msg)?;
    let plan = plan_or_new_year(&store, &clock, args.ejercicio).await?;
    let mut tx = store.begin().await?;
    let unidad = match &args.unidad {
        None => None,
        Some(code) => Some(unit_with_code(&mut tx, plan, code).await?),
    };
    let known = tx.cuenta(&usuario).await?;
    let persona = known.map_or_else(|| Id::new(uuid::Uuid::now_v7()), |known| known.persona);
    tx.put_persona(&PersonaRegistrada { id: persona, nombre: args.nombre, puesto: args.puesto }).await?;
    let estado = EstadoCuenta::Activa;
    change_account(&mut tx, &Cuenta { usuario: usuario.clone(), persona, clave: hash, rol, unidad, estado }).await?;
    tx.audit(clock.now(), "poi", "cuenta", &usuario).await?;
    tx.commit().await?;
    println!("Cuenta «{usuario}» lista ({}).", rol.nombre());
    if !args.clave_de_entrada {
        println!("Clave: {clave}\nEntréguela en persona; no se muestra otra vez.");
    }
    Ok(())
}

/// The plan in formulation; on an empty database, the one of a year just opened.
async fn plan_or_new_year(store: &Store, clock: &Clock, ejercicio: Option<u16>) -> anyhow::Result<Id<Plan>> {
    if let Contents::Plan(installation) = bootstrap::look(store).await? {
        return Ok(installation.plan);
    }
    let next = || u16::try_from(clock.today(0).year() + 1).unwrap_or_default();
    let year = Ejercicio::new(ejercicio.unwrap_or_else(next)).map_err(anyhow::Error::msg)?;
    println!("Se abre el plan del ejercicio {year}.");
    bootstrap::open_year(store, clock, year).await
}

async fn unit_with_code(tx: &mut Tx, plan: Id<Plan>, code: &str) -> anyhow::Result<Id<UnidadOrganica>> {
    let (plan, _) = tx.load_plan(plan).await?.context("el plan no existe")?;
    let found = plan.todos::<UnidadOrganica>().values().find(|unit| *unit.codigo == *code);
    Ok(found.with_context(|| format!("ninguna unidad tiene el código {code}"))?.id)
}

fn rol(typed: &str) -> anyhow::Result<Rol> {
    let plain = |text: &str| fold(text).replace([' ', '-', '_'], "");
    let known = Rol::TODOS.into_iter().find(|rol| plain(&format!("{rol:?}")) == plain(typed));
    known.with_context(|| format!("«{typed}» no es un rol; vea «poi usuario --help»"))
}

fn typed() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let clave = line.trim_end_matches(['\r', '\n']).to_owned();
    if clave.chars().count() < 10 {
        bail!("la clave debe tener al menos diez caracteres");
    }
    Ok(clave)
}

fn invented() -> anyhow::Result<String> {
    let (random, _) = token::mint().map_err(anyhow::Error::msg)?;
    Ok(random.chars().filter(char::is_ascii_alphanumeric).take(16).collect())
}
