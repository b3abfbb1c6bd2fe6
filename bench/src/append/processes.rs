//! Two processes on one log, each with half of the callers.

use super::ours;
use crate::Fault;
use crate::people::People;
use crate::place::{Place, open};
use crate::stats::Measured;
use event_store::Bus;
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};

const PROCESSES: usize = 2;
/// Subjects whose keys are loaded at once, before anything is measured.
const KEYS_AT_ONCE: usize = 1000;

/// What one of them has to do.
#[derive(Serialize, Deserialize)]
struct Task {
    socket_dir: PathBuf,
    kek: PathBuf,
    people: People,
    callers: usize,
    first: usize,
    of_all: usize,
    seconds: f64,
}

/// What one of them answers.
#[derive(Serialize, Deserialize)]
struct Answer {
    per_second: f64,
    p50: f64,
    p99: f64,
    done: f64,
}

/// Both begin at the same moment. Commands are added up; of the percentiles, the worse one.
pub(super) async fn run(
    place: &Place,
    people: &People,
    callers: usize,
    seconds: f64,
) -> Result<Measured, Fault> {
    let mut workers = Vec::new();
    for number in 0..PROCESSES {
        let task = Task {
            socket_dir: place.cluster.socket_dir().to_owned(),
            kek: place.kek(),
            people: people.clone(),
            callers: callers / PROCESSES,
            first: number * (callers / PROCESSES),
            of_all: callers,
            seconds,
        };
        let file = place.folder.path().join(format!("worker-{number}.json"));
        std::fs::write(&file, serde_json::to_vec(&task)?)?;
        let mut child = Command::new(std::env::current_exe()?)
            .arg("--append-worker")
            .arg(&file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        let mut ready = String::new();
        stdout.read_line(&mut ready).await?;
        workers.push((child, stdout));
    }
    for (child, _) in &mut workers {
        begin(child).await?;
    }
    let mut sum = Measured::default();
    for (mut child, mut stdout) in workers {
        let mut text = String::new();
        stdout.read_to_string(&mut text).await?;
        child.wait().await?;
        let answer: Answer = serde_json::from_str(&text)?;
        sum.per_second += answer.per_second;
        sum.p50 = sum.p50.max(answer.p50);
        sum.p99 = sum.p99.max(answer.p99);
        sum.done += answer.done;
    }
    Ok(sum)
}

async fn begin(child: &mut Child) -> Result<(), Fault> {
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    Ok(stdin.write_all(b"go\n").await?)
}

/// The other process: gets ready, says so, begins when told, answers.
pub(crate) async fn worker(file: &Path) -> Result<(), Fault> {
    let task: Task = serde_json::from_slice(&std::fs::read(file)?)?;
    let log = open(&task.socket_dir, &task.kek).await?;
    for some in task.people.ids().chunks(KEYS_AT_ONCE) {
        log.keys().load(&some.iter().copied().collect()).await?;
    }
    writeln!(std::io::stdout().lock(), "ready")?;
    // Nothing else is to be done meanwhile.
    std::io::stdin().read_line(&mut String::new())?;
    let Task { people, callers, of_all, first, seconds, .. } = &task;
    let m = ours::run(&Bus::new(log), people, *callers, *of_all, *first, *seconds).await?;
    let answer = Answer { per_second: m.per_second, p50: m.p50, p99: m.p99, done: m.done };
    Ok(writeln!(std::io::stdout().lock(), "{}", serde_json::to_string(&answer)?)?)
}
