//! Recomputes the read log: every leaf from the stored bytes, the tree, the months, the head. It shares no code with the
//! function that writes it; of the log of events it takes the tree alone.

use super::reading::unavailable;
use super::removed::{Removal, unaccounted};
use super::signed::ORIGIN;
use super::{Tracciamento, TracciamentoError};
use chrono::{DateTime, NaiveDate, Utc};
use event_store::integrity::Checkpoint;
use event_store::integrity::leaf::Hash;
use event_store::integrity::tree::Tree;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};
use std::fmt;
use uuid::Uuid;

/// Records read at once.
const PAGE: i64 = 2_000;

/// What is wrong at an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DifettoLetture {
    /// Where; of a head that is elsewhere, what it says.
    pub indice: u64,
    /// What.
    pub guasto: GuastoLetture,
}

/// Kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuastoLetture {
    /// No record where there should be one, or one too many.
    Indice,
    /// The record is not what was written.
    Foglia,
    /// The columns by which it is found are not those of the record.
    Colonne,
    /// Written before its predecessor.
    Tempo,
    /// The tree before the first record of a month is not that of the records.
    Mese,
    /// A month is gone before its time, or nothing in the log says that it went.
    Eliminato,
    /// The head, or its tree, is not that of the records.
    Testa,
    /// A signed checkpoint says another tree: the log was rewritten.
    Checkpoint,
    /// A signed checkpoint goes further: the log was cut, or an older backup restored.
    Troncato,
}

impl fmt::Display for DifettoLetture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.guasto {
            GuastoLetture::Indice => "a record is missing, or one too many",
            GuastoLetture::Foglia => "the record is not what was written (leaf differs)",
            GuastoLetture::Colonne => "the record is filed under something else than it says",
            GuastoLetture::Tempo => "written before its predecessor",
            GuastoLetture::Mese => "the tree kept for the month is not that of the records",
            GuastoLetture::Eliminato => {
                "a month is gone before its time, or without the record of its removal"
            }
            GuastoLetture::Testa => "the head of the read log is not that of the records",
            GuastoLetture::Checkpoint => "a signed checkpoint says another tree",
            GuastoLetture::Troncato => "a signed checkpoint goes further than the read log",
        };
        write!(f, "reading {}: {words}", self.indice)
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerificaLetture {
    /// Records given up with their months; the tree stands for them.
    pub eliminate: u64,
    /// Records read.
    pub lette: u64,
    /// Root of the tree over all of them, also of those given up.
    pub radice: Hash,
    /// Up to which index a checkpoint held outside proves it.
    pub provate: u64,
    /// All faults.
    pub difetti: Vec<DifettoLetture>,
}

impl Tracciamento {
    /// Verifies everything that is still there, in one snapshot, also against signed checkpoints held outside.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn verifica(&self, held: &[Checkpoint]) -> Result<VerificaLetture, TracciamentoError> {
        let mut snapshot = self.reading.begin().await.map_err(unavailable)?;
        sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .execute(&mut *snapshot)
            .await
            .map_err(unavailable)?;
        verify(&mut snapshot, held).await
    }
}

/// A month and the tree before it.
pub(super) struct Month {
    pub(super) first_day: NaiveDate,
    /// Records before it.
    pub(super) before: u64,
    pub(super) frontier: Vec<u8>,
    pub(super) given_up: bool,
}

