//! PostgreSQL over TLS: demanded or offered, trusted or not. What speaks TLS here stands before
//! the PostgreSQL of the tests, which need not.

use std::{
    str::FromStr as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use server::store::{Store, StoreError};
use server::tls::{Greeting, Tls};
use sqlx::postgres::PgConnectOptions;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional},
    net::{TcpListener, TcpStream},
};

use crate::support::{Database, Folder, once};
use crate::tls::{Signed, sign};

once!(
    postgres_is_spoken_to_over_tls_where_it_offers_it,
    a_certificate_that_nobody_trusts_is_told,
    where_tls_is_demanded_and_not_offered_a_sentence_says_so,
);

/// What whoever wants TLS sends first.
const WANTED: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// A door to PostgreSQL.
struct Door {
    address: String,
    /// How many agreed on TLS.
    agreed: Arc<AtomicUsize>,
}

impl Door {
    /// With a certificate for `localhost`, or without TLS.
    async fn to(database: &Database, signed: Option<&Signed>) -> Self {
        let options = PgConnectOptions::from_str(&database.address).unwrap();
        let server = format!("{}:{}", options.get_host(), options.get_port());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = format!("localhost:{}", listener.local_addr().unwrap().port());
        let address = database.address.replace(&server, &here);
        assert_ne!(address, database.address, "the address names its host and port");
        let tls = signed.map(|signed| Tls::load(signed.files.clone()).unwrap());
        let agreed = Arc::new(AtomicUsize::new(0));
        let counting = agreed.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass(client, server.clone(), tls.clone(), counting.clone()));
            }
        });
        Self { address, agreed }
    }

    async fn open(&self, sslmode: &str) -> Result<Store, StoreError> {
        Store::open(&format!("{}&{sslmode}", self.address)).await
    }
}

/// Answers what is asked about TLS, and carries the rest.
async fn pass(mut client: TcpStream, server: String, tls: Option<Tls>, agreed: Arc<AtomicUsize>) -> Option<()> {
    let mut server = TcpStream::connect(&server).await.ok()?;
    let mut asked = [0; 8];
    client.read_exact(&mut asked).await.ok()?;
    match tls {
        Some(tls) if asked == WANTED => {
            client.write_all(b"S").await.ok()?;
            let Ok(Greeting::Agreed(mut client)) = tls.greet(client).await else { return None };
            agreed.fetch_add(1, Ordering::SeqCst);
            copy_bidirectional(&mut *client, &mut server).await.ok()?;
        }
        _ if asked == WANTED => {
            client.write_all(b"N").await.ok()?;
            copy_bidirectional(&mut client, &mut server).await.ok()?;
        }
        _ => {
            server.write_all(&asked).await.ok()?;
            copy_bidirectional(&mut client, &mut server).await.ok()?;
        }
    }
    Some(())
}

async fn postgres_is_spoken_to_over_tls_where_it_offers_it() {
    let (folder, database) = (Folder::new(), Database::postgres().await);
    let signed = sign(&folder);
    let door = Door::to(&database, Some(&signed)).await;
    let root = signed.files.cert.display();
    for demand in
        ["sslmode=prefer".to_owned(), "sslmode=require".into(), format!("sslmode=verify-full&sslrootcert={root}")]
    {
        let before = door.agreed.load(Ordering::SeqCst);
        let store = door.open(&demand).await.unwrap();
        assert!(door.agreed.load(Ordering::SeqCst) > before, "{demand}");
        store.close().await;
    }
    let plain = Door::to(&database, None).await;
    plain.open("sslmode=prefer").await.unwrap().close().await;
}

async fn a_certificate_that_nobody_trusts_is_told() {
    let (folder, database) = (Folder::new(), Database::postgres().await);
    let door = Door::to(&database, Some(&sign(&folder))).await;
    let refused = door.open("sslmode=verify-full").await.err().unwrap();
    assert!(refused.to_string().starts_with("no se confía en el certificado de PostgreSQL"), "{refused}");
    assert_eq!(door.agreed.load(Ordering::SeqCst), 0);
}

async fn where_tls_is_demanded_and_not_offered_a_sentence_says_so() {
    let database = Database::postgres().await;
    let door = Door::to(&database, None).await;
    for demand in ["sslmode=require", "sslmode=verify-full"] {
        let refused = door.open(demand).await.err().unwrap();
        assert!(matches!(refused, StoreError::NoTls), "{refused}");
        assert!(refused.to_string().contains("exige TLS (sslmode) y PostgreSQL no lo ofrece"), "{refused}");
    }
}
