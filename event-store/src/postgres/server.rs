//! Which PostgreSQL this program talks to: somebody's, or its own.

use std::fmt;

use super::cluster::{ClusterOptions, PrivateCluster};
use super::error::PostgresError;

/// The PostgreSQL of this run.
pub enum Server {
    /// One that others run, named by `DATABASE_URL`. Nothing is started, made or stopped there.
    External {
        /// The URL, which may hold a password.
        url: String,
    },
    /// A private one, started here.
    Private(Box<PrivateCluster>),
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::External { .. } => f.write_str("External { url: *** }"),
            Self::Private(cluster) => f.debug_tuple("Private").field(cluster).finish(),
        }
    }
}

impl Server {
    /// The external server if `DATABASE_URL` is set and not empty; else starts a private one, with its roles and
    /// databases made.
    ///
    /// # Errors
    /// See [`PrivateCluster::start`].
    pub async fn obtain(options: ClusterOptions<'_>) -> Result<Self, PostgresError> {
        if let Some(url) = external_url() {
            return Ok(Self::External { url });
        }
        let cluster = PrivateCluster::start(options).await?;
        cluster.prepare().await?;
        Ok(Self::Private(Box::new(cluster)))
    }

    /// Stops a private server.
    ///
    /// # Errors
    /// See [`PrivateCluster::stop`].
    pub async fn stop(self) -> Result<(), PostgresError> {
        match self {
            Self::External { .. } => Ok(()),
            Self::Private(cluster) => cluster.stop().await,
        }
    }
}

/// `DATABASE_URL`, unless it is absent or empty.
pub fn external_url() -> Option<String> {
    std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty())
}
