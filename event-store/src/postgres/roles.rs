//! The roles of a cluster, made once.
//!
//! | role | what it is for |
//! | --- | --- |
//! | `sigess_proprietario` | owns the log database and runs the migrations |
//! | `sigess_applicazione` | what `sigess serve` uses; the migrations grant it what it needs |
//! | `sigess_tracciamento` | writes and reads the read log, and nothing else of the log database |
//! | `sigess_chiavi` | owns the key database |
//!
//! None is a superuser or may make roles or databases. Only these roles enter these databases.

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};

use super::databases::ensure_database_on;
use super::error::PostgresError;

/// Owner of the log database.
pub const OWNER_ROLE: &str = "sigess_proprietario";
/// The role of the running application.
pub const APPLICATION_ROLE: &str = "sigess_applicazione";
/// The role of the read log.
pub const READ_LOG_ROLE: &str = "sigess_tracciamento";
/// Owner of the key database.
pub const KEYS_ROLE: &str = "sigess_chiavi";
/// The database of the log and everything derived from it.
pub const LOG_DATABASE: &str = "sigess";
/// The database of the keys.
pub const KEYS_DATABASE: &str = "sigess_chiavi";

const ALL: [&str; 4] = [OWNER_ROLE, APPLICATION_ROLE, READ_LOG_ROLE, KEYS_ROLE];
/// Advisory lock (in the maintenance database) under which roles and databases are made: "SIGESSro".
const LOCK: i64 = 0x5349_4745_5353_726f;

/// Makes roles and databases of a private cluster unless they are there, and closes its maintenance databases to
/// everyone but the superuser. `administrator` connects to the maintenance database `postgres`.
///
/// # Errors
/// [`PostgresError::Database`].
pub async fn prepare(administrator: &PgConnectOptions) -> Result<(), PostgresError> {
    let mut connection = locked(administrator).await?;
    ensure_roles_on(&mut connection).await?;
    for database in ["postgres", "template1"] {
        sqlx::query(&format!("REVOKE ALL ON DATABASE {database} FROM PUBLIC"))
            .execute(&mut connection)
            .await
            .map_err(PostgresError::database("close a maintenance database"))?;
    }
    ensure_database_on(&mut connection, LOG_DATABASE, OWNER_ROLE).await?;
    ensure_database_on(&mut connection, KEYS_DATABASE, KEYS_ROLE).await?;
    close(connection).await
}

/// Makes the roles unless they are there, and takes from them what they must not have. They can log in; a
/// server reached over a network needs passwords or certificates besides. Safe to run at the same time anywhere.
///
/// # Errors
/// [`PostgresError::Database`], also when `administrator` may not make roles.
pub async fn ensure_roles(administrator: &PgConnectOptions) -> Result<(), PostgresError> {
    let mut connection = locked(administrator).await?;
    ensure_roles_on(&mut connection).await?;
    close(connection).await
}

async fn ensure_roles_on(connection: &mut PgConnection) -> Result<(), PostgresError> {
    for role in ALL {
        ensure_role(connection, role).await.map_err(PostgresError::database("make the roles"))?;
    }
    Ok(())
}

async fn ensure_role(connection: &mut PgConnection, role: &str) -> Result<(), sqlx::Error> {
    let attributes: Option<bool> = sqlx::query_scalar(
        "SELECT rolcanlogin AND NOT (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)
         FROM pg_roles WHERE rolname = $1",
    )
    .bind(role)
    .fetch_optional(&mut *connection)
    .await?;
    let verb = match attributes {
        Some(true) => return Ok(()),
        Some(false) => "ALTER",
        None => "CREATE",
    };
    let statement =
        format!("{verb} ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS");
    sqlx::query(&statement).execute(connection).await.map(drop)
}

/// A connection that holds the lock until it is closed.
pub(super) async fn locked(administrator: &PgConnectOptions) -> Result<PgConnection, PostgresError> {
    let mut connection = PgConnection::connect_with(administrator)
        .await
        .map_err(PostgresError::database("connect as administrator"))?;
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(LOCK)
        .execute(&mut connection)
        .await
        .map_err(PostgresError::database("wait for another administrator"))?;
    Ok(connection)
}

/// Gives the lock back, now and not when the server notices that the client has gone.
pub(super) async fn close(mut connection: PgConnection) -> Result<(), PostgresError> {
    let unlock = async {
        sqlx::query("SELECT pg_advisory_unlock($1)").bind(LOCK).execute(&mut connection).await?;
        connection.close().await
    };
    unlock.await.map_err(PostgresError::database("close the administrator's connection"))
}
