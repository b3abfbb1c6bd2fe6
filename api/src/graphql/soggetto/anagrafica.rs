//! «Informazioni generali» (M-D05).

use super::scheda::{PrecisioneData, Sesso};
use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Data, Istante};
use async_graphql::{Enum, Object, SimpleObject};
use domain::codice_fiscale::{CodiceFiscale, DatiDaVerificare};
use domain::codifiche::Lista;
use domain::luoghi::stato_per_istat;
use domain::persona::{self, DatiAnagrafici, IndicatoreCf, Precisione};

/// Dati anagrafici di una persona.
#[derive(Clone)]
pub(crate) struct Anagrafica(pub(crate) DatiAnagrafici);

/// «Nazione nascita».
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NazioneNascita {
    /// Italiana.
    Italiana,
    /// Estera.
    Estera,
}

/// Genere di un luogo di nascita.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TipoLuogo {
    /// Comune italiano.
    Comune,
    /// Stato estero.
    Estero,
    /// Luogo descritto a parole.
    Descritto,
}

/// Luogo di nascita.
#[derive(SimpleObject)]
pub(crate) struct LuogoNascita {
    /// Genere.
    tipo: TipoLuogo,
    /// Codice catastale del comune o dello stato.
    codice: Option<String>,
    /// Denominazione del comune, o descrizione.
    denominazione: Option<String>,
    /// Sigla della provincia.
    provincia: Option<String>,
    /// Stato estero.
    stato: Option<String>,
    /// Località estera.
    localita: Option<String>,
}

impl From<&persona::LuogoNascita> for LuogoNascita {
    fn from(luogo: &persona::LuogoNascita) -> Self {
        let vuoto = Self {
            tipo: TipoLuogo::Descritto,
            codice: luogo.codice().map(ToOwned::to_owned),
            denominazione: None,
            provincia: None,
            stato: None,
            localita: None,
        };
        match luogo {
            persona::LuogoNascita::Comune { denominazione, provincia, .. } => Self {
                tipo: TipoLuogo::Comune,
                denominazione: Some(denominazione.clone()),
                provincia: Some(provincia.clone()).filter(|p| !p.is_empty()),
                ..vuoto
            },
            persona::LuogoNascita::Estero { stato, localita, .. } => Self {
                tipo: TipoLuogo::Estero,
                stato: Some(stato.clone()),
                localita: localita.clone(),
                ..vuoto
            },
            persona::LuogoNascita::Descritto { descrizione } => {
                Self { denominazione: Some(descrizione.clone()), ..vuoto }
            }
        }
    }
}

/// Cittadinanza.
#[derive(SimpleObject)]
pub(crate) struct Cittadinanza {
    /// Codice ISTAT dello stato (100 Italia, 999 apolide), o come l'ha scritta l'anagrafe.
    codice: String,
    /// Denominazione dello stato.
    descrizione: String,
}

impl Cittadinanza {
    fn di(codice: &str) -> Self {
        let descrizione = match codice {
            "100" => "Italia",
            "999" => "Apolide",
            altro => stato_per_istat(altro).map_or(altro, |s| s.denominazione),
        };
        Self { codice: codice.to_owned(), descrizione: descrizione.to_owned() }
    }
}

/// Differenza fra codice fiscale e dati: da guardare, non vieta nulla.
#[derive(SimpleObject)]
pub(crate) struct Avviso {
    /// Codice stabile.
    codice: &'static str,
    /// Frase per l'operatore.
    messaggio: &'static str,
}

/// Where the codice fiscale comes from, as a code.
pub(super) fn indicatore(indicatore: IndicatoreCf) -> &'static str {
    match indicatore {
        IndicatoreCf::Calcolato => "CALCOLATO",
        IndicatoreCf::Ministeriale => "MINISTERIALE",
        IndicatoreCf::NonDisponibile => "NON_DISPONIBILE",
    }
}

/// Dati anagrafici di una persona («Informazioni generali»).
#[Object]
impl Anagrafica {
    /// Cognome.
    async fn cognome(&self) -> Option<&str> {
        self.0.cognome.as_deref()
    }

    /// Nome.
    async fn nome(&self) -> Option<&str> {
        self.0.nome.as_deref()
    }

