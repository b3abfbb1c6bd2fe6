//! What an operator typed, understood.

use super::chiave::{chiave, parola};
use chrono::NaiveDate;
use domain::codice_fiscale::CodiceFiscale;

/// Words of a free text that are told apart; the rest is taken as one.
const PAROLE_MAX: usize = 6;

/// What is looked for. A codice fiscale goes before everything else; names from their own fields before those in
/// `testo`; the birth date narrows.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Criteri {
    /// One line: names in any order, a codice fiscale or its beginning, a codice soggetto, a birth date.
    pub testo: Option<String>,
    /// Surname or its beginning.
    pub cognome: Option<String>,
    /// First name or its beginning.
    pub nome: Option<String>,
    /// Codice fiscale or its beginning.
    pub codice_fiscale: Option<String>,
    /// Birth date.
    pub data_nascita: Option<NaiveDate>,
}

domain::debug_oscurato!(Criteri);

/// What is looked for, understood.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Ricerca {
    pub(super) nomi: Nomi,
    pub(super) data: Option<NaiveDate>,
    /// Normalised codice fiscale or its beginning.
    pub(super) cf: Option<String>,
    /// The words may be names as well.
    pub(super) cf_incerto: bool,
    /// Codice soggetto.
    pub(super) codice: Option<i64>,
}

/// Folded names.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) enum Nomi {
    /// None.
    #[default]
    Nessuno,
    /// From a free text: which is the surname is not known.
    Liberi(Vec<String>),
    /// From fields of their own; one may be empty.
    Campi { cognome: String, nome: String },
}

domain::debug_oscurato!(Ricerca, Nomi);

impl Ricerca {
    pub(super) fn nuova(criteri: &Criteri) -> Self {
        let Criteri { testo, cognome, nome, codice_fiscale, data_nascita } = criteri;
        let mut ricerca = Self::del_testo(testo.as_deref().unwrap_or_default());
        ricerca.data = data_nascita.or(ricerca.data);
        let (cognome, nome) = (parola(cognome.as_deref()), parola(nome.as_deref()));
        if !(cognome.is_empty() && nome.is_empty()) {
            ricerca.nomi = Nomi::Campi { cognome, nome };
            (ricerca.codice, ricerca.cf, ricerca.cf_incerto) = (None, None, false);
        }
        let cf = codice_fiscale.as_deref().map(compatta).unwrap_or_default();
        if !cf.is_empty() {
            ricerca.nomi = Nomi::Nessuno;
            (ricerca.codice, ricerca.cf, ricerca.cf_incerto) = (None, Some(cf), false);
        }
        ricerca
    }

    fn del_testo(testo: &str) -> Self {
        let mut ricerca = Self::default();
        let mut parole = Vec::new();
        for pezzo in testo.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')) {
            match data(pezzo) {
                Some(giorno) => ricerca.data = Some(giorno),
                None if !pezzo.is_empty() => parole.push(pezzo),
                None => {}
            }
        }
        let insieme = compatta(&parole.concat());
        match codice_fiscale(&insieme) {
            Certezza::Certo => {
                ricerca.cf = Some(insieme);
                return ricerca;
            }
            Certezza::Incerto => (ricerca.cf, ricerca.cf_incerto) = (Some(insieme.clone()), true),
            Certezza::No => {}
        }
        if !insieme.is_empty() && insieme.len() <= 10 && insieme.bytes().all(|b| b.is_ascii_digit()) {
            ricerca.codice = insieme.parse().ok();
            return ricerca;
        }
        let mut parole: Vec<String> = parole.into_iter().map(chiave).filter(|p| !p.is_empty()).collect();
        if parole.len() > PAROLE_MAX {
            let coda = parole.split_off(PAROLE_MAX - 1).concat();
            parole.push(coda);
        }
        if !parole.is_empty() {
            ricerca.nomi = Nomi::Liberi(parole);
        }
        ricerca
    }
}

