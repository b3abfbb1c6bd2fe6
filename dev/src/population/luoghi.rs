//! Places people are born in and live in, with how often.

use chrono::NaiveDate;
use domain::luoghi::{comune_alla, stato_estero};
use domain::persona::LuogoNascita;
use rand::Rng;
use rand::seq::SliceRandom;

/// Comuni of residence, all in Lazio.
const RESIDENZE: &[(&str, u32)] = &[
    ("M082", 30),
    ("D024", 10),
    ("C765", 9),
    ("F499", 7),
    ("L814", 7),
    ("H534", 5),
    ("A040", 4),
    ("G135", 4),
    ("L310", 4),
    ("F419", 4),
    ("F868", 4),
    ("L017", 3),
    ("B688", 3),
    ("C773", 6),
    ("H501", 8),
    ("H282", 4),
    ("E472", 4),
    ("D810", 3),
];

/// Comuni of birth: towns with a hospital near by, then cities people have moved from.
const NASCITE: &[(&str, u32)] = &[
    ("M082", 38),
    ("H501", 22),
    ("D024", 9),
    ("C765", 8),
    ("C773", 5),
    ("F499", 4),
    ("A040", 3),
    ("H282", 3),
    ("E472", 2),
    ("D810", 2),
    ("L117", 3),
    ("G478", 1),
    ("F839", 4),
    ("A345", 1),
    ("H703", 1),
    ("F205", 2),
    ("L219", 1),
    ("G273", 1),
    ("A662", 1),
    ("D612", 1),
    ("B354", 1),
];

/// Existed under every birth date: for the few who would be born in a town before it was founded.
const ROMA: &str = "H501";

/// Invented streets.
const VIE: &[(&str, &str)] = &[
    ("VIA", "DELLE PROVE"),
    ("VIA", "DEGLI ESEMPI"),
    ("VIA", "DEL CAMPIONE"),
    ("VIA", "DELLE INVENZIONI"),
    ("VIA", "DELLA FINZIONE"),
    ("VIALE", "DEI COLLAUDI"),
    ("VIALE", "DELL'IMMAGINAZIONE"),
    ("PIAZZA", "DEL MODELLO"),
    ("PIAZZA", "DELLE BOZZE"),
    ("VICOLO", "DEL SIMULACRO"),
    ("LARGO", "DEI PROTOTIPI"),
    ("STRADA", "DELL'IPOTESI"),
];

/// A comune of residence.
pub(super) fn residenza(rng: &mut impl Rng) -> &'static str {
    pesato(rng, RESIDENZE)
}

/// A street and a number.
pub(super) fn via(rng: &mut impl Rng) -> (&'static str, &'static str, u16) {
    let (specie, denominazione) = VIE.choose(rng).copied().unwrap_or(("VIA", "DELLE PROVE"));
    (specie, denominazione, rng.gen_range(1..180))
}

/// An Italian birth place for that day.
pub(super) fn nascita(rng: &mut impl Rng, giorno: NaiveDate) -> LuogoNascita {
    comune(pesato(rng, NASCITE), giorno)
        .or_else(|| comune(ROMA, giorno))
        .unwrap_or_else(|| LuogoNascita::Descritto { descrizione: "LOCALITA' IGNOTA".to_owned() })
}

/// The comune with that codice catastale, as it was called on that day.
pub(super) fn comune(codice: &str, giorno: NaiveDate) -> Option<LuogoNascita> {
    comune_alla(codice, giorno).map(|comune| LuogoNascita::Comune {
        codice: comune.codcatastale.to_owned(),
        denominazione: comune.denominazione.to_owned(),
        provincia: comune.sigla_provincia.to_owned(),
    })
}

/// A town abroad.
pub(super) fn estero(stato: &str, localita: Option<&str>) -> LuogoNascita {
    LuogoNascita::Estero {
        codice: stato.to_owned(),
        stato: stato_estero(stato).map(|s| s.denominazione.to_uppercase()).unwrap_or_default(),
        localita: localita.map(str::to_owned),
    }
}

fn pesato(rng: &mut impl Rng, voci: &[(&'static str, u32)]) -> &'static str {
    voci.choose_weighted(rng, |(_, peso)| *peso).map_or(ROMA, |(codice, _)| codice)
}
