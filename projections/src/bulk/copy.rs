//! One `COPY … FROM STDIN` in text format.

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgCopyIn, PgPoolCopyExt};
use sqlx::{PgPool, Postgres};
use std::fmt::{Display, Write};

/// Bytes gathered before they are sent.
const CHUNK: usize = 256 << 10;

/// A copy under way.
pub(crate) struct Copy {
    sink: PgCopyIn<PoolConnection<Postgres>>,
    buffer: String,
}

impl Copy {
    /// Begins; `target` is the table with its columns.
    pub(crate) async fn begin(pool: &PgPool, target: &str) -> Result<Self, sqlx::Error> {
        let sink = pool.copy_in_raw(&format!("COPY {target} FROM STDIN")).await?;
        Ok(Self { sink, buffer: String::with_capacity(CHUNK + 4096) })
    }

    /// A row to be filled, column by column, in order.
    pub(crate) fn row(&mut self) -> Row<'_> {
        Row { buffer: &mut self.buffer, first: true }
    }

    pub(crate) async fn send_when_full(&mut self) -> Result<(), sqlx::Error> {
        if self.buffer.len() >= CHUNK { self.send().await } else { Ok(()) }
    }

    async fn send(&mut self) -> Result<(), sqlx::Error> {
        self.sink.send(self.buffer.as_bytes()).await?;
        self.buffer.clear();
        Ok(())
    }

    pub(crate) async fn finish(mut self) -> Result<(), sqlx::Error> {
        self.send().await?;
        self.sink.finish().await?;
        Ok(())
    }
}

/// A row in the making.
pub(crate) struct Row<'a> {
    buffer: &'a mut String,
    first: bool,
}

impl Row<'_> {
    fn separate(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.buffer.push('\t');
        }
    }

    /// A value whose text holds nothing to escape: ids, numbers, dates, booleans.
    pub(crate) fn value(&mut self, value: impl Display) {
        self.separate();
        // Writing to a String cannot fail.
        let _ = write!(self.buffer, "{value}");
    }

    pub(crate) fn optional(&mut self, value: Option<impl Display>) {
        match value {
            Some(value) => self.value(value),
            None => self.null(),
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.separate();
        for character in text.chars() {
            match character {
                '\\' => self.buffer.push_str("\\\\"),
                '\t' => self.buffer.push_str("\\t"),
                '\n' => self.buffer.push_str("\\n"),
                '\r' => self.buffer.push_str("\\r"),
                other => self.buffer.push(other),
            }
        }
    }

    pub(crate) fn optional_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.null(),
        }
    }

    fn null(&mut self) {
        self.separate();
        self.buffer.push_str("\\N");
    }

    pub(crate) fn end(self) {
        self.buffer.push('\n');
    }
}
