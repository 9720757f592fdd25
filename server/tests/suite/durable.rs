//! The acknowledgement follows the disk: the system calls of the real program on SQLite, watched
//! as they happen.

use std::{fs, sync::mpsc, thread};

use domain::{CommandId, Envelope};
use nix::{
    errno::Errno,
    libc,
    sys::{
        ptrace::{self, Options},
        signal::{Signal, kill},
        wait::{WaitPidFlag, WaitStatus, waitpid},
    },
    unistd::Pid,
};
use server::config::campaign;
use uuid::Uuid;

use crate::browser::Browser;
use crate::commit::{activities, rewritten};
use crate::program::Poi;
use crate::support::{CLAVE, Database, accepted, demonstration, once, put_editor, store_demonstration};

once!(each_answer_follows_a_sync_of_the_log,);

/// What a thread of the program did that matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    /// Took something in from a connection.
    Asked,
    /// Began to bring the log of the database to the disk.
    Syncing,
    /// It is there.
    Synced,
    /// Begins to send something out.
    Answers,
}

/// A system call as it begins, or as it has ended with a result.
enum Call {
    Begins { number: i64, file: u64 },
    Ended { number: i64, file: u64, result: i64 },
}

impl Call {
    /// The one that a stopped thread is at.
    fn of(thread: Pid) -> Option<Self> {
        let registers = ptrace::getregs(thread).ok()?;
        let (number, file, result) = (registers.orig_rax.cast_signed(), registers.rdi, registers.rax.cast_signed());
        // What the kernel leaves there until there is a result.
        let begins = result == -i64::from(libc::ENOSYS);
        Some(if begins { Self::Begins { number, file } } else { Self::Ended { number, file, result } })
    }

    fn tells(&self, program: Pid) -> Option<Seen> {
        const TAKE: [i64; 4] = [libc::SYS_read, libc::SYS_readv, libc::SYS_recvfrom, libc::SYS_recvmsg];
        const SEND: [i64; 4] = [libc::SYS_write, libc::SYS_writev, libc::SYS_sendto, libc::SYS_sendmsg];
        const SYNC: [i64; 2] = [libc::SYS_fsync, libc::SYS_fdatasync];
        let file = |file: u64| fs::read_link(format!("/proc/{program}/fd/{file}")).unwrap_or_default();
        let is_connection = |number| file(number).to_string_lossy().starts_with("socket:");
        let is_log = |number| file(number).to_string_lossy().ends_with("-wal");
        match *self {
            Self::Ended { number, file, result: 1.. } if TAKE.contains(&number) && is_connection(file) => {
                Some(Seen::Asked)
            }
            Self::Begins { number, file } if SYNC.contains(&number) && is_log(file) => Some(Seen::Syncing),
            Self::Ended { number, file, result: 0 } if SYNC.contains(&number) && is_log(file) => Some(Seen::Synced),
            Self::Begins { number, file } if SEND.contains(&number) && is_connection(file) => Some(Seen::Answers),
            _ => None,
        }
    }
}

/// Every thread of the program stops at each system call from now on.
fn seize(program: Pid) {
    let options = Options::PTRACE_O_TRACESYSGOOD | Options::PTRACE_O_TRACECLONE;
    loop {
        let threads = fs::read_dir(format!("/proc/{program}/task")).unwrap();
        let threads = threads.map(|entry| entry.unwrap().file_name().to_str().unwrap().parse().unwrap());
        // One that is watched already, or began so, cannot be seized again.
        let new: Vec<Pid> =
            threads.map(Pid::from_raw).filter(|thread| ptrace::seize(*thread, options).is_ok()).collect();
        if new.is_empty() {
            return;
        }
        for thread in new {
            ptrace::interrupt(thread).unwrap();
            waitpid(thread, Some(WaitPidFlag::__WALL)).unwrap();
            resume(thread, None);
        }
    }
}

