//! A commit whose answer is lost on the way: it was made, and nobody knows. The same commands
//! are found in the log and answered, and the plan in memory is the one of the tables.

use std::{
    str::FromStr as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use app::api::session::Entorno;
use sqlx::postgres::PgConnectOptions;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};

use crate::commit::{a_unit, ask, new, rewritten, secuencia, together, versions};
use crate::history::check;
use crate::several::{ask_all, envelopes};
use crate::support::{Database, Site, accepted, once};

once!(a_commit_whose_answer_is_lost_is_found_in_the_log,);

/// A way to PostgreSQL that breaks where a commit is answered.
struct Way {
    address: String,
    /// Which of the commits to come, counted from one; zero: none.
    breaks_at: Arc<AtomicUsize>,
}

impl Way {
    async fn to(database: &Database) -> Self {
        let options = PgConnectOptions::from_str(&database.address).unwrap();
        let server = format!("{}:{}", options.get_host(), options.get_port());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = listener.local_addr().unwrap().to_string();
        let address = database.address.replace(&server, &here);
        assert_ne!(address, database.address, "the address names its host and port");
        let breaks_at = Arc::new(AtomicUsize::new(0));
        let counting = breaks_at.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.unwrap();
                tokio::spawn(carry(client, server, counting.clone()));
            }
        });
        Self { address, breaks_at }
    }
}

/// Both ends are closed when either ends, or it breaks.
async fn carry(client: TcpStream, server: TcpStream, breaks_at: Arc<AtomicUsize>) {
    let (mut asks, told) = client.into_split();
    let (answers, mut asked) = server.into_split();
    tokio::select! {
        _ = copy(&mut asks, &mut asked) => {}
        _ = bring(answers, told, &breaks_at) => {}
    }
}

async fn bring(mut answers: OwnedReadHalf, mut told: OwnedWriteHalf, breaks_at: &AtomicUsize) -> std::io::Result<()> {
    let mut bytes = [0; 16 * 1024];
    loop {
        let length = answers.read(&mut bytes).await?;
        let is_commit = bytes[..length].windows(7).any(|part| part == b"COMMIT\0");
        let left = |count: usize| count.checked_sub(1);
        let breaks = is_commit && breaks_at.fetch_update(Ordering::SeqCst, Ordering::SeqCst, left) == Ok(1);
        if length == 0 || breaks {
            return Ok(());
        }
        told.write_all(&bytes[..length]).await?;
    }
}

async fn a_commit_whose_answer_is_lost_is_found_in_the_log() {
    let database = Database::postgres().await;
    Site::new(&database).await.store.close().await;
    let way = Way::to(&database).await;
    let direct = Database { address: way.address.clone(), name: database.name.clone(), folder: None };
    let site = Site::on(direct.open().await, Entorno::Institucional);
    let (cookie, rows) = a_unit(&site).await;
    let plan = site.plan().await;
    let [one, two, three, last, ..] = rows[..] else { panic!("four activities") };
    let (id, command) = (new(), secuencia(&plan, one, 11));
    way.breaks_at.store(1, Ordering::SeqCst);
    assert_eq!(accepted(&ask(&site.server, &cookie, id, command.clone()).await.unwrap()), plan.version() + 1);
    assert_eq!(way.breaks_at.load(Ordering::SeqCst), 0, "it broke");
    assert_eq!(accepted(&ask(&site.server, &cookie, id, command).await.unwrap()), plan.version() + 1);
    assert_eq!(site.plan().await.version(), plan.version() + 1);
    // The first of these has a commit of its own; that of the others breaks.
    way.breaks_at.store(2, Ordering::SeqCst);
    let all = [(one, 12), (two, 21), (three, 31)];
    let plan = site.plan().await;
    let all = all.map(|(row, number)| ask(&site.server, &cookie, new(), secuencia(&plan, row, number)));
    let answers = together(&site, (&cookie, last), all.into()).await;
    let next = plan.version() + 2;
    assert_eq!(versions(&answers), [Some(next), Some(next + 1), Some(next + 2)]);
    assert_eq!(way.breaks_at.load(Ordering::SeqCst), 0, "it broke");
    assert_eq!(site.plan().await.version(), next + 2);
    // So does that of several in one request.
    way.breaks_at.store(1, Ordering::SeqCst);
    let several = envelopes(rewritten(&site.plan().await, one, 3));
    let answers = ask_all(&site, &cookie, &several).await.unwrap();
    assert_eq!(answers.iter().map(accepted).collect::<Vec<_>>(), [next + 3, next + 4, next + 5]);
    assert_eq!(way.breaks_at.load(Ordering::SeqCst), 0, "it broke");
    check(&site.store, &site.plan().await).await;
}
