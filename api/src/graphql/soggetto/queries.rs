//! Looking for people, opening files.

use super::scheda::{DatiScheda, SchedaSoggetto};
use super::types::Soggetto;
use crate::graphql::common::{
    AllaInput, Momento, Pagina, contesto, costo, di_lettura, leggi_giorno, non_valida, pagina, primi,
};
use crate::graphql::organizzazione::UnitaOrganizzativa;
use crate::graphql::permessi::puo_operare;
use crate::services::normalizzato;
use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use domain::identita::{SoggettoId, UnitaId};
use domain::rifiuto::Codice;
use domain::tracciamento::Accesso;
use domain::visibilita::Azione;
use futures::future::try_join_all;
use projections::Cursore;
use projections::soggetti::{self, Criteri, Trovato};
use projections::visibilita::seguito_da;

/// Ricerca e scheda dei soggetti.
#[derive(Default)]
pub(crate) struct SoggettoQuery;

/// Che cosa si cerca. Il codice fiscale prevale sul resto, cognome e nome sui nomi in `testo`; la data restringe.
#[derive(InputObject)]
pub(crate) struct CriteriInput {
    /// Una riga: nomi in qualunque ordine, codice fiscale o il suo inizio, codice soggetto, data di nascita.
    testo: Option<String>,
    /// Cognome o il suo inizio.
    cognome: Option<String>,
    /// Nome o il suo inizio.
    nome: Option<String>,
    /// Codice fiscale o il suo inizio.
    codice_fiscale: Option<String>,
    /// Data di nascita, `1986-07-11` o `11/07/1986`.
    data_nascita: Option<String>,
}

domain::debug_oscurato!(CriteriInput);

/// Quanto un soggetto corrisponde a ciò che si è cercato.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "projections::soggetti::Corrispondenza")]
pub(crate) enum Corrispondenza {
    /// Parole intere, o l'identificativo stesso.
    Esatta,
    /// Ciò che si è scritto ne è l'inizio.
    Prefisso,
    /// A un errore di battitura di distanza, o stesso codice fiscale salvo omocodia.
    Simile,
}

/// Soggetto trovato.
#[derive(SimpleObject)]
pub(crate) struct SoggettoTrovato {
    /// Chi.
    soggetto: SchedaSoggetto,
    /// Quanto corrisponde.
    corrispondenza: Corrispondenza,
}

impl From<Trovato> for SoggettoTrovato {
    fn from(t: Trovato) -> Self {
        Self {
            soggetto: SchedaSoggetto::presente(DatiScheda::from(&t)),
            corrispondenza: t.corrispondenza.into(),
        }
    }
}

/// Chi ha già la scheda di una persona.
pub(crate) struct SoggettoSeguito {
    soggetto: SoggettoId,
    unita: Vec<UnitaId>,
}

/// Chi ha già la scheda di una persona: quanto serve per accoglierla, senza aprire la scheda.
#[Object]
impl SoggettoSeguito {
    /// Identificativo del soggetto, per inserire una segnalazione che lo riguarda.
    async fn soggetto(&self) -> ID {
        self.soggetto.to_string().into()
    }

    /// Unità che lo seguono, a cui rivolgersi.
    async fn unita(&self, ctx: &Context<'_>) -> Result<Vec<UnitaOrganizzativa>> {
        let c = contesto(ctx)?;
        try_join_all(self.unita.iter().map(|id| UnitaOrganizzativa::carica(c, *id))).await
    }
}

#[Object]
impl SoggettoQuery {
    /// Chi segue già la persona con esattamente quel codice fiscale, anche se la sua scheda non è tra quelle che
    /// l'operatore può vedere; nulla se non ha una scheda.
    async fn seguito_da(&self, ctx: &Context<'_>, codice_fiscale: String) -> Result<Option<SoggettoSeguito>> {
        let c = contesto(ctx)?;
        let codice = normalizzato(&codice_fiscale).filter(|_| puo_operare(&c.chi.attore));
        let Some(codice) = codice else {
            c.divulgato.vuoto(Accesso::Seguito);
            return Ok(None);
        };
        c.criterio("codiceFiscale", Some(&codice));
        let seguito = seguito_da(c.vista().await?, &codice).await.map_err(|e| di_lettura(&e))?;
        Ok(seguito.map(|(soggetto, unita)| SoggettoSeguito { soggetto, unita }))
    }

    /// «Cerca in tutte le aree»: i soggetti dell'anagrafe interna che l'operatore può vedere, i più somiglianti per
    /// primi.
    #[graphql(complexity = "costo(first, child_complexity)")]
    async fn cerca_soggetti(
        &self,
        ctx: &Context<'_>,
        criteri: CriteriInput,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<SoggettoTrovato>> {
        let c = contesto(ctx)?;
        let data_nascita = match criteri.data_nascita.as_deref().map(str::trim).filter(|d| !d.is_empty()) {
            None => None,
            Some(testo) => {
                Some(leggi_giorno(testo).ok_or_else(|| non_valida(Codice::DataNonValida, "dataNascita"))?)
            }
        };
        let criteri = Criteri {
            testo: criteri.testo,
            cognome: criteri.cognome,
            nome: criteri.nome,
            codice_fiscale: criteri.codice_fiscale,
            data_nascita,
        };
        c.criterio("testo", criteri.testo.as_deref());
        c.criterio("cognome", criteri.cognome.as_deref());
        c.criterio("nome", criteri.nome.as_deref());
        c.criterio("codiceFiscale", criteri.codice_fiscale.as_deref());
        c.criterio("dataNascita", data_nascita.map(|d| d.to_string()).as_deref());
        let dopo = after.clone().map(Cursore);
        let (vista, dizionario) = (c.vista().await?, c.servizi.dizionario());
        let trovati = soggetti::cerca_con(vista, dizionario, &criteri, dopo.as_ref(), primi(first)?).await;
        Ok(pagina(trovati.map_err(|e| di_lettura(&e))?, after.as_deref(), SoggettoTrovato::from))
    }

    /// Scheda di un soggetto; nulla se non esiste (o non esisteva ancora) o non è tra quelle che l'operatore può vedere.
    async fn soggetto(&self, ctx: &Context<'_>, id: ID, alla: Option<AllaInput>) -> Result<Option<Soggetto>> {
        let c = contesto(ctx)?;
        let momento = Momento::di(c, alla).await?;
        match id.parse() {
            Ok(soggetto) if c.vede_soggetto(Azione::Leggere, soggetto).await? => {
                Soggetto::carica(c, &id, momento).await
            }
            _ => Ok(None),
        }
    }
}
