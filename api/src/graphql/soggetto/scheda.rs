//! The header of a person: what lists and other files say of him.

use crate::graphql::common::{ChiaveScheda, Contesto, Data, guasto_condiviso};
use async_graphql::{Enum, ID, Object, Result};
use domain::identita::SoggettoId;
use domain::persona::{self, DatiAnagrafici, LuogoNascita};
use projections::soggetti::{Intestazione, Nominato, Scheda, Trovato};

/// Sesso.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::persona::Sesso")]
pub(crate) enum Sesso {
    /// Maschio.
    M,
    /// Femmina.
    F,
}

/// Quanto è nota una data; il resto vale 01.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::persona::Precisione")]
pub(crate) enum PrecisioneData {
    /// Per intero.
    Giorno,
    /// Mese e anno.
    Mese,
    /// Solo l'anno.
    Anno,
}

/// What a header holds. Everything but the id is absent when unknown or erased.
#[derive(Clone)]
pub(crate) struct DatiScheda {
    pub(crate) soggetto: SoggettoId,
    pub(crate) codice: Option<u64>,
    pub(crate) cognome: Option<String>,
    pub(crate) nome: Option<String>,
    pub(crate) sesso: Option<persona::Sesso>,
    pub(crate) data_nascita: Option<persona::DataParziale>,
    pub(crate) luogo_nascita: Option<String>,
    pub(crate) codice_fiscale: Option<String>,
}

domain::debug_oscurato!(DatiScheda);

impl DatiScheda {
    /// From personal data, wherever they are kept.
    pub(crate) fn di(soggetto: SoggettoId, dati: Option<&DatiAnagrafici>) -> Self {
        Self {
            soggetto,
            codice: None,
            cognome: dati.and_then(|d| d.cognome.clone()),
            nome: dati.and_then(|d| d.nome.clone()),
            sesso: dati.and_then(|d| d.sesso),
            data_nascita: dati.and_then(|d| d.data_nascita),
            luogo_nascita: dati
                .and_then(|d| d.luogo_nascita.as_ref())
                .map(|l| LuogoNascita::descrizione(l).to_owned()),
            codice_fiscale: dati.and_then(|d| d.codice_fiscale.clone()),
        }
    }
}

impl From<Scheda> for DatiScheda {
    fn from(s: Scheda) -> Self {
        let precisione = s.precisione.unwrap_or(persona::Precisione::Giorno);
        Self {
            soggetto: s.soggetto,
            codice: Some(s.codice),
            cognome: s.cognome,
            nome: s.nome,
            sesso: s.sesso,
            data_nascita: s.data_nascita.map(|data| persona::DataParziale { data, precisione }),
            luogo_nascita: s.luogo_nascita,
            codice_fiscale: s.codice_fiscale,
        }
    }
}

impl From<Nominato> for DatiScheda {
    fn from(n: Nominato) -> Self {
        let precisione = n.precisione.unwrap_or(persona::Precisione::Giorno);
        Self {
            cognome: n.cognome,
            nome: n.nome,
            sesso: n.sesso,
            data_nascita: n.data_nascita.map(|data| persona::DataParziale { data, precisione }),
            ..Self::di(n.soggetto, None)
        }
    }
}

impl From<&Trovato> for DatiScheda {
    fn from(t: &Trovato) -> Self {
        let precisione = t.precisione.unwrap_or(persona::Precisione::Giorno);
        Self {
            soggetto: t.soggetto,
            codice: Some(t.codice),
            cognome: t.cognome.clone(),
            nome: t.nome.clone(),
            sesso: t.sesso,
            data_nascita: t.data_nascita.map(|data| persona::DataParziale { data, precisione }),
            luogo_nascita: t.luogo_nascita.clone(),
            codice_fiscale: t.codice_fiscale.clone(),
        }
    }
}

/// Intestazione di una persona.
#[derive(Clone)]
pub(crate) struct SchedaSoggetto {
    dati: DatiScheda,
    presente: bool,
}

