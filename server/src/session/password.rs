//! Passwords: Argon2id, always off the threads that serve.

use std::sync::{Arc, OnceLock};

use argon2::{
    Argon2, PasswordHash, PasswordHasher, PasswordVerifier,
    password_hash::{SaltString, rand_core::OsRng},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// How many hashes run at once: each takes 19 MiB.
const AT_ONCE: usize = 4;

/// Whether a password was the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    Yes,
    No,
}

/// Hashes and verifies, a few at a time.
#[derive(Clone)]
pub struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Passwords {
    /// # Errors
    /// A sentence when the machine has no randomness or memory for it.
    pub async fn hash(&self, password: String) -> Result<String, String> {
        self.run(move || hash(&password)).await?
    }

    /// Does the same work when there is no such account, so that time tells nothing.
    ///
    /// # Errors
    /// A sentence when the stored hash cannot be read.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<Match, String> {
        self.run(move || verify(&password, stored.as_deref())).await?
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
        let _turn = self.0.acquire().await.map_err(|error| error.to_string())?;
        spawn_blocking(work).await.map_err(|error| error.to_string())
    }
}

fn hash(password: &str) -> Result<String, String> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt).map_err(|error| error.to_string())?;
    Ok(hash.to_string())
}

fn verify(password: &str, stored: Option<&str>) -> Result<Match, String> {
    static NOBODY: OnceLock<Result<String, String>> = OnceLock::new();
    let nobody = NOBODY.get_or_init(|| hash("nobody has this password")).clone()?;
    let parsed = PasswordHash::new(stored.unwrap_or(&nobody)).map_err(|error| error.to_string())?;
    let verified = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    Ok(if verified && stored.is_some() { Match::Yes } else { Match::No })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_account_matches() {
        let passwords = Passwords::default();
        let stored = passwords.hash("clave segura".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert_eq!(passwords.verify("clave segura".into(), Some(stored.clone())).await, Ok(Match::Yes));
        assert_eq!(passwords.verify("otra".into(), Some(stored)).await, Ok(Match::No));
        assert_eq!(passwords.verify("nobody has this password".into(), None).await, Ok(Match::No));
    }
}
