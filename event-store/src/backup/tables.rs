//! Tables as files: what COPY writes is what COPY reads.

use super::BackupError;
use super::folder::Draft;
use futures::StreamExt;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use std::io::Write;
use std::path::Path;

/// What of the schema `accesso` outlives its moment, and is in no export: whose a subject of a provider is, the trail
/// of logins, bearer tokens (as digests). Sessions and logins under way end with the server.
const ACCESS: [&str; 3] = ["identita", "accessi", "token"];

/// Writes the answer of a query to a file of a backup, with the names of the columns in its first line.
pub(super) async fn save(
    connection: &mut PgConnection,
    query: &str,
    draft: &Draft<'_>,
    name: &str,
) -> Result<(), BackupError> {
    let path = draft.path().join(name);
    let mut file = std::io::BufWriter::new(draft.file(name)?);
    let mut rows = connection.copy_out_raw(&format!("COPY ({query}) TO STDOUT (FORMAT csv, HEADER)")).await?;
    while let Some(bytes) = rows.next().await {
        file.write_all(&bytes?).map_err(BackupError::file(&path))?;
    }
    file.flush().map_err(BackupError::file(&path))
}

/// Reads a file of a backup into a table that has at least its columns.
pub(super) async fn load(
    connection: &mut PgConnection,
    table: &str,
    file: &Path,
) -> Result<u64, BackupError> {
    use std::io::BufRead;
    let fault = |error| BackupError::file(file)(error);
    let mut header = String::new();
    let opened = std::fs::File::open(file).map_err(fault)?;
    std::io::BufReader::new(opened).read_line(&mut header).map_err(fault)?;
    let columns: Vec<&str> = header.trim_end().split(',').collect();
    // They go into the statement as they are.
    if columns.iter().any(|c| c.is_empty() || !c.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')) {
        return Err(BackupError::Damaged { path: file.to_owned(), fault: "no names of columns" });
    }
    let statement = format!("COPY {table} ({}) FROM STDIN (FORMAT csv, HEADER)", columns.join(", "));
    let mut copy = connection.copy_in_raw(&statement).await?;
    copy.read_from(tokio::fs::File::open(file).await.map_err(|e| BackupError::file(file)(e))?).await?;
    Ok(copy.finish().await?)
}

/// Saves the access tables of the log database, in one snapshot.
///
/// # Errors
/// When the database does not answer or a file cannot be written.
pub async fn save_access(log: &PgConnectOptions, draft: &Draft<'_>) -> Result<(), BackupError> {
    let mut connection = log.clone().disable_statement_logging().connect().await?;
    let mut snapshot = connection.begin().await?;
    sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(&mut *snapshot).await?;
    for table in ACCESS {
        let query = format!("SELECT * FROM accesso.{table}");
        save(&mut snapshot, &query, draft, &format!("accesso/{table}.csv")).await?;
    }
    Ok(snapshot.commit().await?)
}

/// Reads the access tables of a backup into a database whose tables are empty; those that hold something stay as they
/// are.
///
/// # Errors
/// When the database does not answer or a file cannot be read.
pub async fn restore_access(owner: &PgConnectOptions, backup: &Path) -> Result<(), BackupError> {
    let mut connection = owner.clone().disable_statement_logging().connect().await?;
    let mut transaction = connection.begin().await?;
    for table in ACCESS {
        let file = backup.join(format!("accesso/{table}.csv"));
        let taken: bool = sqlx::query_scalar(&format!("SELECT EXISTS (SELECT FROM accesso.{table})"))
            .fetch_one(&mut *transaction)
            .await?;
        if file.is_file() && !taken {
            load(&mut transaction, &format!("accesso.{table}"), &file).await?;
        }
    }
    // The trail goes on behind its last line.
    sqlx::query(
        "SELECT setval(pg_get_serial_sequence('accesso.accessi', 'id'), max(id)) FROM accesso.accessi HAVING max(id) > 0",
    )
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}

/// The tables of the read log, in the order in which they can be read back.
const READ_LOG: [&str; 5] = ["mesi", "letture", "avvisi", "avvisi_passi", "abitudini"];

/// Saves the read log, in one snapshot, as its own role.
///
/// # Errors
/// When the database does not answer or a file cannot be written.
pub async fn save_read_log(read_log: &PgConnectOptions, draft: &Draft<'_>) -> Result<(), BackupError> {
    let mut connection = read_log.clone().disable_statement_logging().connect().await?;
    let mut snapshot = connection.begin().await?;
    sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(&mut *snapshot).await?;
    for table in READ_LOG.into_iter().chain(["testa"]) {
        let query = format!("SELECT * FROM tracciamento.{table}");
        save(&mut snapshot, &query, draft, &format!("tracciamento/{table}.csv")).await?;
    }
    Ok(snapshot.commit().await?)
}

/// Reads the read log of a backup into a database that has none; one that holds something stays as it is. Backups of the
/// time before have none.
///
/// # Errors
/// When the database does not answer or a file cannot be read.
pub async fn restore_read_log(owner: &PgConnectOptions, backup: &Path) -> Result<(), BackupError> {
    let file = |table: &str| backup.join(format!("tracciamento/{table}.csv"));
    let mut connection = owner.clone().disable_statement_logging().connect().await?;
    let mut transaction = connection.begin().await?;
    let taken: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM tracciamento.mesi)")
        .fetch_one(&mut *transaction)
        .await?;
    if taken || !file("testa").exists() {
        return Ok(());
    }
    for table in READ_LOG {
        load(&mut transaction, &format!("tracciamento.{table}"), &file(table)).await?;
        if table == "mesi" {
            sqlx::query(
                "SELECT tracciamento.apri_mese(mese) FROM tracciamento.mesi WHERE eliminato IS NULL ORDER BY mese",
            )
            .execute(&mut *transaction)
            .await?;
        }
    }
    sqlx::query("CREATE TEMPORARY TABLE testa_salvata (LIKE tracciamento.testa) ON COMMIT DROP")
        .execute(&mut *transaction)
        .await?;
    load(&mut transaction, "testa_salvata", &file("testa")).await?;
    sqlx::query(
        "UPDATE tracciamento.testa SET indice = s.indice, quando = s.quando, frontiera = s.frontiera FROM testa_salvata s",
    )
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}
