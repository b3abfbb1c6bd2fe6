//! The migrations of both databases, embedded in the binary (`migrations/README.md`).

use sqlx::PgPool;
use sqlx::migrate::{MigrateError, Migrator};

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
