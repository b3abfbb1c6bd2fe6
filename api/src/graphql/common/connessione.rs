//! Pages as Relay wants them.

use super::non_valida;
use async_graphql::connection::{Connection, Edge};
use async_graphql::{OutputType, Result};
use domain::rifiuto::Codice;

/// Rows of a page when nobody says how many.
const PRIMI: u32 = 20;
/// Most rows of a page.
const PRIMI_MAX: u32 = 100;

/// A page of a list.
pub(crate) type Pagina<T> = Connection<String, T>;

/// How many rows are wanted.
///
/// # Errors
/// When it is less than one or more than a hundred.
pub(crate) fn primi(first: Option<i32>) -> Result<u32> {
    match first {
        None => Ok(PRIMI),
        Some(n) => u32::try_from(n)
            .ok()
            .filter(|n| (1..=PRIMI_MAX).contains(n))
            .ok_or_else(|| non_valida(Codice::FormatoNonValido, "first")),
    }
}

/// Cost of a page: what its rows cost, times their number.
#[must_use]
pub(crate) fn costo(first: Option<i32>, riga: usize) -> usize {
    let primi = first.map_or(PRIMI as usize, |n| usize::try_from(n).unwrap_or(1));
    primi.clamp(1, PRIMI_MAX as usize).saturating_mul(riga).saturating_add(1)
}

/// The page of a read model.
pub(crate) fn pagina<R, T: OutputType>(
    letta: projections::Pagina<R>,
    after: Option<&str>,
    riga: impl Fn(R) -> T,
) -> Pagina<T> {
    let mut pagina = Connection::new(after.is_some(), letta.altra);
    let coppie = letta.cursori.into_iter().zip(letta.voci);
    pagina.edges.extend(coppie.map(|(cursore, voce)| Edge::new(cursore, riga(voce))));
    pagina
}

/// A page of a list at hand; `posto` is the number that orders it downwards and makes the cursor.
pub(crate) fn pagina_di<T: OutputType>(
    voci: Vec<T>,
    posto: impl Fn(&T) -> u64,
    after: Option<&str>,
    primi: u32,
) -> Result<Pagina<T>> {
    let dopo: Option<u64> = match after {
        None => None,
        Some(cursore) => Some(cursore.parse().map_err(|_| non_valida(Codice::FormatoNonValido, "after"))?),
    };
    let mut resto = voci.into_iter().filter(|v| dopo.is_none_or(|d| posto(v) < d)).peekable();
    let mut edges = Vec::new();
    for voce in resto.by_ref().take(primi as usize) {
        edges.push(Edge::new(posto(&voce).to_string(), voce));
    }
    let mut pagina = Connection::new(after.is_some(), resto.peek().is_some());
    pagina.edges = edges;
    Ok(pagina)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_between_one_row_and_a_hundred() {
        assert_eq!(primi(None).unwrap(), 20);
        assert_eq!(primi(Some(100)).unwrap(), 100);
        for n in [0, -1, 101] {
            assert!(primi(Some(n)).is_err());
        }
    }

    #[test]
    fn pages_follow_each_other_without_gap_or_repeat() {
        let tutte = vec![9_u64, 7, 5, 3];
        let prima = pagina_di(tutte.clone(), |n| *n, None, 3).unwrap();
        assert!(prima.has_next_page && !prima.has_previous_page);
        let cursore = prima.edges[2].cursor.clone();
        let dopo = pagina_di(tutte.clone(), |n| *n, Some(&cursore), 3).unwrap();
        assert!(!dopo.has_next_page && dopo.has_previous_page);
        assert_eq!(dopo.edges.iter().map(|e| e.node).collect::<Vec<_>>(), [3]);
        assert!(pagina_di(tutte, |n| *n, Some("x"), 3).is_err());
    }

    #[test]
    fn a_page_costs_its_rows() {
        assert_eq!(costo(None, 3), 61);
        assert_eq!(costo(Some(100), 3), 301);
        assert_eq!(costo(Some(i32::MAX), usize::MAX), usize::MAX);
        assert_eq!(costo(Some(-5), 3), 4);
    }
}
