//! Looking for people, opening files.

use super::scheda::{DatiScheda, SchedaSoggetto};
use super::types::Soggetto;
use crate::graphql::common::{
    AllaInput, Momento, Pagina, contesto, costo, di_lettura, leggi_giorno, non_valida, pagina, primi,
};
use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use domain::rifiuto::Codice;
use projections::Cursore;
use projections::soggetti::{self, Criteri, Trovato};

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

#[Object]
impl SoggettoQuery {
    /// «Cerca in tutte le aree»: i soggetti dell'anagrafe interna, i più somiglianti per primi.
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
        let dopo = after.clone().map(Cursore);
        let (pool, dizionario) = (c.servizi.log().pool(), c.servizi.dizionario());
        let trovati = soggetti::cerca_con(pool, dizionario, &criteri, dopo.as_ref(), primi(first)?).await;
        Ok(pagina(trovati.map_err(|e| di_lettura(&e))?, after.as_deref(), SoggettoTrovato::from))
    }

    /// Scheda di un soggetto; nulla se non esiste (o non esisteva ancora).
    async fn soggetto(&self, ctx: &Context<'_>, id: ID, alla: Option<AllaInput>) -> Result<Option<Soggetto>> {
        let c = contesto(ctx)?;
        let momento = Momento::di(c, alla).await?;
        Soggetto::carica(c, &id, momento).await
    }
}
