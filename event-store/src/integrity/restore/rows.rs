//! Rows of `registro.events` and `registro.command_log`, in the text form of COPY; numbers and head.

use super::reading::Line;
use crate::integrity::tree::Tree;
use crate::seal::kek::hex;
use sqlx::PgConnection;
use std::fmt::Write;

/// Rows that wait to be stored.
#[derive(Default)]
pub(super) struct Rows {
    events: String,
    commands: String,
    count: usize,
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn add(&mut self, line: &Line) {
        let event = &line.event;
        let sealed: Vec<String> = event.partitions.iter().map(|p| format!("\"\\\\x{}\"", hex(p))).collect();
        let texts = [&event.aggregate_type, &event.stream, &event.event_type, &event.event_version];
        let [kind, stream, event_type, version] = texts.map(|text| escaped(text));
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.events,
            "{kind}\t{stream}\t{}\t{event_type}\t{version}\t{}\t{}\t{}\t{}\t{}\t\\\\x{}",
            event.sequence,
            escaped(&event.payload),
            escaped(&event.metadata),
            escaped(&format!("{{{}}}", sealed.join(","))),
            event.position,
            event.recorded_at.format("%Y-%m-%d %H:%M:%S%.6f+00"),
            hex(&line.leaf),
        );
        if let Some(command) = &line.command {
            let _ = writeln!(
                self.commands,
                "{}\t\\\\x{}\t{kind}\t{stream}\t{}\t{}",
                command.id,
                escaped(&command.hmac),
                event.sequence,
                event.position
            );
        }
        self.count += 1;
    }

    /// Stores the rows and forgets them.
    pub(super) async fn store(&mut self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        let Self { events, commands, .. } = std::mem::take(self);
        copy(
            connection,
            "COPY registro.events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, \
                                   metadata, sigilli, position, recorded_at, leaf) FROM STDIN",
            events,
        )
        .await?;
        copy(
            connection,
            "COPY registro.command_log (command_id, request_hmac, aggregate_type, aggregate_id, version, position) \
             FROM STDIN",
            commands,
        )
        .await
    }
}

async fn copy(connection: &mut PgConnection, statement: &str, rows: String) -> Result<(), sqlx::Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut copy = connection.copy_in_raw(statement).await?;
    copy.send(rows.into_bytes()).await?;
    copy.finish().await.map(drop)
}

/// A text as COPY reads it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out
}

/// Gives every event that takes a number its rank, as `registro.append` did one by one (migration 0002).
pub(super) async fn number(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO registro.numeri (serie, n, position) \
         SELECT serie, row_number() OVER (PARTITION BY serie ORDER BY position), position FROM ( \
           SELECT e.position, concat_ws('/', r.prefisso, \
                    CASE WHEN r.campo IS NOT NULL THEN coalesce(e.payload ->> r.campo, '') END, \
                    CASE WHEN r.annuale THEN extract(year FROM e.recorded_at AT TIME ZONE 'Europe/Rome')::text END \
                  ) AS serie \
             FROM registro.events e JOIN registro.numerazioni r USING (event_type)) ranked",
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Puts the head where the last event is.
pub(super) async fn head(connection: &mut PgConnection, tree: &Tree) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE registro.log_head SET position = e.position, recorded_at = e.recorded_at, frontier = $2 \
           FROM registro.events e WHERE e.position = $1",
    )
    .bind(tree.size().cast_signed())
    .bind(tree.frontier())
    .execute(connection)
    .await
    .map(drop)
}

/// Tells the planner how much there is now.
pub(super) async fn analyse(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query("ANALYZE registro.events, registro.command_log, registro.numeri, registro.prenotazioni")
        .execute(connection)
        .await
        .map(drop)
}
