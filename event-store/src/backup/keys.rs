//! The key database: its backup, and what is put back of it. A restore only ever adds keys that are missing and
//! repeats erasures: it changes no key and brings none back that was erased.

use super::BackupError;
use super::folder::Draft;
use super::tables::{load, save};
use crate::reader::Stored;
use crate::seal::subjects_of;
use domain::identita::SoggettoId;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection, Row};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use uuid::Uuid;

const SUBJECTS: &str = "soggetti.csv";
const SYSTEM: &str = "sistema.csv";
const TOMBSTONES: &str = "lapidi.csv";
/// Events read at once.
const PAGE: i64 = 5_000;

/// What a restore did to the key database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeysRestored {
    /// Subjects whose keys were missing.
    pub added: u64,
    /// Subjects whose keys were erased again.
    pub erased: u64,
}

/// A list of erasures: who, when, on which basis. It holds no key and no name.
pub struct Tombstones;

impl Tombstones {
    /// Saves the list of all erasures in a backup, also one of the log: so it is kept as long as the log is.
    ///
    /// # Errors
    /// When the key database does not answer or the file cannot be written.
    pub async fn save(keys: &PgConnectOptions, draft: &Draft<'_>) -> Result<(), BackupError> {
        let mut connection = keys.clone().disable_statement_logging().connect().await?;
        let query = "SELECT soggetto, cancellata, base FROM chiavi.soggetti WHERE incartate IS NULL ORDER BY soggetto";
        save(&mut connection, query, draft, TOMBSTONES).await
    }
}

/// Where the list of erasures of a backup is, if it has one.
#[must_use]
pub fn tombstones_of(backup: &Path) -> Option<std::path::PathBuf> {
    Some(backup.join(TOMBSTONES)).filter(|file| file.is_file())
}

/// Saves the key database, in one snapshot. What is in it is wrapped; the key that unwraps it is not.
///
/// # Errors
/// When the database does not answer or a file cannot be written.
pub async fn back_up_keys(keys: &PgConnectOptions, draft: &mut Draft<'_>) -> Result<(), BackupError> {
    let mut connection = keys.clone().disable_statement_logging().connect().await?;
    let mut snapshot = connection.begin().await?;
    sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(&mut *snapshot).await?;
    let subjects =
        "SELECT soggetto, incartate, kek, creata, cancellata, base FROM chiavi.soggetti ORDER BY soggetto";
    save(&mut snapshot, subjects, draft, SUBJECTS).await?;
    save(&mut snapshot, "SELECT nome, incartata, kek FROM chiavi.sistema ORDER BY nome", draft, SYSTEM)
        .await?;
    draft.manifest.kek = sqlx::query_scalar(
        "SELECT kek FROM chiavi.soggetti WHERE incartate IS NOT NULL UNION SELECT kek FROM chiavi.sistema ORDER BY 1",
    )
    .fetch_all(&mut *snapshot)
    .await?;
    draft.manifest.postgres =
        sqlx::query_scalar("SELECT current_setting('server_version')").fetch_one(&mut *snapshot).await?;
    draft.manifest.keys = true;
    Ok(snapshot.commit().await?)
}

/// Puts back what of a backup is missing, and repeats the erasures of it and of the other `tombstones`.
///
/// # Errors
/// [`BackupError::OtherKeys`] when the database belongs to another installation; when it does not answer.
pub async fn restore_keys(
    keys: &PgConnectOptions,
    backup: Option<&Path>,
    tombstones: &[std::path::PathBuf],
) -> Result<KeysRestored, BackupError> {
    let mut connection = keys.clone().disable_statement_logging().connect().await?;
    let mut transaction = connection.begin().await?;
    let mut done = KeysRestored::default();
    if let Some(backup) = backup {
        done.added = add_missing(&mut transaction, backup).await?;
    }
    sqlx::query(
        "CREATE TEMPORARY TABLE lapidi (soggetto uuid, cancellata timestamptz, base text) ON COMMIT DROP",
    )
    .execute(&mut *transaction)
    .await?;
    for file in tombstones {
        load(&mut transaction, "lapidi", file).await?;
    }
    if backup.is_some() {
        sqlx::query(
            "INSERT INTO lapidi SELECT soggetto, cancellata, base FROM soggetti_salvati WHERE incartate IS NULL",
        )
        .execute(&mut *transaction)
        .await?;
    }
    done.erased = sqlx::query(
        "UPDATE chiavi.soggetti s SET incartate = NULL, cancellata = l.cancellata, base = l.base \
           FROM (SELECT DISTINCT ON (soggetto) * FROM lapidi ORDER BY soggetto, cancellata) l \
          WHERE l.soggetto = s.soggetto AND s.incartate IS NOT NULL",
    )
    .execute(&mut *transaction)
    .await?
    .rows_affected();
    transaction.commit().await?;
    Ok(done)
}