async fn verify(
    connection: &mut PgConnection,
    held: &[Checkpoint],
) -> Result<VerificaLetture, TracciamentoError> {
    let all = months(connection).await.map_err(unavailable)?;
    let mut months = all.iter().peekable();
    while months.next_if(|m| m.given_up).is_some() {}
    let first = months.peek();
    let start = first.map_or(Some(Tree::default()), |m| Tree::from_frontier(m.before, &m.frontier));
    let mut check = Check::new(start.unwrap_or_default(), held);
    let eliminate = check.tree.size();
    let mut place = (DateTime::<Utc>::MIN_UTC, 0i64);
    loop {
        let rows = page(connection, place).await.map_err(unavailable)?;
        for row in &rows {
            let stored = Stored::read(row).map_err(unavailable)?;
            place = (stored.quando, stored.indice.cast_signed());
            while let Some(month) = months.next_if(|m| m.before < stored.indice) {
                let same = month.before == check.tree.size() && check.tree.same_frontier(&month.frontier);
                check.require(same, stored.indice, GuastoLetture::Mese);
            }
            check.record(&stored);
        }
        if rows.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) {
            break;
        }
    }
    let head = sqlx::query("SELECT indice, frontiera FROM tracciamento.testa ORDER BY indice DESC LIMIT 1")
        .fetch_one(connection)
        .await
        .map_err(unavailable)?;
    let indice = head.try_get::<i64, _>("indice").map_err(unavailable)?.cast_unsigned();
    let frontier: Vec<u8> = head.try_get("frontiera").map_err(unavailable)?;
    let same = indice == check.tree.size() && check.tree.same_frontier(&frontier);
    check.require(same, indice, GuastoLetture::Testa);
    check.beyond();
    for first in unaccounted(&all, indice, &check.removals) {
        check.require(false, first, GuastoLetture::Eliminato);
    }
    Ok(VerificaLetture {
        provate: check.proven,
        eliminate,
        lette: check.tree.size() - eliminate,
        radice: check.tree.root(),
        difetti: check.difetti,
    })
}

async fn months(connection: &mut PgConnection) -> Result<Vec<Month>, sqlx::Error> {
    let rows: Vec<(NaiveDate, i64, Vec<u8>, bool)> = sqlx::query_as(
        "SELECT mese, prima, frontiera, eliminato IS NOT NULL FROM tracciamento.mesi ORDER BY mese",
    )
    .fetch_all(connection)
    .await?;
    let month = |(first_day, before, frontier, given_up): (NaiveDate, i64, Vec<u8>, bool)| Month {
        first_day,
        before: before.cast_unsigned(),
        frontier,
        given_up,
    };
    Ok(rows.into_iter().map(month).collect())
}

async fn page(
    connection: &mut PgConnection,
    (quando, indice): (DateTime<Utc>, i64),
) -> Result<Vec<PgRow>, sqlx::Error> {
    // Before the first there is no instant that the database takes.
    let dopo = (quando > DateTime::<Utc>::MIN_UTC).then_some(quando);
    sqlx::query(
        "SELECT indice, quando, richiesta, operatore, soggetti, contenuto::text AS contenuto, foglia \
           FROM tracciamento.letture WHERE (quando, indice) > (coalesce($1, '-infinity'::timestamptz), $2) \
          ORDER BY quando, indice LIMIT $3",
    )
    .bind(dopo)
    .bind(indice)
    .bind(PAGE)
    .fetch_all(connection)
    .await
}

/// A row.
struct Stored {
    indice: u64,
    quando: DateTime<Utc>,
    columns: Columns,
    contenuto: String,
    foglia: Vec<u8>,
}

/// By what a record is found, beside the record or in it.
#[derive(PartialEq, Eq, Deserialize)]
struct Columns {
    richiesta: Uuid,
    operatore: Uuid,
    soggetti: Vec<Uuid>,
}

impl Stored {
    fn read(row: &PgRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            indice: row.try_get::<i64, _>("indice")?.cast_unsigned(),
            quando: row.try_get("quando")?,
            columns: Columns {
                richiesta: row.try_get("richiesta")?,
                operatore: row.try_get("operatore")?,
                soggetti: row.try_get("soggetti")?,
            },
            contenuto: row.try_get("contenuto")?,
            foglia: row.try_get("foglia")?,
        })
    }
}

/// Leaf of a record: index and microseconds, big-endian, and the hash of its text.
fn leaf(indice: u64, quando: DateTime<Utc>, contenuto: &str) -> Hash {
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(indice.to_be_bytes());
    hash.update(quando.timestamp_micros().to_be_bytes());
    hash.update(Sha256::digest(contenuto));
    hash.finalize().into()
}

