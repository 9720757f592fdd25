//! Archives that are not what they should be: refused, told why, and nothing has changed.

use std::io::{Read as _, Write as _};
use std::path::Path;

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde_json::{Value, json};
use server::archive::{self, Onto};
use server::clock::Clock;
use server::store::{Acto, Store};
use server::verify::Checked;
use sha2::{Digest as _, Sha256};

use crate::archive::backup;
use crate::support::{Database, Folder, Site, on_both};

on_both!(what_is_not_a_whole_archive_is_refused_and_nothing_changes,);

fn unpacked(archive: &[u8]) -> Vec<Value> {
    let mut text = String::new();
    GzDecoder::new(archive).read_to_string(&mut text).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn packed(lines: &[Value]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    for line in lines {
        writeln!(out, "{line}").unwrap();
    }
    out.finish().unwrap()
}

/// An archive whose end agrees with its lines, whatever they say.
fn signed(mut lines: Vec<Value>) -> Vec<u8> {
    let mut ending = lines.pop().unwrap();
    let digest = lines.iter().fold(Sha256::new(), |digest, line| digest.chain_update(format!("{line}\n")));
    ending["fin"]["sha256"] = format!("{:x}", digest.finalize()).into();
    let asientos = lines.iter().filter(|line| line.get("asiento").is_some()).count();
    ending["fin"]["counts"]["asientos"] = asientos.into();
    lines.push(ending);
    packed(&lines)
}

/// The place of the first line of a kind.
fn first(lines: &[Value], kind: &str) -> usize {
    lines.iter().position(|line| line.get(kind).is_some()).unwrap()
}

fn edited(whole: &[Value], edit: impl FnOnce(&mut Vec<Value>)) -> Vec<Value> {
    let mut lines = whole.to_vec();
    edit(&mut lines);
    lines
}

/// Archives that are wrong, each with what is said of it.
fn wrong(archive: &[u8]) -> Vec<(Vec<u8>, &'static str)> {
    let (lines, half) = (unpacked(archive), archive.len() / 2);
    let (entry, person) = (first(&lines, "asiento"), first(&lines, "persona"));
    let mut flipped = archive.to_vec();
    flipped[half] ^= 0x10;
    let without_last = archive[..archive.len() - 1].to_vec();
    let later = |format: u32| edited(&lines, |lines| lines[0] = json!({ "poi": { "formato": format, "más": [] } }));
    let renamed = edited(&lines, |lines| lines[person]["persona"]["nombre"] = "Otra".into());
    let text = |lines: &mut Vec<Value>| {
        let text = lines[entry + 4]["asiento"]["texto"].as_str().unwrap().replacen("\"version\"", " \"version\"", 1);
        lines[entry + 4]["asiento"]["texto"] = text.into();
    };
    vec![
        (archive[..half].to_vec(), "está incompleto"),
        (archive[..20].to_vec(), "está incompleto"),
        (without_last, "está incompleto"),
        (packed(&lines[..lines.len() - 1]), "está incompleto"),
        (flipped, "está "),
        ([archive, b"x"].concat(), "después del final"),
        (packed(&later(3)), "más nuevo (formato 3"),
        (packed(&renamed), "no es lo que se guardó"),
        (signed(edited(&lines, text)), "asiento 5: su resumen no sigue"),
        (signed(edited(&lines, |lines| drop(lines.remove(entry + 2)))), "falta el asiento 3"),
        (signed(edited(&lines, |lines| drop(lines.remove(lines.len() - 2)))), "y la fila del plan dice"),
        (signed(edited(&lines, |lines| drop(lines.remove(first(lines, "plan"))))), "un asiento sin su plan"),
        (packed(&[json!({ "otra": "cosa" })]), "no es un respaldo del POI"),
        (b"PK\x03\x04 un libro de Excel".to_vec(), "no es un respaldo del POI"),
        (Vec::new(), "no es un respaldo del POI"),
    ]
}

type Kept = (Vec<Checked>, Vec<Acto>, usize);

async fn kept(store: &Store) -> Kept {
    let mut tx = store.read().await.unwrap();
    let checked = server::verify::database(&mut tx).await.unwrap();
    let sessions = tx.rows("SELECT resumen FROM sesion", vec![]).await.unwrap().len();
    (checked, tx.actos("", 10_000).await.unwrap(), sessions)
}

async fn refuse(store: &Store, place: &Path, said: &str) {
    let read = archive::check(place).expect_err(said).to_string();
    assert!(read.contains(said), "{said}: {read}");
    for onto in [Onto::Empty, Onto::Replace] {
        let refused = archive::restore(store, &Clock::real(), place, onto).await.expect_err(said);
        assert!(format!("{refused:#}").contains(said), "{said}: {refused:#}");
    }
}

async fn what_is_not_a_whole_archive_is_refused_and_nothing_changes(database: &Database) {
    let folder = Folder::new();
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let good = folder.path("respaldo");
    backup(database, &good).await;
    crate::live::change(&site, &cookie, 9).await;
    let before = kept(&site.store).await;
    let place = folder.path("otro");
    for (bytes, said) in wrong(&std::fs::read(&good).unwrap()) {
        std::fs::write(&place, bytes).unwrap();
        refuse(&site.store, &place, said).await;
    }
    refuse(&site.store, &folder.path("ninguno"), "no se pudo leer").await;
    let full = archive::restore(&site.store, &Clock::real(), &good, Onto::Empty).await;
    assert!(full.unwrap_err().to_string().contains("ya tiene datos"));
    assert_eq!(kept(&site.store).await, before);
    // What only the database finds out undoes what was written.
    let mut lines = unpacked(&std::fs::read(&good).unwrap());
    let person = first(&lines, "persona");
    lines[person]["persona"]["nombre"] = "".into();
    std::fs::write(&place, signed(lines)).unwrap();
    archive::check(&place).unwrap();
    archive::restore(&site.store, &Clock::real(), &place, Onto::Replace).await.unwrap_err();
    assert_eq!(kept(&site.store).await, before);
}
