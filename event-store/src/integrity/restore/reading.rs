//! The events of an export, command by command.

use super::{RestoreError, opened};
use crate::integrity::file::{FileError, Lines, header};
use crate::integrity::format::{CommandLine, EventLine, FOOTER, Header};
use crate::integrity::leaf::Hash;
use crate::integrity::tree::Tree;
use crate::reader::Stored;
use crate::seal::kek::unhex;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// An event with what an export has beside it.
pub(super) struct Line {
    pub(super) event: Stored,
    pub(super) leaf: Hash,
    /// On the last event of a command.
    pub(super) command: Option<CommandLine>,
}

impl Line {
    pub(super) fn position(&self) -> u64 {
        self.event.position
    }
}

/// One file.
pub(super) struct Part {
    lines: Lines<BufReader<File>>,
    pub(super) header: Header,
}

impl Part {
    pub(super) fn open(path: &Path) -> Result<Self, RestoreError> {
        let fault = |source| RestoreError::File { path: path.to_owned(), source };
        let mut lines = Lines::new(opened(path)?);
        lines.next().map_err(|e| fault(e.into()))?;
        let header = header(&lines.line).map_err(fault)?;
        Ok(Self { lines, header })
    }

    /// The next event; none at the footer. The file was verified: what cannot be read now was changed meanwhile.
    pub(super) fn next(&mut self, path: &Path) -> Result<Option<Line>, RestoreError> {
        let fault = |source| RestoreError::File { path: path.to_owned(), source };
        if !self.lines.next().map_err(|e| fault(e.into()))? || self.lines.line.starts_with(FOOTER) {
            return Ok(None);
        }
        let line = serde_json::from_slice::<EventLine<'_>>(&self.lines.line).ok();
        let line = line.and_then(|line| {
            let leaf = unhex(&line.leaf)?.try_into().ok()?;
            Some(Line { event: line.stored()?, leaf, command: line.command })
        });
        line.map(Some).ok_or_else(|| fault(FileError::NotAnExport))
    }
}

impl Header {
    /// Whether the file goes on from the log that `tree` stands for.
    pub(super) fn follows(&self, tree: &Tree) -> bool {
        unhex(&self.frontier).is_some_and(|frontier| tree.same_frontier(&frontier))
    }
}

/// Gathers events until their command is whole.
#[derive(Default)]
pub(super) struct Commands(Vec<Line>);

impl Commands {
    /// Takes the next event; answers the command that it ends.
    pub(super) fn take(&mut self, line: Line) -> Option<Vec<Line>> {
        let ended = line.command.is_some();
        self.0.push(line);
        ended.then(|| std::mem::take(&mut self.0))
    }
}