/// The tree as far as it was recomputed, and what was wrong on the way.
struct Check {
    difetti: Vec<DifettoLetture>,
    tree: Tree,
    last: Option<DateTime<Utc>>,
    /// Those not reached yet, the next one last.
    held: Vec<Checkpoint>,
    proven: u64,
    removals: Vec<Removal>,
}

impl Check {
    /// Checkpoints that end before the first record that is there say nothing any more.
    fn new(tree: Tree, held: &[Checkpoint]) -> Self {
        let mut held: Vec<Checkpoint> =
            held.iter().filter(|c| c.origin == ORIGIN && c.size >= tree.size()).cloned().collect();
        held.sort_by_key(|c| std::cmp::Reverse(c.size));
        let mut check = Self { difetti: Vec::new(), tree, last: None, held, proven: 0, removals: Vec::new() };
        check.compare();
        check
    }

    /// Compares with the checkpoints of this size.
    fn compare(&mut self) {
        while let Some(checkpoint) = self.held.pop_if(|c| c.size == self.tree.size()) {
            let same = checkpoint.root == self.tree.root();
            self.require(same, checkpoint.size, GuastoLetture::Checkpoint);
            if same {
                self.proven = checkpoint.size;
            }
        }
    }

    /// What is left of the checkpoints is of a longer log.
    fn beyond(&mut self) {
        while let Some(checkpoint) = self.held.pop() {
            self.require(false, checkpoint.size, GuastoLetture::Troncato);
        }
    }

    fn require(&mut self, holds: bool, indice: u64, guasto: GuastoLetture) {
        if !holds {
            self.difetti.push(DifettoLetture { indice, guasto });
        }
    }

    fn record(&mut self, stored: &Stored) {
        let Stored { indice, quando, columns, contenuto, foglia } = stored;
        self.require(*indice == self.tree.size() + 1, *indice, GuastoLetture::Indice);
        self.require(self.last.is_none_or(|last| last <= *quando), *indice, GuastoLetture::Tempo);
        let computed = leaf(*indice, *quando, contenuto);
        self.require(computed == foglia.as_slice(), *indice, GuastoLetture::Foglia);
        let said: Option<Columns> = serde_json::from_str(contenuto).ok();
        self.require(said.as_ref() == Some(columns), *indice, GuastoLetture::Colonne);
        if columns.operatore.is_nil() {
            self.removals.extend(Removal::read(contenuto, *quando));
        }
        self.tree.push(computed);
        self.last = Some(*quando);
        self.compare();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(indice: u64) -> Stored {
        let id = Uuid::from_u128(7);
        let quando = DateTime::from_timestamp_micros(1_729_499_400_000_000).unwrap();
        let contenuto =
            serde_json::json!({ "richiesta": id, "operatore": id, "soggetti": [id], "altro": 1 }).to_string();
        let foglia = leaf(indice, quando, &contenuto).to_vec();
        let columns = Columns { richiesta: id, operatore: id, soggetti: vec![id] };
        Stored { indice, quando, columns, contenuto, foglia }
    }

    fn faults(rows: &[Stored]) -> Vec<GuastoLetture> {
        let mut check = Check::new(Tree::default(), &[]);
        rows.iter().for_each(|row| check.record(row));
        check.difetti.into_iter().map(|d| d.guasto).collect()
    }

    #[test]
    fn a_sound_log_has_no_fault_and_every_change_has_one() {
        assert_eq!(faults(&[stored(1), stored(2)]), []);
        assert_eq!(faults(&[stored(1), stored(3)]), [GuastoLetture::Indice]);
        let altered =
            Stored { contenuto: stored(1).contenuto.replace("\"altro\":1", "\"altro\":2"), ..stored(1) };
        assert_eq!(faults(&[altered]), [GuastoLetture::Foglia]);
        let hidden = Stored { columns: Columns { soggetti: Vec::new(), ..stored(1).columns }, ..stored(1) };
        assert_eq!(faults(&[hidden]), [GuastoLetture::Colonne]);
        let moved = Stored { quando: DateTime::UNIX_EPOCH, ..stored(2) };
        assert_eq!(faults(&[stored(1), moved]), [GuastoLetture::Tempo, GuastoLetture::Foglia]);
    }
}
