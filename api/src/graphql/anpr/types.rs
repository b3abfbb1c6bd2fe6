//! What the register said.

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Contesto, Data, Istante, Rifiuto};
use crate::graphql::nucleo::{causa, legame};
use crate::graphql::soggetto::{Anagrafica, DatiScheda, Provenienza, SchedaSoggetto};
use crate::services::{self as consumo, Consultazione, FamigliaConsultata};
use async_graphql::{ID, Result, SimpleObject};
use domain::anagrafe::ComponenteFamiglia;
use domain::tracciamento::{Accesso, Oggetto};
use domain::visibilita::Azione;

/// Risposta di ANPR, da cui si può importare il soggetto finché non scade. È dell'operatore che l'ha chiesta.
#[derive(SimpleObject)]
pub(crate) struct ConsultazioneAnpr {
    /// Identificativo, da indicare per importare.
    id: ID,
    /// Fino a quando si può importare.
    scade: Istante,
    /// I dati della persona.
    anagrafica: Anagrafica,
    /// Da dove vengono.
    provenienza: Provenienza,
    /// La famiglia, la persona compresa; vuota se non è verificata.
    famiglia: Vec<ComponenteAnpr>,
    /// Perché la famiglia non è verificata.
    famiglia_non_verificata: Option<Rifiuto>,
    /// La scheda della persona, se ne ha già una.
    soggetto_esistente: Option<SchedaSoggetto>,
}

/// Componente della famiglia, come l'ha dato ANPR.
#[derive(SimpleObject)]
pub(crate) struct ComponenteAnpr {
    /// I suoi dati.
    anagrafica: Anagrafica,
    /// Relazione con l'intestatario della scheda (elenco RELAZIONE_PARENTELA o LEGAME_CONVIVENZA).
    relazione: Option<Voce>,
    /// Da quando.
    dal: Option<Data>,
}

impl From<ComponenteFamiglia> for ComponenteAnpr {
    fn from(m: ComponenteFamiglia) -> Self {
        Self {
            relazione: legame(&m.tipo_legame, m.codice_legame.as_deref()),
            anagrafica: Anagrafica(m.dati),
            dal: m.dal.map(Data),
        }
    }
}

impl ConsultazioneAnpr {
    pub(super) async fn di(c: &Contesto, consultazione: Consultazione) -> Result<Self> {
        c.divulgato.mostra(Accesso::Anpr, [Oggetto::Consultazione(consultazione.id)]);
        c.divulgato.mostra(Accesso::Anpr, consultazione.soggetto_esistente.map(Oggetto::Soggetto));
        let soggetto_esistente = match consultazione.soggetto_esistente {
            Some(id) => {
                let dati = Some(&consultazione.persona.dati);
                // Of a file that is not open here nothing is said but that it exists.
                Some(if c.vede_soggetto(Azione::Leggere, id).await? {
                    SchedaSoggetto::carica(c, id, None, dati).await?
                } else {
                    SchedaSoggetto::altrove(DatiScheda::di(id, dati))
                })
            }
            None => None,
        };
        let (famiglia, famiglia_non_verificata) = match consultazione.famiglia {
            FamigliaConsultata::Trovata { componenti, provenienza: _ } => {
                (componenti.into_iter().map(ComponenteAnpr::from).collect(), None)
            }
            FamigliaConsultata::NonVerificata(codice) => (Vec::new(), Some(causa(&codice))),
        };
        Ok(Self {
            id: consultazione.id.to_string().into(),
            scade: consultazione.scade.into(),
            provenienza: Provenienza::from(&consultazione.persona.provenienza),
            anagrafica: Anagrafica(consultazione.persona.dati),
            famiglia,
            famiglia_non_verificata,
            soggetto_esistente,
        })
    }
}

/// Chiamate di oggi a un servizio di ANPR.
#[derive(SimpleObject)]
pub(crate) struct ConsumoAnpr {
    /// Servizio (per esempio C021).
    servizio: String,
    /// Chiamate di oggi.
    oggi: u64,
    /// Quelle fuori dall'orario 8-18.
    fuori_orario: u64,
    /// Chiamate di un giorno consueto: la media dei giorni con chiamate delle quattro settimane precedenti.
    usuale: u64,
    /// Chiamate concesse al giorno, se note.
    quota: Option<u32>,
    /// Che cosa guardare; nulla se tutto è come al solito.
    avvisi: Vec<String>,
}

impl From<consumo::ConsumoAnpr> for ConsumoAnpr {
    fn from(c: consumo::ConsumoAnpr) -> Self {
        Self {
            servizio: c.riga.servizio,
            oggi: c.riga.oggi,
            fuori_orario: c.riga.fuori_orario,
            usuale: c.riga.usuale,
            quota: c.quota,
            avvisi: c.avvisi.into_iter().map(|a| a.frase().to_owned()).collect(),
        }
    }
}
