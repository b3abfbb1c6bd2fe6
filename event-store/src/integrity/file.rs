//! Verifies an export without a database and without keys: leaves, links of the streams, commands, root, and
//! that nothing is missing at the end.

use super::export::command_of;
use super::format::{EventLine, FOOTER, FORMAT, Footer, Header, VERSION, hash};
use super::note::Checkpoint;
use super::tree::Tree;
use super::verify::{Check, Fault, Report};
use crate::seal::kek::{hex, unhex};
use sha2::{Digest, Sha256};
use std::io::{BufRead, Read};
use uuid::Uuid;

/// Longest line: a command of the largest batch, in hexadecimal, many times over.
const LONGEST_LINE: u64 = 64 << 20;
/// Lines between two words about the progress.
const EVERY: u64 = 1_000;

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// First position of the file: what lies before is taken from its header.
    pub first: u64,
    /// Last position that it says it holds.
    pub last: u64,
    /// Last position of the log when it was exported.
    pub head: u64,
    /// Events, root, faults.
    pub report: Report,
}

/// Why nothing can be said about a file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It could not be read.
    #[error("the file could not be read: {0}")]
    Read(#[from] std::io::Error),
    /// It does not begin as an export does.
    #[error("not an export of the log")]
    NotAnExport,
    /// It was written by newer software.
    #[error("an export of version {0}, which this program does not know")]
    Newer(u32),
}

/// Checks a file, also against the checkpoints `held` elsewhere; `progress` is told how many events were read, of how
/// many.
///
/// # Errors
/// When it cannot be read or is no export: nothing can then be said.
pub fn verify_file(
    file: impl BufRead,
    held: &[Checkpoint],
    mut progress: impl FnMut(u64, u64),
) -> Result<FileReport, FileError> {
    let mut lines = Lines::new(file);
    lines.next()?;
    let header = header(&lines.line)?;
    let total = (header.last + 1).saturating_sub(header.first);
    let mut reading = Reading::new(header, held)?;
    loop {
        if !lines.next()? {
            reading.truncated();
            break;
        }
        if lines.line.starts_with(FOOTER) {
            let footer = serde_json::from_slice(&lines.line).ok();
            let digest = hex(&lines.hash.clone().finalize());
            lines.next()?;
            reading.end(footer, &digest, lines.line.is_empty());
            break;
        }
        reading.line(&lines.line);
        if reading.events.is_multiple_of(EVERY) {
            progress(reading.events.min(total), total);
        }
    }
    progress(total, total);
    let Check { tree, proven, findings, .. } = reading.check;
    let report = Report { events: reading.events, root: tree.root(), proven, findings };
    let Header { first, last, head, .. } = reading.header;
    Ok(FileReport { first, last, head: head.position, report })
}

/// Reads the first line.
pub(super) fn header(line: &[u8]) -> Result<Header, FileError> {
    let header: Header = serde_json::from_slice(line).map_err(|_| FileError::NotAnExport)?;
    match header.version {
        _ if header.format != FORMAT => Err(FileError::NotAnExport),
        VERSION if header.first > 0 && header.first <= header.last.saturating_add(1) => Ok(header),
        VERSION => Err(FileError::NotAnExport),
        newer => Err(FileError::Newer(newer)),
    }
}

/// The file, line by line.
pub(super) struct Lines<R> {
    file: R,
    /// Over all lines before this one.
    hash: Sha256,
    pub(super) line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(file: R) -> Self {
        Self { file, hash: Sha256::new(), line: Vec::new() }
    }

    /// Goes to the next line; answers whether it is whole.
    pub(super) fn next(&mut self) -> Result<bool, std::io::Error> {
        self.hash.update(&self.line);
        self.line.clear();
        (&mut self.file).take(LONGEST_LINE).read_until(b'\n', &mut self.line)?;
        Ok(self.line.last() == Some(&b'\n'))
    }
}

