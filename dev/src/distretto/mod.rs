//! A synthetic district, up to a Region: people, households, and what the services had to do with them over the years.
//! A stream of households; the same settings give the same district, byte for byte. Nobody in it exists.

pub mod cartella;
pub mod letture;
mod storia;

pub use storia::{Assegnazione, Contatto};

use crate::population::{Famiglia, Flusso, Persona};
use domain::identita::SoggettoId;
use domain::persona::{DatiAnagrafici, IndicatoreCf};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

/// Which district.
#[derive(Clone, Copy, Debug)]
pub struct Distretto {
    /// Seed.
    pub seed: u64,
    /// People, at least; the last household may exceed the number.
    pub persone: u64,
    /// Segnalazioni about a hundred people.
    pub segnalazioni_per_cento: u32,
    /// Operators whom they are assigned to.
    pub operatori: u32,
}

/// A household with its history.
pub struct Casa {
    /// Number of its first person in the district, from 0.
    pub primo: u64,
    /// Who lives there; the indexes of `famiglia` are places in it.
    pub persone: Vec<Persona>,
    /// How they live together.
    pub famiglia: Famiglia,
    /// What the services had to do with each, in the order of `persone`; oldest first.
    pub contatti: Vec<Vec<Contatto>>,
}

domain::debug_oscurato!(Casa);

impl Distretto {
    /// The id that a number of this district stands for, in a kind of things: no order, like the ids of the product.
    #[must_use]
    pub fn id(&self, tipo: &str, numero: u64) -> Uuid {
        Uuid::new_v5(&Uuid::from_u64_pair(self.seed, 0), format!("{tipo}/{numero}").as_bytes())
    }

    /// The id of a person as a subject.
    #[must_use]
    pub fn soggetto(&self, persona: u64) -> SoggettoId {
        SoggettoId(self.id("soggetto", persona))
    }

    /// The households.
    pub fn case(self) -> impl Iterator<Item = Casa> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed.wrapping_add(1));
        let mut primo = 0;
        let mut flusso = Flusso::new(self.seed);
        std::iter::from_fn(move || {
            if primo >= self.persone {
                return None;
            }
            let convivenza = flusso.next()?;
            let contatti =
                convivenza.persone.iter().map(|p| storia::contatti(&mut rng, &self, p)).collect::<Vec<_>>();
            let casa = Casa { primo, persone: convivenza.persone, famiglia: convivenza.famiglia, contatti };
            primo += casa.persone.len() as u64;
            Some(casa)
        })
    }
}

/// What the product keeps of a person.
#[must_use]
pub fn dati(persona: &Persona) -> DatiAnagrafici {
    let codice = persona.codice_fiscale.clone();
    DatiAnagrafici {
        cognome: persona.cognome.clone(),
        nome: Some(persona.nome.clone()),
        sesso: Some(persona.sesso),
        data_nascita: Some(persona.nascita),
        luogo_nascita: Some(persona.luogo_nascita.clone()),
        indicatore_cf: match codice {
            Some(_) => IndicatoreCf::Ministeriale,
            None => IndicatoreCf::NonDisponibile,
        },
        codice_fiscale: codice,
        cf_validato: Some(persona.cf_validato),
        id_anpr: Some(persona.id_anpr.clone()),
        cittadinanze: vec![persona.cittadinanza.clone()],
        stato_demografico: persona.decesso.map(|_| "DECEDUTO".to_owned()),
        data_stato_demografico: persona.decesso,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const PROVA: Distretto = Distretto { seed: 3, persone: 4000, segnalazioni_per_cento: 60, operatori: 12 };

    #[test]
    fn the_same_settings_give_the_same_district() {
        let testo = || {
            PROVA
                .case()
                .take(300)
                .map(|c| serde_json::to_string(&(c.persone, c.famiglia, c.contatti)).unwrap())
                .collect::<Vec<_>>()
        };
        assert!(testo() == testo());
    }

    #[test]
    fn codici_fiscali_stay_unique_over_the_whole_stream() {
        let mut visti = HashSet::new();
        for codice in PROVA.case().flat_map(|c| c.persone).filter_map(|p| p.codice_fiscale) {
            assert!(visti.insert(codice));
        }
        assert!(visti.len() > 3900);
    }

    #[test]
    fn there_are_many_surnames_and_about_as_many_contacts_as_asked_for() {
        let case: Vec<Casa> = PROVA.case().collect();
        let cognomi: HashSet<_> = case.iter().flat_map(|c| &c.persone).map(|p| p.cognome.clone()).collect();
        assert!(cognomi.len() > 600, "{}", cognomi.len());
        let contatti: usize = case.iter().flat_map(|c| &c.contatti).map(Vec::len).sum();
        assert!((1800..3000).contains(&contatti), "{contatti}");
    }

    #[test]
    fn no_contact_is_before_the_birth_and_every_step_follows_the_one_before() {
        for casa in PROVA.case() {
            for (persona, contatti) in casa.persone.iter().zip(&casa.contatti) {
                for c in contatti {
                    assert!(persona.nascita.data <= c.il);
                    let mut prima = c.il;
                    for dopo in
                        [c.assegnata.map(|a| a.il), c.assegnata.and_then(|a| a.accettata_il), c.chiusa_il]
                    {
                        assert!(dopo.is_none_or(|d| prima <= d && d <= crate::population::GIORNO));
                        prima = dopo.unwrap_or(prima);
                    }
                    assert_eq!(c.esito.is_some(), c.chiusa_il.is_some());
                }
            }
        }
    }
}
