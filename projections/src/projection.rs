//! What a projection is, and which there are.

use crate::error::ProjectionError;
use crate::fact::Fact;
use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::PgConnection;

/// A read model: its tables, and how facts change them.
pub trait Projection: Send + Sync + 'static {
    /// Name; never changes.
    const NAME: &'static str;
    /// Version; part of the name of every table. A new one is built beside the old one.
    const VERSION: i32;
    /// Tables and indexes (`CREATE … IF NOT EXISTS`), unqualified: the search path names the schema.
    const SCHEMA: &'static str;
    /// Names of the tables.
    const TABLES: &'static [&'static str];
    /// Types of the aggregates whose facts it looks at; all of them, when none is named. A rebuild reads no others.
    const AGGREGATES: &'static [&'static str] = &[];

    /// Folds a batch of consecutive facts into the tables, within the caller's transaction. The rows that come out
    /// depend on the facts alone, not on how they were cut into batches.
    fn apply(
        connection: &mut PgConnection,
        facts: &[Fact],
    ) -> impl Future<Output = Result<(), ProjectionError>> + Send;
}

type Apply = for<'a> fn(&'a mut PgConnection, &'a [Fact]) -> BoxFuture<'a, Result<(), ProjectionError>>;

/// A projection as a value.
#[derive(Clone, Copy)]
pub struct Descriptor {
    /// See [`Projection::NAME`].
    pub name: &'static str,
    /// See [`Projection::VERSION`].
    pub version: i32,
    pub(crate) schema: &'static str,
    pub(crate) tables: &'static [&'static str],
    pub(crate) aggregates: &'static [&'static str],
    pub(crate) apply: Apply,
}

impl Descriptor {
    /// Of a projection.
    #[must_use]
    pub fn of<P: Projection>() -> Self {
        Self {
            name: P::NAME,
            version: P::VERSION,
            schema: P::SCHEMA,
            tables: P::TABLES,
            aggregates: P::AGGREGATES,
            apply: |connection, facts| P::apply(connection, facts).boxed(),
        }
    }

    /// Every projection there is.
    #[must_use]
    pub fn all() -> [Self; 9] {
        [
            Self::of::<crate::organizzazione::Organizzazione>(),
            Self::of::<crate::soggetti::Soggetti>(),
            Self::of::<crate::nuclei::Nuclei>(),
            Self::of::<crate::segnalazioni::Segnalazioni>(),
            Self::of::<crate::fascicolo::Fascicolo>(),
            Self::of::<crate::quadro::Quadro>(),
            Self::of::<crate::visibilita::Visibilita>(),
            Self::of::<crate::emergenze::Emergenze>(),
            Self::of::<crate::annotazioni::Annotazioni>(),
        ]
    }
}