/// What is known after so many lines.
struct Reading {
    header: Header,
    check: Check,
    events: u64,
    commands: u64,
    /// The command of the last event, when more of it must follow, and that event's position.
    open: Option<(Uuid, u64)>,
}

impl Reading {
    fn new(header: Header, held: &[Checkpoint]) -> Result<Self, FileError> {
        let before = header.first - 1;
        let tree = unhex(&header.frontier).and_then(|f| Tree::from_frontier(before, &f));
        let tree = tree.ok_or(FileError::NotAnExport)?;
        let mut check = Check { events: before, position: before, tree, ..Check::default() };
        for checkpoint in held {
            if checkpoint.size > before {
                check.held.entry(checkpoint.size).or_default().push(checkpoint.root);
            } else if checkpoint.size == before && before > 0 && checkpoint.root != check.tree.root() {
                check.add(Some(before), None, Fault::CheckpointDiffers);
            }
        }
        Ok(Self { header, check, events: 0, commands: 0, open: None })
    }

    fn line(&mut self, bytes: &[u8]) {
        self.events += 1;
        let line = serde_json::from_slice::<EventLine<'_>>(bytes).ok();
        let read = line.as_ref().and_then(|l| Some((l, l.stored()?, unhex(&l.leaf)?)));
        let Some((line, event, leaf)) = read else {
            let position = self.check.position + 1;
            self.check.add(Some(position), None, Fault::LineUnreadable);
            self.check.position = position;
            self.check.push([0; 32]);
            self.open = None;
            return;
        };
        if let Some(previous) = line.previous.as_deref().and_then(hash)
            && self.header.first > 1
            && event.sequence > 1
        {
            let stream = format!("{}/{}", event.aggregate_type, event.stream);
            self.check.streams.entry(stream).or_insert((event.sequence - 1, previous));
        }
        self.check.event(&event, &leaf);
        self.command(line, command_of(&event.metadata));
    }

    /// Every event names a command, and the last event of a command has it beside it.
    fn command(&mut self, line: &EventLine<'_>, named: Option<Uuid>) {
        if let Some((command, position)) = self.open
            && Some(command) != named
        {
            self.check.add(Some(position), None, Fault::CommandLogDiffers);
        }
        self.open = None;
        match (named, &line.command) {
            (Some(named), None) => self.open = Some((named, line.position)),
            (Some(named), Some(command)) if command.id == named => self.commands += 1,
            _ => self.check.add(Some(line.position), None, Fault::CommandLogDiffers),
        }
    }

    fn truncated(&mut self) {
        let last = self.header.last;
        self.check.add(Some(self.check.position + 1), None, Fault::Truncated);
        if let Some(finding) = self.check.findings.last_mut() {
            finding.until = Some(last).filter(|last| finding.position < Some(*last));
        }
    }

    fn end(&mut self, footer: Option<Footer>, digest: &str, nothing_after: bool) {
        let Header { last, head, .. } = &self.header;
        let root = hex(&self.check.tree.root());
        let whole = *last == head.position;
        let other_root = whole && head.root != root;
        self.check.missing(last + 1);
        if self.check.position > *last {
            self.check.add(Some(last + 1), None, Fault::PositionBroken);
        }
        if let Some((_, position)) = self.open.filter(|_| whole) {
            self.check.add(Some(position), None, Fault::CommandLogDiffers);
        }
        let end = footer.map(|f| f.end);
        if other_root || end.as_ref().is_some_and(|e| e.root != root) {
            self.check.add(None, None, Fault::TreeDiffers);
        }
        let as_written = nothing_after
            && end.is_some_and(|e| {
                e.events == self.events && e.commands == self.commands && e.sha256 == digest
            });
        // What is wrong with an event changes the digest too: once is enough.
        if !as_written && self.check.findings.is_empty() {
            self.check.add(None, None, Fault::FileDiffers);
        }
    }
}
