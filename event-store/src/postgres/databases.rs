//! Making, copying and dropping databases.

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};

use super::error::PostgresError;
use super::roles::{APPLICATION_ROLE, OWNER_ROLE, READ_LOG_ROLE, close, locked};

/// The longest name PostgreSQL keeps whole (bytes).
const LONGEST_NAME: usize = 63;

/// Makes a database of `owner` unless one of that name is there, and lets only its own people in: the owner, and
/// where that is `sigess_proprietario` the application too.
///
/// # Errors
/// [`PostgresError::BadName`], [`PostgresError::Database`].
pub async fn ensure_database(
    administrator: &PgConnectOptions,
    name: &str,
    owner: &str,
) -> Result<(), PostgresError> {
    let mut connection = locked(administrator).await?;
    ensure_database_on(&mut connection, name, owner).await?;
    close(connection).await
}

/// As [`ensure_database`], on a connection that holds the lock.
pub(super) async fn ensure_database_on(
    connection: &mut PgConnection,
    name: &str,
    owner: &str,
) -> Result<(), PostgresError> {
    check_name(name)?;
    check_name(owner)?;
    let made = async {
        if !exists(connection, name).await? {
            let create = format!(
                "CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
            );
            sqlx::query(&create).execute(&mut *connection).await?;
        }
        admit(connection, name, owner).await
    };
    made.await.map_err(PostgresError::database("make a database"))
}

/// Makes a database as a copy of `template`, with its owner and its rights. For tests: much faster than
/// migrations. Nobody may be connected to the template; PostgreSQL waits up to five seconds for that.
///
/// # Errors
/// [`PostgresError::BadName`]; [`PostgresError::Database`], also when `name` exists.
pub async fn create_from_template(
    administrator: &PgConnectOptions,
    name: &str,
    template: &str,
) -> Result<(), PostgresError> {
    check_name(name)?;
    check_name(template)?;
    let copied = async {
        let mut connection = PgConnection::connect_with(administrator).await?;
        let owner: String = sqlx::query_scalar(
            "SELECT rolname::text FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba WHERE datname = $1",
        )
        .bind(template)
        .fetch_one(&mut connection)
        .await?;
        sqlx::query(&format!("CREATE DATABASE {name} OWNER \"{owner}\" TEMPLATE {template}"))
            .execute(&mut connection)
            .await?;
        // A copy has its template's content, not the rights on the database itself.
        admit(&mut connection, name, &owner).await?;
        connection.close().await
    };
    copied.await.map_err(PostgresError::database("copy a database"))
}

/// Drops a database and whatever is connected to it; no error if there is none.
///
/// # Errors
/// [`PostgresError::BadName`], [`PostgresError::Database`].
pub async fn drop_database(administrator: &PgConnectOptions, name: &str) -> Result<(), PostgresError> {
    check_name(name)?;
    let dropped = async {
        let mut connection = PgConnection::connect_with(administrator).await?;
        sqlx::query(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).execute(&mut connection).await?;
        connection.close().await
    };
    dropped.await.map_err(PostgresError::database("drop a database"))
}

/// Renames a database nobody is connected to.
pub(super) async fn rename_database(
    connection: &mut PgConnection,
    name: &str,
    new_name: &str,
) -> Result<(), PostgresError> {
    check_name(name)?;
    check_name(new_name)?;
    sqlx::query(&format!("ALTER DATABASE {name} RENAME TO {new_name}"))
        .execute(connection)
        .await
        .map(drop)
        .map_err(PostgresError::database("rename a database"))
}

/// Whether there is a database of this name.
pub(super) async fn exists(connection: &mut PgConnection, name: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(name)
        .fetch_one(connection)
        .await
}

async fn admit(connection: &mut PgConnection, name: &str, owner: &str) -> Result<(), sqlx::Error> {
    sqlx::query(&format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC")).execute(&mut *connection).await?;
    if owner == OWNER_ROLE {
        sqlx::query(&format!("GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {APPLICATION_ROLE}"))
            .execute(&mut *connection)
            .await?;
        sqlx::query(&format!("GRANT CONNECT ON DATABASE {name} TO {READ_LOG_ROLE}"))
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// Names go into statements as they are, so only harmless ones pass.
fn check_name(name: &str) -> Result<(), PostgresError> {
    let starts_well = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    let rest = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if starts_well && rest && name.len() <= LONGEST_NAME {
        return Ok(());
    }
    Err(PostgresError::BadName(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_names_become_identifiers() {
        assert!(check_name("sigess_chiavi").is_ok());
        for bad in ["", "1a", "a-b", "a b", "a\"", "Sigess", "a;drop", "à"] {
            assert!(check_name(bad).is_err(), "{bad:?}");
        }
        assert!(check_name(&"a".repeat(LONGEST_NAME)).is_ok());
        assert!(check_name(&"a".repeat(LONGEST_NAME + 1)).is_err());
    }
}
