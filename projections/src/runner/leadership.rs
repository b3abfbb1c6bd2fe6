//! Who of all processes leads a projection.
//!
//! A leader holds a session lock, on the very connection with which he writes. He is given a number, one higher than
//! his predecessor's; every batch checks it in its own transaction. While there is nothing to fold he shows that he is
//! alive by a trivial statement now and then. Whoever finds the lock held by a session that neither works nor shows
//! itself ends that session: its process sleeps (stopped, swapped out, cut off from the network), and when it wakes up
//! it has lost the connection, the lock and the number. All of it goes by the clock of the database alone.

use super::checkpoint;
use crate::projection::Descriptor;
use crate::sql::unsigned;
use event_store::Log;
use sqlx::{ConnectOptions, Connection, PgConnection, Row};
use std::time::Duration;

/// How often an idle leader shows that he is alive.
pub(super) const SIGN_OF_LIFE: Duration = Duration::from_secs(1);
/// A leader from whom nothing was seen for so many seconds is deposed.
const SILENCE: f64 = 5.0;

/// The right to write a projection's tables, until somebody else takes it.
pub(super) struct Mandate {
    /// The connection that holds the lock and writes the batches.
    pub(super) connection: PgConnection,
    /// Rises with every leader.
    pub(super) number: i64,
    /// Where the projection stood when the mandate began.
    pub(super) position: u64,
}

/// A connection that may become a leader's; its name tells the database's administrator what it is.
pub(super) async fn candidate(log: &Log, projection: &Descriptor) -> Result<PgConnection, sqlx::Error> {
    checkpoint::options(log, checkpoint::LIVE).application_name(&session_name(projection)).connect().await
}

/// Takes the lead, unless somebody else has it; then the connection comes back.
pub(super) async fn try_lead(
    mut connection: PgConnection,
    projection: &Descriptor,
) -> Result<Result<Mandate, PgConnection>, sqlx::Error> {
    let free: bool = sqlx::query_scalar("SELECT pg_try_advisory_lock(hashtextextended($1, 0))")
        .bind(lock_name(projection))
        .fetch_one(&mut connection)
        .await?;
    if !free {
        return Ok(Err(connection));
    }
    let row = sqlx::query(
        "UPDATE letture.proiezioni SET mandato = mandato + 1 WHERE nome = $1 AND versione = $2 \
         RETURNING mandato, position",
    )
    .bind(projection.name)
    .bind(projection.version)
    .fetch_one(&mut connection)
    .await?;
    let (number, position) = (row.try_get("mandato")?, unsigned(&row, "position")?);
    Ok(Ok(Mandate { connection, number, position }))
}

/// Ends the session of a leader from whom nothing was seen for long; whether there was one. A leader at work is left
/// alone however long it takes; sending to, or waiting for, a client that does not move is not work.
pub(super) async fn depose_the_silent(
    connection: &mut PgConnection,
    projection: &Descriptor,
) -> Result<bool, sqlx::Error> {
    let ended: Vec<bool> = sqlx::query_scalar(
        "SELECT pg_terminate_backend(s.pid) FROM pg_locks l JOIN pg_stat_activity s ON s.pid = l.pid \
          WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 \
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
            AND ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended($1, 0) \
            AND s.application_name = $2 \
            AND s.state_change < clock_timestamp() - make_interval(secs => $3) \
            AND (s.state <> 'active' OR s.wait_event_type = 'Client')",
    )
    .bind(lock_name(projection))
    .bind(session_name(projection))
    .bind(SILENCE)
    .fetch_all(connection)
    .await?;
    Ok(ended.contains(&true))
}

impl Mandate {
    /// Shows that the leader is alive; an error when he leads no more.
    pub(super) async fn show_life(&mut self) -> Result<(), sqlx::Error> {
        self.connection.ping().await
    }
}

fn lock_name(projection: &Descriptor) -> String {
    format!("projection:{}_v{}", projection.name, projection.version)
}

fn session_name(projection: &Descriptor) -> String {
    format!("sigess {}_v{}", projection.name, projection.version)
}