/// Upper case, letters and digits only.
fn compatta(testo: &str) -> String {
    testo.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// `11/07/1986`, `11-7-1986`, `11.07.1986`, `1986-07-11`.
fn data(pezzo: &str) -> Option<NaiveDate> {
    let parti: Vec<&str> = pezzo.split(['/', '-', '.']).collect();
    let [a, b, c] = parti[..] else { return None };
    let cifre = |p: &str, n: std::ops::RangeInclusive<usize>| {
        n.contains(&p.len()) && p.bytes().all(|x| x.is_ascii_digit())
    };
    let (anno, mese, giorno) = if cifre(a, 4..=4) && cifre(c, 1..=2) {
        (a, b, c)
    } else if cifre(a, 1..=2) && cifre(c, 4..=4) {
        (c, b, a)
    } else {
        return None;
    };
    if !cifre(mese, 1..=2) {
        return None;
    }
    NaiveDate::from_ymd_opt(anno.parse().ok()?, mese.parse().ok()?, giorno.parse().ok()?)
}

enum Certezza {
    /// It cannot be a name.
    Certo,
    /// It may begin a codice fiscale, or be a name.
    Incerto,
    No,
}

/// Whether a compact text is an identifier or its beginning: at least the six letters of the names, or a code of digits
/// of full length.
fn codice_fiscale(testo: &str) -> Certezza {
    let cifre = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let sanitario =
        |sigla| testo.strip_prefix(sigla).is_some_and(|r| (1..=13).contains(&r.len()) && cifre(r));
    if (testo.len() == 11 && cifre(testo)) || sanitario("STP") || sanitario("ENI") {
        return Certezza::Certo;
    }
    if !(6..=16).contains(&testo.len()) || !testo.bytes().zip(SCHEMA).all(|(b, s)| s.ammette(b)) {
        return Certezza::No;
    }
    if testo.bytes().any(|b| b.is_ascii_digit()) { Certezza::Certo } else { Certezza::Incerto }
}

/// The codice fiscale without omocodia, of a whole and right one.
pub(super) fn senza_omocodia(codice: &str) -> Option<String> {
    codice.parse::<CodiceFiscale>().ok().map(|c| c.base().as_str().to_owned())
}

#[derive(Clone, Copy)]
enum Posto {
    Lettera,
    Cifra,
    Mese,
}

impl Posto {
    fn ammette(self, b: u8) -> bool {
        match self {
            Self::Lettera => b.is_ascii_uppercase(),
            // Letters stand for digits when two people would have the same code.
            Self::Cifra => b.is_ascii_digit() || b"LMNPQRSTUV".contains(&b),
            Self::Mese => b"ABCDEHLMPRST".contains(&b),
        }
    }
}

const SCHEMA: [Posto; 16] = {
    use Posto::{Cifra as C, Lettera as L, Mese};
    [L, L, L, L, L, L, C, C, Mese, C, C, L, C, C, C, L]
};

#[cfg(test)]
mod tests {
    use super::*;

    fn testo(testo: &str) -> Ricerca {
        Ricerca::nuova(&Criteri { testo: Some(testo.into()), ..Criteri::default() })
    }

    fn giorno() -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(1986, 7, 11)
    }

    #[test]
    fn tells_names_from_a_birth_date_wherever_it_stands() {
        let attesa = Ricerca {
            nomi: Nomi::Liberi(vec!["rossi".into(), "mario".into()]),
            data: giorno(),
            ..Ricerca::default()
        };
        for scritto in [
            "Rossi Mario 11/07/1986",
            "11/7/1986 ROSSI, Mario",
            " rossi 1986-07-11  mario",
            "rossi mario 11.07.1986",
        ] {
            assert_eq!(testo(scritto), attesa, "{scritto}");
        }
        assert_eq!(testo("11-07-1986"), Ricerca { data: giorno(), ..Ricerca::default() });
        assert_eq!(testo("31/02/1986").data, None);
    }

    #[test]
    fn tells_a_codice_fiscale_by_its_form_even_in_pieces() {
        for scritto in [
            "RSSMRA86L11H514O",
            "rss mra 86l11 h514o",
            "rssmra86",
            "RSSMRA8SL11",
            "12345678901",
            "stp1234567890123",
        ] {
            let ricerca = testo(scritto);
            assert!(ricerca.cf.is_some() && ricerca.nomi == Nomi::Nessuno, "{scritto}");
        }
        // Six letters may be a surname too.
        let incerto = testo("ROSSIN");
        assert_eq!((incerto.cf.as_deref(), incerto.cf_incerto), (Some("ROSSIN"), true));
        assert_eq!(incerto.nomi, Nomi::Liberi(vec!["rossin".into()]));
        for nome in ["martini", "rossi mario", "ENIO", "d'amico carlo"] {
            assert_eq!(testo(nome).cf, None, "{nome}");
        }
    }

    #[test]
    fn takes_a_number_for_a_codice_soggetto() {
        assert_eq!(testo(" 1234 "), Ricerca { codice: Some(1234), ..Ricerca::default() });
    }

    #[test]
    fn puts_fields_before_the_text_and_the_codice_fiscale_before_both() {
        let mut criteri = Criteri {
            testo: Some("verdi 11/07/1986".into()),
            cognome: Some("D'Amico".into()),
            ..Criteri::default()
        };
        let ricerca = Ricerca::nuova(&criteri);
        assert_eq!(ricerca.nomi, Nomi::Campi { cognome: "damico".into(), nome: String::new() });
        assert_eq!(ricerca.data, giorno());
        criteri.codice_fiscale = Some("rss mra".into());
        let ricerca = Ricerca::nuova(&criteri);
        assert_eq!(
            (ricerca.cf.as_deref(), ricerca.cf_incerto, ricerca.nomi),
            (Some("RSSMRA"), false, Nomi::Nessuno)
        );
    }

    #[test]
    fn a_long_text_keeps_all_its_letters() {
        let Nomi::Liberi(parole) = testo("uno due tre quattro cinque sei sette otto").nomi else { panic!() };
        assert_eq!((parole.len(), parole.concat().as_str()), (6, "unoduetrequattrocinqueseisetteotto"));
    }
}
