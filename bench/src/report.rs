//! Tables in Markdown, and what of the bars is met.

use crate::Fault;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// What was measured, as it will be printed.
pub(crate) struct Report {
    text: String,
    bars: Vec<[String; 4]>,
}

impl Report {
    /// A report that begins with what was measured on.
    pub(crate) fn new(machine: &str) -> Self {
        Self { text: machine.to_owned(), bars: Vec::new() }
    }

    /// A heading.
    pub(crate) fn heading(&mut self, title: &str) {
        let _ = writeln!(self.text, "\n## {title}\n");
        tell(title);
    }

    /// A sentence.
    pub(crate) fn note(&mut self, sentence: &str) {
        let _ = writeln!(self.text, "\n{sentence}");
        tell(sentence);
    }

    /// A table.
    pub(crate) fn table(&mut self, columns: &[&str], rows: &[Vec<String>]) {
        let mut table = String::new();
        let _ = writeln!(table, "\n| {} |", columns.join(" | "));
        let _ = writeln!(table, "|{}", " --- |".repeat(columns.len()));
        for row in rows {
            let _ = writeln!(table, "| {} |", row.join(" | "));
        }
        tell(&table);
        self.text.push_str(&table);
    }

    /// Whether a bar is met.
    pub(crate) fn bar(&mut self, what: &str, bar: &str, measured: String, met: bool) {
        let met = if met { "met" } else { "**missed**" };
        tell(&format!("{what}: {measured} (bar {bar}): {met}"));
        self.bars.push([what.to_owned(), bar.to_owned(), measured, met.to_owned()]);
    }

    /// Prints it all, and writes it where it is wanted.
    pub(crate) fn finish(mut self, out: Option<&Path>) -> Result<(), Fault> {
        if !self.bars.is_empty() {
            let rows: Vec<_> = std::mem::take(&mut self.bars).into_iter().map(Vec::from).collect();
            self.heading("Bars");
            self.table(&["what", "bar", "measured", ""], &rows);
        }
        writeln!(std::io::stdout().lock(), "{}", self.text)?;
        if let Some(out) = out {
            if let Some(folder) = out.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(out, self.text)?;
        }
        Ok(())
    }
}

/// Says on standard error what is under way.
pub(crate) fn tell(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
