//! The register while it is being filled: draws people, gives them unique codes, puts them into households.

use super::modello::{Componente, Famiglia, Indirizzo, Persona};
use super::nomi_stranieri::{ORIGINI, Origine};
use super::{GIORNO, luoghi, nomi_italiani, varieta};
use chrono::{Days, Months, NaiveDate};
use domain::codice_fiscale::{CodiceFiscale, DatiPerCalcolo, calcola};
use domain::luoghi::stato_estero;
use domain::persona::{DataParziale, LuogoNascita, Sesso};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::HashSet;

/// Letters that replace digits in codes that would be equal, and the positions (from 0) in the order of replacement.
const OMOCODIA: (&[u8; 10], [usize; 7]) = (b"LMNPQRSTUV", [14, 13, 12, 10, 9, 7, 6]);

/// How a person to be drawn is known to be.
#[derive(Clone)]
pub(super) struct Tratti {
    /// Sex.
    pub(super) sesso: Sesso,
    /// Age in years, from and to.
    pub(super) eta: (u32, u32),
    /// Surname, if it is not to be drawn.
    pub(super) cognome: Option<String>,
    /// Community; `None` for Italians.
    pub(super) origine: Option<&'static Origine>,
    /// Born in Italy, also with foreign citizenship.
    pub(super) nato_in_italia: bool,
    /// `statoCivile`.
    pub(super) stato_civile: u8,
}

pub(super) struct Anagrafica {
    pub(super) rng: ChaCha8Rng,
    pub(super) persone: Vec<Persona>,
    pub(super) famiglie: Vec<Famiglia>,
    codici: HashSet<String>,
    id: HashSet<String>,
    /// Draws surnames and names from as many as a Region has, not only from the lists.
    ampia: bool,
}

