//! Who is calling.

mod queries;

pub(crate) use queries::IoQuery;