    /// «COGNOME NOME», per quanto noto.
    async fn nominativo(&self) -> String {
        self.0.nominativo()
    }

    /// Sesso.
    async fn sesso(&self) -> Option<Sesso> {
        self.0.sesso.map(Sesso::from)
    }

    /// Data di nascita.
    async fn data_nascita(&self) -> Option<Data> {
        self.0.data_nascita.map(|d| d.data.into())
    }

    /// Quanto ne è noto.
    async fn precisione_nascita(&self) -> Option<PrecisioneData> {
        self.0.data_nascita.map(|d| d.precisione.into())
    }

    /// Nazione di nascita.
    async fn nazione_nascita(&self) -> Option<NazioneNascita> {
        match self.0.luogo_nascita.as_ref()? {
            persona::LuogoNascita::Comune { .. } => Some(NazioneNascita::Italiana),
            persona::LuogoNascita::Estero { .. } => Some(NazioneNascita::Estera),
            persona::LuogoNascita::Descritto { .. } => None,
        }
    }

    /// Luogo di nascita.
    async fn luogo_nascita(&self) -> Option<LuogoNascita> {
        self.0.luogo_nascita.as_ref().map(LuogoNascita::from)
    }

    /// Codice fiscale o altro identificativo.
    async fn codice_fiscale(&self) -> Option<&str> {
        self.0.codice_fiscale.as_deref()
    }

    /// «Indicatore C.F.» (elenco INDICATORE_CF).
    async fn indicatore_cf(&self) -> Voce {
        Voce::di(Lista::IndicatoreCf, indicatore(self.0.indicatore_cf))
    }

    /// Validato dall'Agenzia delle entrate, secondo ANPR.
    async fn cf_validato(&self) -> Option<bool> {
        self.0.cf_validato
    }

    /// In che cosa il codice fiscale non concorda con i dati.
    async fn avvisi_codice_fiscale(&self) -> Vec<Avviso> {
        let Some(Ok(codice)) = self.0.codice_fiscale.as_deref().map(str::parse::<CodiceFiscale>) else {
            return Vec::new();
        };
        let nascita = self.0.data_nascita.filter(|d| d.precisione == Precisione::Giorno);
        let dati = DatiDaVerificare {
            cognome: self.0.cognome.as_deref(),
            nome: self.0.nome.as_deref(),
            sesso: self.0.sesso,
            data_nascita: nascita.map(|d| d.data),
            codice_luogo: self.0.luogo_nascita.as_ref().and_then(|l| l.codice()),
        };
        let avvisi = codice.verifica_con(&dati);
        avvisi.into_iter().map(|a| Avviso { codice: a.codice(), messaggio: a.messaggio() }).collect()
    }

    /// «Rif Anagrafe Centrale»: identificativo ANPR.
    async fn id_anpr(&self) -> Option<&str> {
        self.0.id_anpr.as_deref()
    }

    /// Cittadinanze.
    async fn cittadinanze(&self) -> Vec<Cittadinanza> {
        self.0.cittadinanze.iter().map(|c| Cittadinanza::di(c)).collect()
    }

    /// Stato demografico (elenco STATO_DEMOGRAFICO).
    async fn stato_demografico(&self) -> Option<Voce> {
        self.0.stato_demografico.as_deref().map(|s| Voce::di(Lista::StatoDemografico, s))
    }

    /// Data dello stato demografico.
    async fn data_stato_demografico(&self) -> Option<Data> {
        self.0.data_stato_demografico.map(Data)
    }
}

/// Quale servizio di ANPR ha risposto, e quando.
#[derive(SimpleObject)]
pub(crate) struct Provenienza {
    /// Servizi interrogati (per esempio C030, C015).
    servizi: Vec<String>,
    /// Quando è arrivata la risposta.
    consultato_il: Istante,
    /// Giorno a cui si riferisce.
    data_riferimento: Data,
    /// Identificativo dell'operazione ANPR.
    id_operazione: Option<String>,
}

impl From<&persona::Provenienza> for Provenienza {
    fn from(p: &persona::Provenienza) -> Self {
        Self {
            servizi: p.servizi.clone(),
            consultato_il: p.consultato_il.into(),
            data_riferimento: p.data_riferimento.into(),
            id_operazione: p.id_operazione.clone(),
        }
    }
}