impl Anagrafica {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            persone: Vec::new(),
            famiglie: Vec::new(),
            codici: HashSet::new(),
            id: HashSet::new(),
            ampia: false,
        }
    }

    /// A register that is read household by household, see [`super::flusso`].
    pub(super) fn ampia(seed: u64) -> Self {
        Self { ampia: true, ..Self::new(seed) }
    }

    /// Adds a person made elsewhere; the codes become taken.
    pub(super) fn aggiungi(&mut self, persona: Persona) -> usize {
        self.codici.extend(persona.codice_fiscale.iter().chain(&persona.codice_fiscale_precedente).cloned());
        self.id.insert(persona.id_anpr.clone());
        self.persone.push(persona);
        self.persone.len() - 1
    }

    /// Draws a person.
    pub(super) fn persona(&mut self, tratti: Tratti) -> usize {
        let nascita = self.giorno_di_nascita(tratti.eta);
        let (cognomi, nomi) = match (tratti.origine, tratti.sesso) {
            (None, Sesso::M) => (nomi_italiani::COGNOMI, nomi_italiani::NOMI_M),
            (None, Sesso::F) => (nomi_italiani::COGNOMI, nomi_italiani::NOMI_F),
            (Some(origine), Sesso::M) => (origine.cognomi, origine.nomi_m),
            (Some(origine), Sesso::F) => (origine.cognomi, origine.nomi_f),
        };
        let ampia = self.ampia && tratti.origine.is_none();
        let cognome = match tratti.cognome {
            Some(cognome) => cognome,
            None if ampia => varieta::cognome(&mut self.rng, cognomi),
            None => self.frequente(cognomi).to_owned(),
        };
        let primo = if tratti.origine.is_none() { self.di_moda(nomi, nascita) } else { self.frequente(nomi) };
        let nome = if ampia && self.rng.gen_ratio(1, 6) {
            format!("{primo} {}", self.frequente(nomi))
        } else {
            primo.to_owned()
        };
        let nome = nome.as_str();
        let luogo_nascita = match tratti.origine.filter(|_| !tratti.nato_in_italia) {
            Some(origine) => luoghi::estero(origine.stato, Some(self.frequente(origine.citta))),
            None => luoghi::nascita(&mut self.rng, nascita),
        };
        let cittadinanza =
            tratti.origine.and_then(|o| stato_estero(o.stato)?.codistat).unwrap_or(Persona::ITALIANA);
        let persona = Persona {
            id_anpr: self.nuovo_id(&cognome, nome),
            codice_fiscale: self.nuovo_codice(&cognome, nome, tratti.sesso, nascita, &luogo_nascita),
            codice_fiscale_precedente: None,
            cf_validato: self.rng.gen_ratio(99, 100),
            cognome: Some(cognome),
            nome: nome.to_owned(),
            sesso: tratti.sesso,
            nascita: DataParziale::certa(nascita),
            luogo_nascita,
            cittadinanza: cittadinanza.to_owned(),
            stato_civile: tratti.stato_civile,
            decesso: None,
            cancellata: false,
            aire: false,
        };
        self.aggiungi(persona)
    }

    /// Adds a household at a drawn address; the first member is the intestatario.
    pub(super) fn famiglia(&mut self, tipo_legame: u8, membri: &[(usize, u8)], dal: NaiveDate) {
        let comune = luoghi::residenza(&mut self.rng);
        let (specie, denominazione, civico) = luoghi::via(&mut self.rng);
        let nato = |persona: usize| self.persone[persona].nascita.data;
        let componenti = membri
            .iter()
            .map(|&(persona, codice_legame)| Componente {
                persona,
                codice_legame,
                dal: dal.max(nato(persona)),
            })
            .collect();
        let indirizzo = Indirizzo { comune, specie, denominazione, civico };
        self.famiglie.push(Famiglia { tipo_legame, indirizzo, componenti });
    }

    /// Age in whole years.
    pub(super) fn eta(&self, persona: usize) -> u32 {
        GIORNO.years_since(self.persone[persona].nascita.data).unwrap_or(0)
    }

    /// A day between two.
    pub(super) fn giorno_fra(&mut self, dal: NaiveDate, al: NaiveDate) -> NaiveDate {
        let giorni = u64::try_from((al - dal).num_days()).unwrap_or(0);
        dal.checked_add_days(Days::new(self.rng.gen_range(0..=giorni))).unwrap_or(dal)
    }

    /// A community, the first ones more often.
    pub(super) fn origine(&mut self) -> &'static Origine {
        &ORIGINI[self.posto(ORIGINI.len())]
    }

    fn giorno_di_nascita(&mut self, (da, a): (u32, u32)) -> NaiveDate {
        let anni_fa = |anni: u32| GIORNO.checked_sub_months(Months::new(anni * 12)).unwrap_or(GIORNO);
        let primo = anni_fa(a + 1).succ_opt().unwrap_or(GIORNO);
        self.giorno_fra(primo, anni_fa(da))
    }

    /// A place in a list of `quanti`, the first ones more often.
    fn posto(&mut self, quanti: usize) -> usize {
        self.rng.gen_range(0..quanti).min(self.rng.gen_range(0..quanti))
    }

    fn frequente(&mut self, voci: &[&'static str]) -> &'static str {
        voci[self.posto(voci.len())]
    }

    /// A first name of the time: the lists run from the oldest fashion to the latest.
    fn di_moda(&mut self, nomi: &[&'static str], nascita: NaiveDate) -> &'static str {
        let eta = usize::try_from(GIORNO.years_since(nascita).unwrap_or(0)).unwrap_or(0).min(90);
        let centro = nomi.len() * (90 - eta) / 90;
        let ampiezza = nomi.len() / 4;
        let posto = (centro + self.rng.gen_range(0..=ampiezza) + self.rng.gen_range(0..=ampiezza))
            .saturating_sub(ampiezza);
        nomi[posto.min(nomi.len() - 1)]
    }

    /// An ID ANPR in the usual shape, beginning with the initials.
    fn nuovo_id(&mut self, cognome: &str, nome: &str) -> String {
        loop {
            let ultimi: String = (0..2)
                .map(|_| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[self.rng.gen_range(0..36)]))
                .collect();
            let id = format!(
                "{}{}{:05}{ultimi}",
                iniziale(cognome),
                iniziale(nome),
                self.rng.gen_range(0..100_000)
            );
            if !self.id.contains(&id) {
                return id;
            }
        }
    }

    /// The codice fiscale; where it is taken, the first free one by omocodia.
    fn nuovo_codice(
        &self,
        cognome: &str,
        nome: &str,
        sesso: Sesso,
        data_nascita: NaiveDate,
        luogo: &LuogoNascita,
    ) -> Option<String> {
        let codice_luogo = luogo.codice()?;
        let base = calcola(&DatiPerCalcolo { cognome, nome, sesso, data_nascita, codice_luogo }).ok()?;
        (0..1u32 << OMOCODIA.1.len())
            .filter_map(|sostituzioni| omocodico(&base, sostituzioni))
            .find(|codice| !self.codici.contains(codice))
    }
}

/// The code with the digits replaced whose bits are set, the rightmost digit first.
fn omocodico(base: &CodiceFiscale, sostituzioni: u32) -> Option<String> {
    let mut caratteri = base.as_str().as_bytes().get(..15)?.to_vec();
    for (bit, posizione) in OMOCODIA.1.into_iter().enumerate() {
        if sostituzioni >> bit & 1 == 1 {
            let cifra = usize::from(caratteri[posizione].checked_sub(b'0')?);
            caratteri[posizione] = *OMOCODIA.0.get(cifra)?;
        }
    }
    let primi = String::from_utf8(caratteri).ok()?;
    // The check letter is the one with which the domain accepts the code.
    ('A'..='Z')
        .map(|controllo| format!("{primi}{controllo}"))
        .find(|codice| codice.parse::<CodiceFiscale>().is_ok())
}

/// Initial of a name, without its mark; X where it has none among the 26 letters.
fn iniziale(nome: &str) -> char {
    match nome.chars().next() {
        Some('Ț') => 'T',
        Some('Ș') => 'S',
        Some('Ç') => 'C',
        Some('Ł') => 'L',
        Some(c) if c.is_ascii_uppercase() => c,
        _ => 'X',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_who_would_have_the_same_code_get_valid_ones_that_differ_by_omocodia() {
        let mut anagrafica = Anagrafica::new(1);
        let nascita = NaiveDate::from_ymd_opt(1986, 7, 11).expect("a date");
        let luogo = luoghi::comune("H514", nascita).expect("a comune");
        for atteso in ["RSSMRA86L11H514O", "RSSMRA86L11H51QL", "RSSMRA86L11H5M4Z", "RSSMRA86L11H5MQW"] {
            let codice =
                anagrafica.nuovo_codice("ROSSI", "MARIO", Sesso::M, nascita, &luogo).expect("a free code");
            let letto = CodiceFiscale::analizza(&codice).expect("valid");
            assert_eq!(letto.base().as_str(), "RSSMRA86L11H514O");
            assert_eq!(codice, atteso);
            anagrafica.codici.insert(codice);
        }
    }
}
