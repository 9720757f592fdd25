//! How many wrong passwords an account and an address may try.
//!
//! An attempt is counted before the password is looked at, so that many at once do
//! not pass together; a right one is taken off again.

use domain::Instante;

use crate::clock::later;
use crate::store::{Intento, StoreError, Tx};

/// A window begins with its first attempt.
const WINDOW_SECONDS: i64 = 15 * 60;
/// Of one account.
pub const PER_ACCOUNT: u32 = 10;
/// Of one address: a whole office may share it.
pub const PER_ADDRESS: u32 = 100;

/// Whether another attempt may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Taken,
    /// So many minutes from now, at the latest.
    Wait {
        minutes: i64,
    },
}

/// Counts an attempt against both, unless either has none left.
///
/// # Errors
/// [`StoreError`].
pub async fn take(tx: &mut Tx, account: &str, address: &str, now: Instante) -> Result<Turn, StoreError> {
    for (origin, most) in origins(account, address) {
        let before = window(tx.intento(&origin).await?, now);
        if before.cuantos >= most {
            let left = later(before.desde, WINDOW_SECONDS).micros() - now.micros();
            return Ok(Turn::Wait { minutes: left / 60_000_000 + 1 });
        }
    }
    for (origin, _) in origins(account, address) {
        let before = window(tx.intento(&origin).await?, now);
        tx.put_intento(&origin, Intento { cuantos: before.cuantos + 1, ..before }).await?;
    }
    Ok(Turn::Taken)
}

/// After a right password: the account is clear, the address gets its turn back.
///
/// # Errors
/// [`StoreError`].
pub async fn give_back(tx: &mut Tx, account: &str, address: &str, now: Instante) -> Result<(), StoreError> {
    let [(account, _), (address, _)] = origins(account, address);
    tx.forget_intento(&account).await?;
    let before = window(tx.intento(&address).await?, now);
    match before.cuantos {
        0 | 1 => tx.forget_intento(&address).await,
        many => tx.put_intento(&address, Intento { cuantos: many - 1, ..before }).await,
    }
}

fn origins(account: &str, address: &str) -> [(String, u32); 2] {
    [(format!("cuenta {account}"), PER_ACCOUNT), (format!("equipo {address}"), PER_ADDRESS)]
}

/// The window under way; a new one when the last is over.
fn window(last: Option<Intento>, now: Instante) -> Intento {
    last.filter(|last| now < later(last.desde, WINDOW_SECONDS)).unwrap_or(Intento { cuantos: 0, desde: now })
}
