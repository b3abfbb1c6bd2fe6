//! As many surnames as a Region has: the frequent ones of the list, and thousands of rarer ones with the endings that
//! Italian surnames have.

use rand::Rng;

/// Of a hundred people, how many have a surname of the list as it stands.
const DALL_ELENCO: u32 = 45;

const DESINENZE: &[&str] = &[
    "INI", "ETTI", "ELLI", "ONI", "ACCI", "UCCI", "OTTI", "ATI", "ILLO", "ARO", "ANO", "ESE", "ICCHI",
    "AZZI", "OLI", "ERI", "ETTA", "INO", "ONE", "ELLO", "UZZI", "ASCO", "AGLIA", "ENTI", "ARDI", "ISI",
];

const PARTICELLE: &[&str] = &["DI ", "DE ", "D'", "DEL ", "LO ", "LA "];

/// A surname: the first of the list more often, as everywhere.
pub(super) fn cognome(rng: &mut impl Rng, elenco: &[&str]) -> String {
    let radice = elenco[posto(rng, elenco.len())];
    if rng.gen_range(0..100) < DALL_ELENCO {
        return radice.to_owned();
    }
    let radice = radice.trim_end_matches(['A', 'E', 'I', 'O', 'U']);
    let desinenza = DESINENZE[posto(rng, DESINENZE.len())];
    let particella = if rng.gen_ratio(1, 12) { PARTICELLE[posto(rng, PARTICELLE.len())] } else { "" };
    let altro =
        if rng.gen_ratio(1, 60) { format!(" {}", elenco[posto(rng, elenco.len())]) } else { String::new() };
    format!("{particella}{radice}{desinenza}{altro}")
}

fn posto(rng: &mut impl Rng, quanti: usize) -> usize {
    rng.gen_range(0..quanti).min(rng.gen_range(0..quanti))
}
