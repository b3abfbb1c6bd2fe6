//! What `sigess doctor` asks the databases.

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Row};

/// What the log database says of itself.
#[derive(Clone, Debug)]
pub struct DatabaseHealth {
    /// `server_version`.
    pub version: String,
    /// Settings on which durability rests that are not as they should be.
    pub unsafe_settings: Vec<String>,
    /// The role we connect as may write around the append function.
    pub can_bypass: bool,
    /// Last position of the log; absent where there is no log yet.
    pub position: Option<u64>,
    /// Identifies the server: two databases with the same one share their backups.
    pub system_identifier: String,
}

/// Asks a database how it is.
///
/// # Errors
/// When it does not answer.
pub async fn examine(options: &PgConnectOptions) -> Result<DatabaseHealth, sqlx::Error> {
    let mut connection = options.connect().await?;
    let settings = sqlx::query(
        "SELECT name, setting FROM pg_settings \
          WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums') AND setting <> 'on' \
          ORDER BY name",
    )
    .fetch_all(&mut connection)
    .await?;
    let unsafe_settings = settings
        .iter()
        .map(|row| {
            Ok(format!("{} = {}", row.try_get::<String, _>("name")?, row.try_get::<String, _>("setting")?))
        })
        .collect::<Result<Vec<_>, sqlx::Error>>()?;
    let version = sqlx::query_scalar("SHOW server_version").fetch_one(&mut connection).await?;
    let system_identifier =
        sqlx::query_scalar("SELECT oid::text || '@' || pg_postmaster_start_time()::text FROM pg_database WHERE datname = 'postgres'")
            .fetch_one(&mut connection)
            .await?;
    let there: bool = sqlx::query_scalar("SELECT to_regclass('registro.events') IS NOT NULL")
        .fetch_one(&mut connection)
        .await?;
    let (mut can_bypass, mut position) = (false, None);
    if there {
        can_bypass = sqlx::query_scalar(
            "SELECT has_table_privilege('registro.events', 'INSERT, UPDATE, DELETE, TRUNCATE')",
        )
        .fetch_one(&mut connection)
        .await?;
        let head: i64 = sqlx::query_scalar("SELECT max(position) FROM registro.log_head")
            .fetch_one(&mut connection)
            .await?;
        position = Some(head.cast_unsigned());
    }
    Ok(DatabaseHealth { version, unsafe_settings, can_bypass, position, system_identifier })
}
