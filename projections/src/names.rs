//! Names of the projections, for [`crate::Projector::wait_for`]. They never change.

use crate::projection::Projection;

/// Which streams concern a subject.
pub const FASCICOLO: &str = crate::fascicolo::Fascicolo::NAME;
/// Search and headers.
pub const SOGGETTI: &str = crate::soggetti::Soggetti::NAME;
/// Households.
pub const NUCLEI: &str = crate::nuclei::Nuclei::NAME;
/// Lists of segnalazioni.
pub const SEGNALAZIONI: &str = crate::segnalazioni::Segnalazioni::NAME;
/// Quadro riassuntivo.
pub const QUADRO: &str = crate::quadro::Quadro::NAME;
/// Units and operators.
pub const ORGANIZZAZIONE: &str = crate::organizzazione::Organizzazione::NAME;
/// Titles on files.
pub const VISIBILITA: &str = crate::visibilita::Visibilita::NAME;
/// Emergency accesses.
pub const EMERGENZE: &str = crate::emergenze::Emergenze::NAME;
/// Notes of cases.
pub const ANNOTAZIONI: &str = crate::annotazioni::Annotazioni::NAME;
