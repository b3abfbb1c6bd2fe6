//! The migrations of both databases, embedded in the binary (`migrations/README.md`).

use sqlx::PgPool;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

static REGISTRO: Migrator = sqlx::migrate!("../migrations/registro");
static CHIAVI: Migrator = sqlx::migrate!("../migrations/chiavi");

/// Brings the log database up to date; `pool` connects as its owner. Returns how many migrations there are.
///
/// # Errors
/// When a migration fails, or an older one was changed after it ran.
pub async fn migrate_log(pool: &PgPool) -> Result<usize, MigrateError> {
    REGISTRO.run(pool).await.map(|()| REGISTRO.iter().count())
}

/// Brings the key database up to date; `pool` connects as its owner. Returns how many migrations there are.
///
/// # Errors
/// As [`migrate_log`].
pub async fn migrate_keys(pool: &PgPool) -> Result<usize, MigrateError> {
    CHIAVI.run(pool).await.map(|()| CHIAVI.iter().count())
}

/// Changes whenever a migration does: names the template databases of tests.
#[must_use]
pub fn fingerprint() -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for migration in REGISTRO.iter().chain(CHIAVI.iter()) {
        hash.update(&migration.checksum);
    }
    crate::seal::kek::hex(&hash.finalize()[..6])
}

/// Whether the log database has every migration of this binary; it may have later ones. Asked as the application.
///
/// # Errors
/// When the database does not answer, or has no migrations at all.
pub async fn log_is_current(pool: &PgPool) -> Result<bool, sqlx::Error> {
    let known: Vec<i64> = REGISTRO.iter().map(|migration| migration.version).collect();
    let applied: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM public._sqlx_migrations WHERE success AND version = ANY($1)",
    )
    .bind(&known)
    .fetch_one(pool)
    .await?;
    Ok(usize::try_from(applied) == Ok(known.len()))
}

/// Why a database could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// It does not answer.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A migration failed, or an older one was changed after it ran.
    #[error(transparent)]
    Migrate(#[from] MigrateError),
}

/// Connects as the owner and brings the log database up to date.
///
/// # Errors
/// When it does not answer or a migration fails.
pub async fn run_log(owner: &PgConnectOptions) -> Result<usize, MigrationError> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(owner.clone()).await?;
    let done = migrate_log(&pool).await;
    pool.close().await;
    Ok(done?)
}

/// Connects as the owner and brings the key database up to date.
///
/// # Errors
/// As [`run_log`].
pub async fn run_keys(owner: &PgConnectOptions) -> Result<usize, MigrationError> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(owner.clone()).await?;
    let done = migrate_keys(&pool).await;
    pool.close().await;
    Ok(done?)
}
