//! What readings disclose, in the words of the read log. Whatever reads data of a person takes a [`Divulgato`] and notes
//! there what it hands out; who answers the request writes it down before the answer leaves.

pub mod avvisi;

use crate::identita::{NucleoId, SegnalazioneId, SoggettoId};
use crate::riservato::Classe;
use crate::visibilita::Titolo;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// In which way something was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Accesso {
    /// Among the results of a search.
    Ricerca,
    /// A row of a list.
    Elenco,
    /// Name, birth and codice fiscale, in a list or in the file of somebody else.
    Intestazione,
    /// The file.
    Scheda,
    /// The story of the file.
    Storia,
    /// The quadro riassuntivo.
    Quadro,
    /// The register, outside.
    Anpr,
    /// Who follows a person already.
    Seguito,
    /// The read log itself.
    Tracciamento,
    /// Many at once, out of the service.
    Esportazione,
}

impl Accesso {
    /// All of them.
    pub const TUTTI: [Self; 10] = [
        Self::Ricerca,
        Self::Elenco,
        Self::Intestazione,
        Self::Scheda,
        Self::Storia,
        Self::Quadro,
        Self::Anpr,
        Self::Seguito,
        Self::Tracciamento,
        Self::Esportazione,
    ];

    /// As it is written down.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ricerca => "RICERCA",
            Self::Elenco => "ELENCO",
            Self::Intestazione => "INTESTAZIONE",
            Self::Scheda => "SCHEDA",
            Self::Storia => "STORIA",
            Self::Quadro => "QUADRO",
            Self::Anpr => "ANPR",
            Self::Seguito => "SEGUITO",
            Self::Tracciamento => "TRACCIAMENTO",
            Self::Esportazione => "ESPORTAZIONE",
        }
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EsitoLettura {
    /// It was shown.
    Mostrato,
    /// It was asked for and is not open to him, or does not exist: he is not told which.
    Negato,
    /// Nothing was found.
    Vuoto,
}

impl EsitoLettura {
    /// All of them.
    pub const TUTTI: [Self; 3] = [Self::Mostrato, Self::Negato, Self::Vuoto];

    /// As it is written down.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mostrato => "MOSTRATO",
            Self::Negato => "NEGATO",
            Self::Vuoto => "VUOTO",
        }
    }
}

/// What was looked at. Ids only: the read log holds no datum of anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Oggetto {
    /// A person.
    Soggetto(SoggettoId),
    /// A segnalazione.
    Pratica(SegnalazioneId),
    /// A nucleo di fatto.
    Nucleo(NucleoId),
    /// What the register answered, by the id of the consultation.
    Consultazione(Uuid),
}

impl Divulgazione {
    /// The classes of data that this may have shown; none where nothing was.
    #[must_use]
    pub fn classi(&self) -> &'static [Classe] {
        const CAMPI: &[Classe] = &[Classe::Anagrafica, Classe::Contatti];
        if self.esito != EsitoLettura::Mostrato {
            return &[];
        }
        match (self.accesso, self.oggetto) {
            (Accesso::Seguito | Accesso::Tracciamento, _)
            | (_, None)
            | (Accesso::Ricerca | Accesso::Intestazione, Some(Oggetto::Pratica(_))) => &[],
            (Accesso::Scheda | Accesso::Storia, Some(Oggetto::Soggetto(_)))
            | (Accesso::Anpr, Some(Oggetto::Consultazione(_))) => CAMPI,
            (_, Some(Oggetto::Pratica(_))) | (Accesso::Quadro, _) => &[Classe::Sociale],
            (_, Some(Oggetto::Soggetto(_) | Oggetto::Nucleo(_) | Oggetto::Consultazione(_))) => {
                &[Classe::Anagrafica]
            }
        }
    }
}

/// One thing disclosed, or asked for in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Divulgazione {
    /// In which way.
    pub accesso: Accesso,
    /// What came of it.
    pub esito: EsitoLettura,
    /// What; a search that finds nothing has nothing.
    pub oggetto: Option<Oggetto>,
}

