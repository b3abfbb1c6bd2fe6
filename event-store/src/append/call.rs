//! One call of `registro.append`: a batch as parallel arrays, an outcome for every command.

use super::{Append, Outcome, Prior};
use sqlx::{PgConnection, Row};

/// Text the application may put into a statement about an error: the SQLSTATE, never a value.
pub(crate) fn describe(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(e) => format!("SQLSTATE {}", e.code().unwrap_or_default()),
        sqlx::Error::Io(e) => format!("connection: {}", e.kind()),
        sqlx::Error::PoolTimedOut => "no connection in time".to_owned(),
        _ => "connection lost or protocol error".to_owned(),
    }
}

#[derive(Default)]
struct Arrays<'a> {
    c_id: Vec<uuid::Uuid>,
    c_hmac: Vec<&'a [u8]>,
    c_type: Vec<&'a str>,
    c_stream: Vec<&'a str>,
    c_version: Vec<i64>,
    e_command: Vec<i32>,
    e_type: Vec<&'a str>,
    e_version: Vec<&'a str>,
    e_payload: Vec<&'a str>,
    e_metadata: Vec<&'a str>,
    s_event: Vec<i32>,
    s_bytes: Vec<&'a [u8]>,
    r_command: Vec<i32>,
    r_scope: Vec<&'a str>,
    r_hash: Vec<&'a [u8]>,
    r_holder: Vec<&'a str>,
    r_reserve: Vec<bool>,
}

impl<'a> Arrays<'a> {
    fn of(batch: &[&'a Append]) -> Self {
        let mut a = Self::default();
        for (command, number) in batch.iter().zip(1..) {
            a.c_id.push(command.command_id);
            a.c_hmac.push(&command.request_hmac);
            a.c_type.push(command.aggregate_type);
            a.c_stream.push(&command.stream);
            a.c_version.push(i64::try_from(command.version).unwrap_or(i64::MAX));
            for event in &command.events {
                a.e_command.push(number);
                a.e_type.push(&event.event_type);
                a.e_version.push(&event.event_version);
                a.e_payload.push(&event.payload);
                a.e_metadata.push(&event.metadata);
                let event_number = i32::try_from(a.e_command.len()).unwrap_or(i32::MAX);
                for partition in &event.partitions {
                    a.s_event.push(event_number);
                    a.s_bytes.push(partition);
                }
            }
            for reservation in &command.reservations {
                a.r_command.push(number);
                a.r_scope.push(reservation.scope);
                a.r_hash.push(&reservation.hash);
                a.r_holder.push(&reservation.holder);
                a.r_reserve.push(reservation.reserve);
            }
        }
        a
    }
}

/// Stores a batch; the outcomes are in the order of the commands.
pub(super) async fn append(
    connection: &mut PgConnection,
    batch: &[&Append],
) -> Result<Vec<Outcome>, sqlx::Error> {
    let a = Arrays::of(batch);
    let rows = sqlx::query(
        "SELECT * FROM registro.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)",
    )
    .bind(a.c_id)
    .bind(a.c_hmac)
    .bind(a.c_type)
    .bind(a.c_stream)
    .bind(a.c_version)
    .bind(a.e_command)
    .bind(a.e_type)
    .bind(a.e_version)
    .bind(a.e_payload)
    .bind(a.e_metadata)
    .bind(a.s_event)
    .bind(a.s_bytes)
    .bind(a.r_command)
    .bind(a.r_scope)
    .bind(a.r_hash)
    .bind(a.r_holder)
    .bind(a.r_reserve)
    .fetch_all(connection)
    .await?;
    rows.iter().map(outcome).collect()
}

fn outcome(row: &sqlx::postgres::PgRow) -> Result<Outcome, sqlx::Error> {
    let number = |column: &str| -> Result<u64, sqlx::Error> {
        let value: i64 = row.try_get(column)?;
        u64::try_from(value).map_err(|e| sqlx::Error::Decode(e.into()))
    };
    Ok(match row.try_get::<&str, _>("res_outcome")? {
        "stored" => Outcome::Stored {
            position: number("res_position")?,
            version: number("res_version")?,
            recorded_at: row.try_get("res_recorded_at")?,
        },
        "repeated" => Outcome::Repeated(Prior {
            position: number("res_position")?,
            stream: row.try_get("res_stream")?,
            version: number("res_version")?,
        }),
        "different" => Outcome::Different,
        "conflict" => Outcome::Conflict { version: number("res_version")? },
        "reserved" => {
            Outcome::Reserved { scope: row.try_get("res_scope")?, holder: row.try_get("res_holder")? }
        }
        _ => return Err(sqlx::Error::Protocol("unknown outcome of registro.append".into())),
    })
}
