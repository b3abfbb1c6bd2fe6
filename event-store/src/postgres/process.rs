//! Running other programs with a time limit and errors that say what happened.

use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use super::error::PostgresError;

/// Enough for programs that only look something up.
pub(super) const QUICK: Duration = Duration::from_secs(10);
/// How much of a program's complaint goes into an error.
const TAIL: usize = 600;

/// Runs `command` to its end, feeding it `input`. The exit status is the caller's to judge.
pub(super) async fn output(
    command: &mut Command,
    input: &[u8],
    limit: Duration,
) -> Result<Output, PostgresError> {
    let program = command.as_std().get_program().to_string_lossy().into_owned();
    let not_run = |source| PostgresError::NotRun { program: program.clone(), source };
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command.stdin(if input.is_empty() { Stdio::null() } else { Stdio::piped() });
    let mut child = command.spawn().map_err(not_run)?;
    let ended = async {
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input).await?;
        }
        child.wait_with_output().await
    };
    match tokio::time::timeout(limit, ended).await {
        Ok(ended) => ended.map_err(not_run),
        Err(_) => Err(PostgresError::TimedOut { program, limit }),
    }
}

/// Runs `command` and returns its trimmed standard output; any exit status but 0 is an error.
pub(super) async fn run(command: &mut Command, limit: Duration) -> Result<String, PostgresError> {
    run_with_input(command, &[], limit).await
}

/// As [`run`], with `input` on the program's standard input.
pub(super) async fn run_with_input(
    command: &mut Command,
    input: &[u8],
    limit: Duration,
) -> Result<String, PostgresError> {
    let output = output(command, input, limit).await?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let complaint = if output.stderr.is_empty() { &output.stdout } else { &output.stderr };
    Err(PostgresError::Failed {
        program: command.as_std().get_program().to_string_lossy().into_owned(),
        status: output.status.to_string(),
        message: tail(&String::from_utf8_lossy(complaint)),
    })
}

/// The end of a text, on one line.
pub(super) fn tail(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let skipped = line.chars().count().saturating_sub(TAIL);
    line.chars().skip(skipped).collect()
}
