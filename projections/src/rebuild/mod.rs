//! Folding a read model anew, beside the live one: to prove that the two are equal, or to take its place.

mod ahead;
mod digest;
mod shadow;

use crate::error::{ProjectionError, describe};
use crate::projection::Descriptor;
use event_store::{Log, ReadError};

/// Events in one batch.
const BATCH: u32 = 1000;

/// What a rebuild did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RebuildReport {
    /// Name.
    pub name: &'static str,
    /// Version.
    pub version: i32,
    /// Events folded: the position up to which the comparison or the new model holds.
    pub events: u64,
    /// Rows of the new model.
    pub rows: u64,
    /// SHA-256 over the rows of the live model, hexadecimal; only of a proof.
    pub digest_live: Option<String>,
    /// SHA-256 over the rows of the new model, hexadecimal; only of a proof.
    pub digest_shadow: Option<String>,
    /// Whether the two models are equal; only of a proof.
    pub equal: Option<bool>,
    /// Whether the new model took the place of the live one.
    pub swapped: bool,
}

/// Why a read model could not be rebuilt. The live one is untouched.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// No projection has that name.
    #[error("no projection has the name {0}")]
    Unknown(String),
    /// One is running, here or elsewhere.
    #[error("another rebuild is running")]
    Running,
    /// The read model has folded more than the log has: it followed another one.
    #[error("the read model stands at position {0}, but the log ends at {1}")]
    Beyond(u64, u64),
    /// The log could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An event could not be folded.
    #[error(transparent)]
    Fold(#[from] ProjectionError),
    /// The database did not answer.
    #[error("read models: {}", describe(.0))]
    Database(#[from] sqlx::Error),
}

/// Rebuilds one projection or all. With `prove` the new model is compared with the live one, as both stand at the live
/// one's checkpoint, and thrown away; without, it takes the live one's place. `progress` is told name, events folded and
/// events in all.
///
/// # Errors
/// When the log cannot be read or folded, or a database does not answer.
pub async fn rebuild(
    log: &Log,
    name: Option<&str>,
    prove: bool,
    progress: impl FnMut(&str, u64, u64),
) -> Result<Vec<RebuildReport>, RebuildError> {
    rebuild_in_batches(log, name, prove, BATCH, progress).await
}

/// As [`rebuild`], folding that many events at a time.
///
/// # Errors
/// As [`rebuild`].
pub async fn rebuild_in_batches(
    log: &Log,
    name: Option<&str>,
    prove: bool,
    batch: u32,
    mut progress: impl FnMut(&str, u64, u64),
) -> Result<Vec<RebuildReport>, RebuildError> {
    let chosen: Vec<Descriptor> =
        Descriptor::all().into_iter().filter(|p| name.is_none_or(|n| n == p.name)).collect();
    if let (Some(name), true) = (name, chosen.is_empty()) {
        return Err(RebuildError::Unknown(name.to_owned()));
    }
    let mut shadow = shadow::Shadow::open(log, batch).await?;
    let reports = one_by_one(&mut shadow, &chosen, prove, &mut progress).await;
    let closed = shadow.close().await;
    // What went wrong first says more.
    reports.and_then(|reports| closed.map(|()| reports))
}

async fn one_by_one(
    shadow: &mut shadow::Shadow<'_>,
    chosen: &[Descriptor],
    prove: bool,
    progress: &mut impl FnMut(&str, u64, u64),
) -> Result<Vec<RebuildReport>, RebuildError> {
    let mut reports = Vec::with_capacity(chosen.len());
    for projection in chosen {
        let mut told = |done, of| progress(projection.name, done, of);
        let report = if prove {
            shadow.prove(projection, &mut told).await?
        } else {
            shadow.replace(projection, &mut told).await?
        };
        reports.push(report);
    }
    Ok(reports)
}
