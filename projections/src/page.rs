//! Pages of lists, by keyset: a cursor names the place after a row, so that pages stay right while rows come and go.

/// Most rows on a page.
pub const PRIMI_MAX: u32 = 200;

/// Place after a row of a list. Opaque to clients; holds no personal datum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursore(pub String);

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagina<T> {
    /// Its rows.
    pub voci: Vec<T>,
    /// The place after each row.
    pub cursori: Vec<String>,
    /// Whether there are more after the last.
    pub altra: bool,
}

impl<T> Default for Pagina<T> {
    fn default() -> Self {
        Self { voci: Vec::new(), cursori: Vec::new(), altra: false }
    }
}

impl<T> Pagina<T> {
    /// From one row more than was asked for, if there was one.
    pub(crate) fn di(mut righe: Vec<T>, primi: usize, cursore: impl Fn(&T) -> String) -> Self {
        let altra = righe.len() > primi;
        righe.truncate(primi);
        Self { cursori: righe.iter().map(cursore).collect(), voci: righe, altra }
    }
}

/// How many rows a page will have, as a length.
pub(crate) fn limite(primi: u32) -> usize {
    usize::try_from(primi.min(PRIMI_MAX)).unwrap_or_default()
}