impl From<Intestazione> for SchedaSoggetto {
    fn from(intestazione: Intestazione) -> Self {
        match intestazione {
            Intestazione::Aperta(scheda) => Self::presente(scheda.into()),
            Intestazione::Breve(nominato) => Self::altrove(nominato.into()),
        }
    }
}

impl SchedaSoggetto {
    /// Of somebody who has a file that is open.
    pub(crate) fn presente(dati: DatiScheda) -> Self {
        Self { dati, presente: true }
    }

    /// Of somebody whose file said this on another day.
    pub(crate) fn di_allora(oggi: &Self, dati: DatiScheda) -> Self {
        if oggi.presente {
            // The code never changes, so that of now is that of then.
            return Self::presente(DatiScheda { codice: oggi.dati.codice, ..dati });
        }
        let DatiScheda { soggetto, cognome, nome, sesso, data_nascita, .. } = dati;
        Self::altrove(DatiScheda { cognome, nome, sesso, data_nascita, ..DatiScheda::di(soggetto, None) })
    }

    /// Whether he has a file, and it is open.
    pub(crate) fn e_presente(&self) -> bool {
        self.presente
    }

    /// Codice soggetto, of an open file.
    pub(crate) fn codice(&self) -> Option<u64> {
        self.dati.codice
    }

    /// Of somebody who has none, or none that is open; what is known of him stands elsewhere.
    pub(crate) fn altrove(dati: DatiScheda) -> Self {
        Self { dati, presente: false }
    }

    /// The header of a person from his file, else from what is known of him elsewhere.
    pub(crate) async fn carica(
        c: &Contesto,
        soggetto: SoggettoId,
        fino_a: Option<u64>,
        altrove: Option<&DatiAnagrafici>,
    ) -> Result<Self> {
        let scheda =
            c.caricatori.load_one(ChiaveScheda { soggetto, fino_a }).await.map_err(guasto_condiviso)?;
        Ok(scheda.unwrap_or_else(|| Self::altrove(DatiScheda::di(soggetto, altrove))))
    }

    /// «COGNOME NOME», for headings.
    pub(crate) fn nominativo(&self) -> String {
        let parti = [self.dati.cognome.as_deref(), self.dati.nome.as_deref()];
        parti.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Intestazione di una persona: ciò che ne mostrano elenchi e schede altrui. Ciò che non è noto o è stato cancellato
/// manca.
#[Object]
impl SchedaSoggetto {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.dati.soggetto.to_string().into()
    }

    /// Ha una scheda propria nell'anagrafe interna, tra quelle che l'operatore può aprire.
    #[graphql(name = "presente")]
    async fn ha_scheda(&self) -> bool {
        self.presente
    }

    /// Codice soggetto.
    #[graphql(name = "codice")]
    async fn codice_soggetto(&self) -> Option<u64> {
        self.codice()
    }

    /// Cognome.
    async fn cognome(&self) -> Option<&str> {
        self.dati.cognome.as_deref()
    }

    /// Nome.
    async fn nome(&self) -> Option<&str> {
        self.dati.nome.as_deref()
    }

    /// «COGNOME NOME», per quanto noto.
    #[graphql(name = "nominativo")]
    async fn nome_intero(&self) -> String {
        self.nominativo()
    }

    /// Sesso.
    async fn sesso(&self) -> Option<Sesso> {
        self.dati.sesso.map(Sesso::from)
    }

    /// Data di nascita.
    async fn data_nascita(&self) -> Option<Data> {
        self.dati.data_nascita.map(|d| d.data.into())
    }

    /// Quanto ne è noto.
    async fn precisione_nascita(&self) -> Option<PrecisioneData> {
        self.dati.data_nascita.map(|d| d.precisione.into())
    }

    /// Luogo di nascita.
    async fn luogo_nascita(&self) -> Option<&str> {
        self.dati.luogo_nascita.as_deref()
    }

    /// Codice fiscale o altro identificativo.
    async fn codice_fiscale(&self) -> Option<&str> {
        self.dati.codice_fiscale.as_deref()
    }
}