/// By what something was open to him who looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Base {
    /// His title.
    pub titolo: Titolo,
    /// Of an emergency access, the access.
    pub emergenza: Option<Uuid>,
}

/// What one request discloses. Clones share it.
#[derive(Clone, Default)]
pub struct Divulgato(Arc<Mutex<Dentro>>);

#[derive(Default)]
struct Dentro {
    cose: BTreeSet<Divulgazione>,
    criteri: BTreeMap<&'static str, String>,
    basi: HashMap<Oggetto, Base>,
}

impl Divulgato {
    /// Notes that something was shown.
    pub fn mostra(&self, accesso: Accesso, oggetti: impl IntoIterator<Item = Oggetto>) {
        let mostrato =
            |oggetto| Divulgazione { accesso, esito: EsitoLettura::Mostrato, oggetto: Some(oggetto) };
        self.dentro().cose.extend(oggetti.into_iter().map(mostrato));
    }

    /// Notes that something was shown, and by what it was open, where that was read together with it.
    pub fn mostra_per(
        &self,
        accesso: Accesso,
        oggetti: impl IntoIterator<Item = (Oggetto, Option<Base>)> + Clone,
    ) {
        self.mostra(accesso, oggetti.clone().into_iter().map(|(oggetto, _)| oggetto));
        let basi = oggetti.into_iter().filter_map(|(oggetto, base)| Some((oggetto, base?)));
        self.dentro().basi.extend(basi);
    }

    /// Notes that something was asked for in vain.
    pub fn nega(&self, accesso: Accesso, oggetto: Oggetto) {
        let oggetto = Some(oggetto);
        self.dentro().cose.insert(Divulgazione { accesso, esito: EsitoLettura::Negato, oggetto });
    }

    /// Notes that nothing was found.
    pub fn vuoto(&self, accesso: Accesso) {
        self.dentro().cose.insert(Divulgazione { accesso, esito: EsitoLettura::Vuoto, oggetto: None });
    }

    /// Notes for what was searched: the name of the criterion, and a keyed hash of what was written there.
    pub fn criterio(&self, nome: &'static str, impronta: String) {
        self.dentro().criteri.insert(nome, impronta);
    }

    /// Everything noted since the last time, in order.
    #[must_use]
    pub fn prendi(&self) -> Vec<Divulgazione> {
        std::mem::take(&mut self.dentro().cose).into_iter().collect()
    }

    /// The criteria noted since the last time, by name.
    #[must_use]
    pub fn prendi_criteri(&self) -> BTreeMap<&'static str, String> {
        std::mem::take(&mut self.dentro().criteri)
    }

    /// By what things were open, as far as it was noted since the last time.
    #[must_use]
    pub fn prendi_basi(&self) -> HashMap<Oggetto, Base> {
        std::mem::take(&mut self.dentro().basi)
    }

    /// What a reader that panicked has noted counts all the same.
    fn dentro(&self) -> std::sync::MutexGuard<'_, Dentro> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Divulgato {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Divulgato").field(&self.dentro().cose.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_twice_in_the_same_way_is_noted_once_and_taken_once() {
        let divulgato = Divulgato::default();
        let chi = Oggetto::Soggetto(SoggettoId(Uuid::from_u128(1)));
        divulgato.mostra(Accesso::Ricerca, [chi, chi]);
        divulgato.clone().mostra(Accesso::Scheda, [chi]);
        divulgato.vuoto(Accesso::Ricerca);
        assert_eq!(divulgato.prendi().len(), 3);
        assert_eq!(divulgato.prendi(), []);
    }

    #[test]
    fn every_way_and_outcome_is_written_in_a_word_of_its_own() {
        let vie: BTreeSet<_> = Accesso::TUTTI.map(Accesso::as_str).into();
        let esiti: BTreeSet<_> = EsitoLettura::TUTTI.map(EsitoLettura::as_str).into();
        assert_eq!((vie.len(), esiti.len()), (Accesso::TUTTI.len(), EsitoLettura::TUTTI.len()));
    }
}
