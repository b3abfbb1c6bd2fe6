//! Lists of segnalazioni, and the file of one.

use super::elenco::{SegnalazioneInElenco, elenco};
use super::types::Segnalazione;
use crate::graphql::common::{
    AllaInput, Contesto, Data, Momento, Pagina, contesto, costo, di_lettura, non_valida, primi,
};
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::codifiche::{self, Lista};
use domain::identita::UnitaId;
use domain::rifiuto::Codice;
use domain::segnalazione::StatoSegnalazione;
use domain::testo::{SIGLA_MAX, riga_facoltativa};
use domain::tracciamento::Accesso;
use domain::visibilita::Azione;
use projections::organizzazione::distretto_di;
use projections::segnalazioni::{Filtro, Numero, per_numero};

/// Segnalazioni.
#[derive(Default)]
pub(crate) struct SegnalazioneQuery;

/// Quali segnalazioni; nulla significa tutte.
#[derive(InputObject, Default)]
pub(crate) struct FiltroSegnalazioniInput {
    /// Su chi.
    segnalato: Option<ID>,
    /// Inserite da chi.
    autore: Option<ID>,
    /// Assegnate a chi.
    assegnatario: Option<ID>,
    /// Seguite ora da chi: l'assegnatario, altrimenti l'autore; le chiuse da nessuno.
    in_carico_a: Option<ID>,
    /// Elenco STATO_SEGNALAZIONE.
    stato: Option<String>,
    /// Elenco MOTIVO_SEGNALAZIONE.
    motivo: Option<String>,
    /// Distretto.
    distretto: Option<ID>,
    /// Primo giorno del contatto.
    dal: Option<Data>,
    /// Ultimo giorno del contatto.
    al: Option<Data>,
    /// Numero nel sistema precedente.
    numero_originario: Option<String>,
}

/// Codice di una segnalazione.
#[derive(InputObject)]
pub(crate) struct NumeroSegnalazioneInput {
    /// Distretto; se manca, quello dell'operatore.
    distretto: Option<ID>,
    /// «2024/15».
    numero: String,
}

fn id<T: std::str::FromStr>(campo: &str, id: Option<&ID>) -> Result<Option<T>> {
    let letto = id.map(|id| id.parse().map_err(|_| non_valida(Codice::FormatoNonValido, campo)));
    letto.transpose()
}

impl FiltroSegnalazioniInput {
    fn leggi(&self) -> Result<Filtro> {
        let stato = self.stato.as_deref().map(|s| {
            StatoSegnalazione::da_str(s).ok_or_else(|| non_valida(Codice::VoceSconosciuta, "stato"))
        });
        let motivo = self.motivo.as_deref().map(|m| {
            let voce = codifiche::voce(Lista::MotivoSegnalazione, m);
            voce.map(|v| v.codice.clone()).ok_or_else(|| non_valida(Codice::VoceSconosciuta, "motivo"))
        });
        // Written as it is kept.
        let numero_originario =
            riga_facoltativa(self.numero_originario.as_deref(), SIGLA_MAX, "numeroOriginario")
                .map_err(|e| non_valida(e.codice, &e.campo))?;
        Ok(Filtro {
            segnalato: id("segnalato", self.segnalato.as_ref())?,
            autore: id("autore", self.autore.as_ref())?,
            assegnatario: id("assegnatario", self.assegnatario.as_ref())?,
            in_carico_a: id("inCaricoA", self.in_carico_a.as_ref())?,
            stato: stato.transpose()?,
            motivo: motivo.transpose()?,
            distretto: id("distretto", self.distretto.as_ref())?,
            dal: self.dal.map(|d| d.0),
            al: self.al.map(|d| d.0),
            numero_originario,
        })
    }
}

#[Object]
impl SegnalazioneQuery {
    /// Segnalazioni che l'operatore può vedere, dal numero più recente.
    #[graphql(complexity = "costo(first, child_complexity)")]
    async fn segnalazioni(
        &self,
        ctx: &Context<'_>,
        filtro: Option<FiltroSegnalazioniInput>,
        first: Option<i32>,
        after: Option<String>,
        alla: Option<AllaInput>,
    ) -> Result<Pagina<SegnalazioneInElenco>> {
        let c = contesto(ctx)?;
        let filtro = filtro.unwrap_or_default().leggi()?;
        elenco(c, &filtro, Momento::di(c, alla).await?, after, primi(first)?).await
    }

    /// Una segnalazione, per identificativo oppure per codice; nulla se non esiste (o non esisteva ancora) o non è tra
    /// quelle che l'operatore può aprire.
    async fn segnalazione(
        &self,
        ctx: &Context<'_>,
        id: Option<ID>,
        numero: Option<NumeroSegnalazioneInput>,
        alla: Option<AllaInput>,
    ) -> Result<Option<Segnalazione>> {
        let c = contesto(ctx)?;
        let momento = Momento::di(c, alla).await?;
        let id = match (id, numero) {
            (Some(id), None) => Some(id.to_string()),
            (None, Some(numero)) => per_codice(c, &numero).await?,
            _ => return Err(non_valida(Codice::CampoObbligatorio, "id")),
        };
        match id {
            Some(testo) => match testo.parse() {
                Ok(id) if c.vede_pratica(Azione::Leggere, id).await? => {
                    Segnalazione::carica(c, &testo, momento).await
                }
                _ => Ok(None),
            },
            None => {
                c.divulgato.vuoto(Accesso::Scheda);
                Ok(None)
            }
        }
    }
}

/// The id of the segnalazione with that number.
async fn per_codice(c: &Contesto, codice: &NumeroSegnalazioneInput) -> Result<Option<String>> {
    let numero = codice.numero.split_once('/').and_then(|(anno, n)| {
        Some(Numero { anno: anno.trim().parse().ok()?, numero: n.trim().parse().ok()? })
    });
    let numero = numero.ok_or_else(|| non_valida(Codice::FormatoNonValido, "numero"))?;
    let distretto: Option<UnitaId> = match id("distretto", codice.distretto.as_ref())? {
        Some(distretto) => Some(distretto),
        None => {
            let (pool, unita) = (c.servizi.log().pool(), c.chi.attore.unita);
            distretto_di(pool, unita).await.map_err(|e| di_lettura(&e))?
        }
    };
    let Some(distretto) = distretto else { return Ok(None) };
    let id = per_numero(c.vista().await?, distretto, numero).await.map_err(|e| di_lettura(&e))?;
    Ok(id.map(|id| id.to_string()))
}