async fn add_missing(connection: &mut PgConnection, backup: &Path) -> Result<u64, BackupError> {
    for statement in [
        "CREATE TEMPORARY TABLE soggetti_salvati (LIKE chiavi.soggetti) ON COMMIT DROP",
        "CREATE TEMPORARY TABLE sistema_salvate (LIKE chiavi.sistema) ON COMMIT DROP",
    ] {
        sqlx::query(statement).execute(&mut *connection).await?;
    }
    load(connection, "soggetti_salvati", &backup.join(SUBJECTS)).await?;
    load(connection, "sistema_salvate", &backup.join(SYSTEM)).await?;
    sqlx::query("INSERT INTO chiavi.sistema SELECT * FROM sistema_salvate ON CONFLICT DO NOTHING")
        .execute(&mut *connection)
        .await?;
    let others: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM chiavi.sistema s JOIN sistema_salvate b USING (nome, kek) \
                         WHERE s.incartata <> b.incartata)",
    )
    .fetch_one(&mut *connection)
    .await?;
    if others {
        return Err(BackupError::OtherKeys);
    }
    let added =
        sqlx::query("INSERT INTO chiavi.soggetti SELECT * FROM soggetti_salvati ON CONFLICT DO NOTHING");
    Ok(added.execute(connection).await?.rows_affected())
}

/// The first event of the log, and how many subjects in all, that have neither keys nor a tombstone: their keys are
/// older than the log.
///
/// # Errors
/// When a database does not answer.
pub async fn keyless(
    log: &PgConnectOptions,
    keys: &PgConnectOptions,
    mut progress: impl FnMut(u64),
) -> Result<Option<(u64, usize)>, BackupError> {
    let mut log = log.clone().disable_statement_logging().connect().await?;
    let mut keys = keys.clone().disable_statement_logging().connect().await?;
    let mut without: HashMap<SoggettoId, u64> = HashMap::new();
    let mut after: i64 = 0;
    loop {
        let page = sqlx::query(
            "SELECT aggregate_type, aggregate_id, sequence, event_type, event_version, payload::text AS payload, \
                    metadata::text AS metadata, '{}'::bytea[] AS sigilli, position, recorded_at \
               FROM registro.events WHERE position > $1 ORDER BY position LIMIT $2",
        )
        .bind(after)
        .bind(PAGE)
        .fetch_all(&mut log)
        .await?;
        let Some(last) = page.last() else { break };
        after = last.try_get("position")?;
        let mut seen: HashMap<SoggettoId, u64> = HashMap::new();
        for row in &page {
            let event = Stored::from_row(row)?;
            let mut subjects = HashSet::new();
            if let Ok(payload) = serde_json::from_str(&event.payload) {
                subjects_of(&payload, &mut subjects);
            }
            for subject in subjects {
                seen.entry(subject).or_insert(event.position);
            }
        }
        let ids: Vec<Uuid> = seen.keys().map(|s| s.0).collect();
        let there: Vec<Uuid> =
            sqlx::query_scalar("SELECT soggetto FROM chiavi.soggetti WHERE soggetto = ANY($1)")
                .bind(ids)
                .fetch_all(&mut keys)
                .await?;
        for id in there {
            seen.remove(&SoggettoId(id));
        }
        for (subject, position) in seen {
            without.entry(subject).or_insert(position);
        }
        progress(after.cast_unsigned());
    }
    Ok(without.values().min().map(|first| (*first, without.len())))
}

/// What the last restore of keys left in the key database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestoredKeys {
    /// How far the log goes that was restored with them.
    pub log: u64,
    /// Up to which position of the log the erasures are known.
    pub tombstones: u64,
    /// Whether somebody has said that there was none after that.
    pub confirmed: bool,
}

impl RestoredKeys {
    /// Erasures may be missing: what was erased could be read again.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.tombstones < self.log && !self.confirmed
    }
}

/// What the last restore left; none where keys were never restored.
///
/// # Errors
/// When the key database does not answer.
pub async fn restored_keys(keys: &PgConnectOptions) -> Result<Option<RestoredKeys>, BackupError> {
    let mut connection = keys.clone().disable_statement_logging().connect().await?;
    let row =
        sqlx::query("SELECT registro, lapidi, confermato IS NOT NULL AS confermato FROM chiavi.ripristino")
            .fetch_optional(&mut connection)
            .await?;
    row.map(|r| {
        Ok(RestoredKeys {
            log: r.try_get::<i64, _>("registro")?.cast_unsigned(),
            tombstones: r.try_get::<i64, _>("lapidi")?.cast_unsigned(),
            confirmed: r.try_get("confermato")?,
        })
    })
    .transpose()
}

/// Notes a restore of keys.
///
/// # Errors
/// When the key database does not answer.
pub async fn record_restore(keys: &PgConnectOptions, restored: RestoredKeys) -> Result<(), BackupError> {
    let mut connection = keys.clone().disable_statement_logging().connect().await?;
    sqlx::query(
        "INSERT INTO chiavi.ripristino (registro, lapidi, confermato) VALUES ($1, $2, CASE WHEN $3 THEN now() END) \
         ON CONFLICT (unico) DO UPDATE \
            SET registro = EXCLUDED.registro, lapidi = EXCLUDED.lapidi, quando = now(), confermato = EXCLUDED.confermato",
    )
    .bind(restored.log.cast_signed())
    .bind(restored.tombstones.cast_signed())
    .bind(restored.confirmed)
    .execute(&mut connection)
    .await?;
    Ok(())
}
