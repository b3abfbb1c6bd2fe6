//! Typing errors: two words are one edit apart when one inserted, left out, replaced or swapped (neighbouring) character
//! makes one of the other. Two such words always share a variant, which is how the dictionary is asked.

/// The word itself and each way to leave one character out, each once. Folded words are ASCII.
#[must_use]
pub fn varianti(parola: &str) -> Vec<String> {
    let mut tutte = vec![parola.to_owned()];
    for (posto, carattere) in parola.char_indices() {
        let senza = format!("{}{}", &parola[..posto], &parola[posto + carattere.len_utf8()..]);
        // Leaving out either of two equal neighbours gives the same word.
        if tutte.last() != Some(&senza) {
            tutte.push(senza);
        }
    }
    tutte
}

/// Whether at most one edit lies between two words (optimal string alignment distance ≤ 1).
#[must_use]
pub fn a_una_modifica(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    let comuni = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[comuni..], &b[comuni..]);
    match (a, b) {
        ([], []) => true,
        _ if b.len() == a.len() + 1 => *a == b[1..],
        _ if a.len() != b.len() => false,
        ([_, resto_a @ ..], [_, resto_b @ ..]) if resto_a == resto_b => true,
        ([x, y, resto_a @ ..], [z, w, resto_b @ ..]) => x == w && y == z && resto_a == resto_b,
        _ => false,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook's optimal string alignment distance.
    pub(in super::super) fn osa(a: &str, b: &str) -> usize {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let cost = usize::from(a[i - 1] != b[j - 1]);
                        let mut best = (d[i - 1][j] + 1).min(d[i][j - 1] + 1).min(d[i - 1][j - 1] + cost);
                        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                            best = best.min(d[i - 2][j - 2] + 1);
                        }
                        best
                    }
                };
            }
        }
        d[a.len()][b.len()]
    }

    /// As the database finds it: some variant in common, then checked.
    fn trovata(cercata: &str, parola: &str) -> bool {
        let sue = varianti(parola);
        varianti(cercata).iter().any(|v| sue.contains(v)) && a_una_modifica(cercata, parola)
    }

    #[test]
    fn finds_the_four_kinds_of_errors() {
        for errore in ["rossi", "rosi", "rosssi", "rozsi", "rosis", "orssi", "ross", "rossia"] {
            assert!(trovata(errore, "rossi"), "{errore}");
        }
        for altra in ["rosa", "ossir", "rss", "rossini"] {
            assert!(!trovata(altra, "rossi"), "{altra}");
        }
    }

    #[test]
    fn a_word_of_one_character_has_the_empty_variant() {
        assert_eq!(varianti("a"), ["a", ""]);
        assert_eq!(varianti(""), [""]);
        assert_eq!(varianti("aab"), ["aab", "ab", "aa"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_word_is_found_exactly_when_it_is_one_edit_away(a in "[abc]{0,6}", b in "[abc]{0,6}") {
            prop_assert_eq!(trovata(&a, &b), osa(&a, &b) <= 1);
        }

        #[test]
        fn an_edited_word_is_found(parola in "[a-z]{1,12}", posto in 0usize..12, lettera in "[a-z]", modo in 0u8..4) {
            let posto = posto % parola.len();
            let mut lettere: Vec<char> = parola.chars().collect();
            match modo {
                0 => lettere.insert(posto, lettera.chars().next().unwrap()),
                1 => { lettere.remove(posto); }
                2 => lettere[posto] = lettera.chars().next().unwrap(),
                _ if posto + 1 < lettere.len() => lettere.swap(posto, posto + 1),
                _ => {}
            }
            let errata: String = lettere.into_iter().collect();
            prop_assert!(trovata(&errata, &parola));
        }
    }
}
