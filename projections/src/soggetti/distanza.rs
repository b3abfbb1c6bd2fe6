//! Words within some edits of another, found in an automaton of all words without looking at each.

/// Accepts the words at most so many edits from one: characters inserted, left out, replaced, or neighbours swapped
/// (optimal string alignment). Folded words are ASCII.
pub(super) struct Vicinanza<'a> {
    parola: &'a [u8],
    entro: u8,
}

/// Rows of the textbook's table: of what was read so far, and of one character less with that character.
#[derive(Clone)]
pub(super) struct Righe {
    ultima: Vec<u8>,
    penultima: Option<(u8, Vec<u8>)>,
}

impl<'a> Vicinanza<'a> {
    pub(super) fn di(parola: &'a str, entro: u8) -> Self {
        Self { parola: parola.as_bytes(), entro }
    }

    fn minima(riga: &[u8]) -> u8 {
        riga.iter().copied().min().unwrap_or(u8::MAX)
    }
}

impl fst::Automaton for Vicinanza<'_> {
    type State = Righe;

    fn start(&self) -> Righe {
        let lunga = u8::try_from(self.parola.len()).unwrap_or(u8::MAX);
        Righe { ultima: (0..=lunga).collect(), penultima: None }
    }

    fn is_match(&self, stato: &Righe) -> bool {
        stato.ultima.last().is_some_and(|d| *d <= self.entro)
    }

    fn can_match(&self, stato: &Righe) -> bool {
        // A swap reaches back one row further, for one edit.
        let prima = stato.penultima.as_ref().map_or(u8::MAX, |(_, riga)| Self::minima(riga));
        Self::minima(&stato.ultima) <= self.entro || prima.saturating_add(1) <= self.entro
    }

    fn accept(&self, stato: &Righe, letto: u8) -> Righe {
        let sopra = &stato.ultima;
        let mut riga = Vec::with_capacity(sopra.len());
        for (posto, prima) in sopra.iter().enumerate() {
            let mut meno = prima.saturating_add(1);
            if posto > 0 && posto <= self.parola.len() {
                let qui = self.parola[posto - 1];
                let senza: u8 = riga[posto - 1];
                meno = meno.min(senza.saturating_add(1));
                meno = meno.min(sopra[posto - 1].saturating_add(u8::from(qui != letto)));
                if let Some((letto_prima, due_sopra)) = &stato.penultima
                    && posto > 1
                    && qui == *letto_prima
                    && self.parola[posto - 2] == letto
                {
                    meno = meno.min(due_sopra[posto - 2].saturating_add(1));
                }
            }
            riga.push(meno);
        }
        Righe { penultima: Some((letto, sopra.clone())), ultima: riga }
    }
}

#[cfg(test)]
mod tests {
    use super::super::variante::tests::osa;
    use super::*;
    use fst::{IntoStreamer, Set, Streamer};
    use proptest::prelude::*;

    fn vicine(parole: &[String], cercata: &str, entro: u8) -> Vec<String> {
        let set = Set::from_iter(parole).unwrap();
        let mut trovate = set.search(Vicinanza::di(cercata, entro)).into_stream();
        let mut vicine = Vec::new();
        while let Some(parola) = trovate.next() {
            vicine.push(String::from_utf8(parola.to_vec()).unwrap());
        }
        vicine
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn finds_the_words_of_that_distance_and_no_others(
            parole in prop::collection::btree_set("[abc]{0,7}", 0..12), cercata in "[abc]{0,7}", entro in 0u8..4,
        ) {
            let parole = Vec::from_iter(parole);
            let attese: Vec<_> =
                parole.iter().filter(|p| osa(p, &cercata) <= usize::from(entro)).cloned().collect();
            prop_assert_eq!(vicine(&parole, &cercata, entro), attese);
        }
    }
}
