//! The program as an administrator types it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use tokio::time::timeout;

use crate::support::{Database, Folder, PATIENCE, once};
use crate::tls::{Signed, connect, sign};

once!(
    data_are_checked_backed_up_and_restored_from_the_command_line,
    help_is_in_spanish,
    what_is_wrong_with_what_was_typed_is_said_in_spanish,
    a_backup_cut_short_leaves_nothing_or_what_the_next_removes,
);

fn poi(database: &str, arguments: &[&str]) -> Command {
    let mut poi = Command::new(env!("CARGO_BIN_EXE_poi"));
    poi.args(arguments).env("POI_DATABASE", database).env("POI_LISTEN", "127.0.0.1:0").env_remove("POI_PROXY");
    poi
}

/// Its output, once it ended well.
#[track_caller]
fn done(database: &str, arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = poi(database, arguments).output().unwrap();
    assert!(status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// What it complains of, once it ended badly.
#[track_caller]
fn refused(database: &str, arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = poi(database, arguments).output().unwrap();
    assert_eq!(status.code(), Some(1), "{arguments:?}");
    String::from_utf8(stderr).unwrap()
}

/// A server under way, ended with the test.
struct Served {
    process: Child,
    address: String,
    /// Kept open: it goes on printing.
    _said: BufReader<ChildStdout>,
}

impl Served {
    fn start(database: &str, signed: &Signed) -> Self {
        let (cert, key) = (signed.files.cert.to_str().unwrap(), signed.files.key.to_str().unwrap());
        let arguments = ["serve", "--demo", "--tls-cert", cert, "--tls-key", key, "--proxy", "10.0.0.1,10.0.0.2"];
        let mut process = poi(database, &arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let address = line.strip_prefix("POI en https://").unwrap_or_else(|| panic!("{line}"));
        let address = address.split_whitespace().next().unwrap().to_owned();
        Self { process, address, _said: said }
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.process.id().to_string()]).status();
        assert!(sent.unwrap().success());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.process.kill().unwrap_or_default();
        self.process.wait().map(drop).unwrap_or_default();
    }
}

async fn data_are_checked_backed_up_and_restored_from_the_command_line() {
    let (folder, database) = (Folder::new(), Database::sqlite());
    let (at, signed) = (database.address.as_str(), sign(&folder));
    let archive = folder.path("poi.respaldo");
    let archive = archive.to_str().unwrap();
    assert!(refused(at, &["verify"]).contains("no se pudo abrir"));
    done(at, &["demo", "--actividades", "5"]);
    let mut served = Served::start(at, &signed);
    connect(&served.address, &signed.certificate).await.unwrap();
    assert!(done(at, &["verify"]).contains("Los datos están íntegros: 1 plan, "));
    assert!(done(at, &["backup", archive]).contains("Respaldo guardado en"));
    assert!(refused(at, &["backup", archive]).contains("agregue --sobrescribir"));
    assert!(done(at, &["verify", archive]).contains("El respaldo está íntegro: 1 plan, "));
    assert!(refused(at, &["restore", archive, "--reemplazar"]).contains("otro programa «poi serve» usa"));
    let renewed = sign(&folder);
    served.signal("-HUP");
    let taken = async {
        while connect(&served.address, &renewed.certificate).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, taken).await.expect("the renewed certificate is taken");
    served.signal("-TERM");
    assert!(served.process.wait().unwrap().success());
    assert!(refused(at, &["restore", archive]).contains("ya tiene datos"));
    assert!(done(at, &["restore", archive, "--reemplazar"]).contains("Restaurado en sqlite:"));
    assert!(done(at, &["verify"]).contains("íntegros"));
    let other = Database::postgres().await;
    assert!(refused(&other.address, &["verify"]).contains("no es una base de datos del POI"));
    done(&other.address, &["restore", archive]);
    assert!(done(&other.address, &["verify"]).contains("íntegros"));
    std::fs::write(archive, &std::fs::read(archive).unwrap()[..1000]).unwrap();
    assert!(refused(at, &["verify", archive]).contains("está incompleto"));
    let missing = refused(at, &["serve", "--demo", "--tls-cert", "no-hay.pem", "--tls-key", "no-hay.pem"]);
    assert!(missing.contains("poi: no se pudo leer no-hay.pem"), "{missing}");
}

async fn help_is_in_spanish() {
    for (order, word) in [
        ("config", "Muestra la configuración"),
        ("demo", "la misma demostración"),
        ("usuario", "Nombres y apellidos"),
        ("verify", "íntegros"),
        ("backup", "--sobrescribir"),
        ("restore", "--reemplazar"),
        ("serve", "SIGHUP lo vuelve a leer"),
    ] {
        let help = done("sqlite:no-hay.db", &[order, "--help"]);
        assert!(help.contains(word), "{help}");
        for english in ["Usage", "Options", "Commands", "Arguments", "Print ", "[default"] {
            assert!(!help.contains(english), "{help}");
        }
    }
}

async fn what_is_wrong_with_what_was_typed_is_said_in_spanish() {
    for (typed, sentence) in [
        (&["borrar"][..], "no hay ninguna orden «borrar»"),
        (&["verificar"], "no hay ninguna orden «verificar»; ¿quiso decir «verify»?"),
        (&["serve", "--dem"], "no hay ninguna opción «--dem»; ¿quiso decir «--demo»?"),
        (&["serve", "--listen"], "falta el valor de «--listen <IP:PUERTO>»"),
        (&["serve", "--listen", "aquí"], "«aquí» no sirve para «--listen <IP:PUERTO>»"),
        (&["serve", "--tls-cert", "a.pem"], "falta «--tls-key <ARCHIVO>»"),
        (&["serve", "--demo", "--demo"], "«--demo» está dos veces"),
        (&["usuario", "--usuario", "rosa"], "falta «--nombre <NOMBRE>» y «--rol <ROL>»"),
        (&["backup"], "falta «<ARCHIVO>»"),
        (&["backup", "uno", "dos"], "no hay ninguna opción «dos»"),
        (&["demo", "--actividades", "muchas"], "«muchas» no sirve para «--actividades <ACTIVIDADES>»"),
    ] {
        let Output { status, stderr, .. } = poi("sqlite:no-hay.db", typed).output().unwrap();
        let complaint = String::from_utf8(stderr).unwrap();
        assert_eq!(status.code(), Some(2), "{complaint}");
        assert_eq!(complaint, format!("poi: {sentence}\n\nVea «poi --help», o «poi ORDEN --help» para una orden.\n"));
    }
    let Output { status, stderr, .. } = poi("sqlite:no-hay.db", &[]).output().unwrap();
    assert_eq!(status.code(), Some(2));
    assert!(String::from_utf8(stderr).unwrap().contains("Uso: poi <ORDEN>"));
}

/// Its tables are held, so that it waits in the middle of its work.
async fn a_backup_cut_short_leaves_nothing_or_what_the_next_removes() {
    let (folder, database) = (Folder::new(), Database::postgres().await);
    let at = database.address.as_str();
    done(at, &["demo", "--actividades", "5"]);
    let archive = folder.path("poi.respaldo");
    let archive = archive.to_str().unwrap();
    let names = || std::fs::read_dir(folder.path("")).unwrap().count();
    let store = database.open().await;
    let mut held = store.begin().await.unwrap();
    held.execute("LOCK TABLE persona IN ACCESS EXCLUSIVE MODE", vec![]).await.unwrap();
    for (signal, left) in [("-INT", 0), ("-TERM", 0), ("-KILL", 1)] {
        let mut cut = poi(at, &["backup", archive]).stderr(Stdio::null()).spawn().unwrap();
        let begun = async {
            while names() == 0 {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, begun).await.expect("it has begun to write");
        assert!(Command::new("kill").args([signal, &cut.id().to_string()]).status().unwrap().success());
        assert_ne!(cut.wait().unwrap().code(), Some(0));
        assert_eq!(names(), left, "{signal}");
    }
    drop(held);
    done(at, &["backup", archive]);
    assert_eq!(names(), 1, "the archive alone");
    assert!(done(at, &["verify", archive]).contains("El respaldo está íntegro"));
}