fn resume(thread: Pid, signal: Option<Signal>) {
    match ptrace::syscall(thread, signal) {
        // It was killed meanwhile.
        Ok(()) | Err(Errno::ESRCH) => {}
        Err(error) => panic!("{error}"),
    }
}

/// Watches until the program ends. A thread goes on only when what it does has been noted, so
/// that the order of the notes is one in which things happened.
fn watch(program: Pid, begun: &mpsc::Sender<()>) -> Vec<Seen> {
    seize(program);
    begun.send(()).unwrap();
    let mut seen = Vec::new();
    while let Ok(status) = waitpid(None, Some(WaitPidFlag::__WALL | WaitPidFlag::__WNOTHREAD)) {
        match status {
            WaitStatus::PtraceSyscall(thread) => {
                seen.extend(Call::of(thread).and_then(|call| call.tells(program)));
                resume(thread, None);
            }
            WaitStatus::PtraceEvent(thread, ..) => resume(thread, None),
            WaitStatus::Stopped(thread, signal) => resume(thread, Some(signal)),
            _ => {}
        }
    }
    seen
}

/// For each answer, how many times the log was brought to the disk since it was asked for.
fn syncs_before_answers(seen: &[Seen]) -> Vec<usize> {
    let mut answers = Vec::new();
    let mut asked = None;
    let mut syncing = false;
    for event in seen {
        match event {
            Seen::Asked => (asked, syncing) = (asked.or(Some(0)), false),
            Seen::Syncing => syncing = true,
            Seen::Synced if syncing => asked = asked.map(|count| count + 1),
            Seen::Synced => {}
            Seen::Answers => answers.extend(asked.take()),
        }
    }
    answers
}

async fn each_answer_follows_a_sync_of_the_log() {
    let acts = campaign(200);
    let database = Database::sqlite();
    let store = database.open().await;
    store_demonstration(&store).await;
    let plan = &demonstration().plan;
    let units = plan.todos::<domain::plan::UnidadOrganica>().keys();
    let unidad = *units.max_by_key(|unidad| plan.actividades_de(**unidad).count()).unwrap();
    let usuario = put_editor(&store, unidad).await;
    store.close().await;
    drop(store);
    let poi = Poi::start(&database.address);
    let mut browser = Browser::connect(poi.address, "").await.unwrap();
    browser.enter(&usuario, CLAVE).await.unwrap();
    let (begun, watched) = mpsc::channel();
    let program = poi.id();
    let watching = thread::spawn(move || watch(program, &begun));
    watched.recv().unwrap();
    for command in rewritten(plan, activities(plan, unidad)[0], acts) {
        accepted(&browser.send(&Envelope { id: CommandId(Uuid::now_v7()), command }).await.unwrap());
    }
    kill(program, Signal::SIGKILL).unwrap();
    let syncs = syncs_before_answers(&watching.join().unwrap());
    // Whoever watched it has seen its end: by now its number may be another's.
    std::mem::forget(poi);
    println!(
        "{} acknowledged commands, {} syncs of the log before their answers",
        syncs.len(),
        syncs.iter().sum::<usize>()
    );
    assert_eq!(syncs.len(), usize::try_from(acts).unwrap(), "each answer was seen");
    assert!(syncs.iter().all(|count| *count > 0), "{syncs:?}");
}

#[test]
fn a_sync_counts_only_from_its_beginning_to_its_end() {
    use Seen::{Answers, Asked, Synced, Syncing};
    assert_eq!(syncs_before_answers(&[Asked, Syncing, Synced, Answers]), [1]);
    assert_eq!(syncs_before_answers(&[Asked, Answers, Syncing, Synced]), [0], "after the answer");
    assert_eq!(syncs_before_answers(&[Syncing, Asked, Synced, Answers]), [0], "begun before it was asked for");
    assert_eq!(syncs_before_answers(&[Asked, Syncing, Answers, Synced]), [0], "not over yet");
    assert_eq!(syncs_before_answers(&[Asked, Asked, Syncing, Synced, Answers, Answers]), [1], "in pieces");
}
