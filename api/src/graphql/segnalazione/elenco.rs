//! A segnalazione in a list (M-G07).

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Contesto, Data, Istante, Momento, Pagina, contesto, di_lettura, pagina};
use crate::graphql::organizzazione::{Operatore, UnitaOrganizzativa};
use crate::graphql::soggetto::SchedaSoggetto;
use async_graphql::{Context, ID, Object, Result};
use domain::codifiche::Lista;
use projections::Cursore;
use projections::segnalazioni::{Filtro, Numero, SegnalazioneRiga, segnalazioni};

/// Segnalazione in un elenco.
pub(crate) struct SegnalazioneInElenco {
    riga: SegnalazioneRiga,
    fino_a: Option<u64>,
}

/// A page of the segnalazioni that the operator may see, newest number first.
pub(crate) async fn elenco(
    c: &Contesto,
    filtro: &Filtro,
    momento: Momento,
    after: Option<String>,
    primi: u32,
) -> Result<Pagina<SegnalazioneInElenco>> {
    let dopo = after.map(Cursore);
    let lette = segnalazioni(c.vista().await?, filtro, momento.fino_a, dopo.as_ref(), primi).await;
    let after = dopo.as_ref().map(|d| d.0.as_str());
    let riga = |riga| SegnalazioneInElenco { riga, fino_a: momento.fino_a };
    Ok(pagina(lette.map_err(|e| di_lettura(&e))?, after, riga))
}

/// Segnalazione in un elenco.
#[Object]
impl SegnalazioneInElenco {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.riga.segnalazione.to_string().into()
    }

    /// Codice, per esempio «2024/15».
    async fn numero(&self) -> String {
        Numero { anno: self.riga.anno, numero: self.riga.numero }.to_string()
    }

    /// Numero nel sistema da cui è stata ripresa.
    async fn numero_originario(&self) -> Option<&str> {
        self.riga.numero_originario.as_deref()
    }

    /// Versione.
    async fn versione(&self) -> u64 {
        self.riga.versione
    }

    /// Soggetto segnalato.
    async fn segnalato(&self, ctx: &Context<'_>) -> Result<SchedaSoggetto> {
        SchedaSoggetto::carica(contesto(ctx)?, self.riga.segnalato, self.fino_a, None).await
    }

    /// Data creazione.
    async fn creata_il(&self) -> Istante {
        self.riga.creata_il.into()
    }

    /// Data segnalazione: il giorno del contatto.
    async fn data_contatto(&self) -> Data {
        self.riga.data_contatto.into()
    }

    /// Operatore Rif.: chi l'ha inserita.
    async fn autore(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.riga.autore).await
    }

    /// UO Operatore Rif.: la sua unità di allora.
    async fn unita(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.riga.unita).await
    }

    /// Distretto.
    async fn distretto(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.riga.distretto).await
    }

    /// Chi ce l'ha; di una chiusa, chi ce l'aveva.
    async fn assegnatario(&self, ctx: &Context<'_>) -> Result<Option<Operatore>> {
        match self.riga.assegnatario {
            Some(id) => Operatore::carica(contesto(ctx)?, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Chi la segue ora: l'assegnatario, altrimenti l'autore; nessuno, se chiusa.
    async fn responsabile(&self, ctx: &Context<'_>) -> Result<Option<Operatore>> {
        match self.riga.responsabile {
            Some(id) => Operatore::carica(contesto(ctx)?, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Modalità (elenco CANALE).
    async fn canale(&self) -> Voce {
        Voce::di(Lista::Canale, &self.riga.canale)
    }

    /// Motivo (elenco MOTIVO_SEGNALAZIONE).
    async fn motivo(&self) -> Voce {
        Voce::di(Lista::MotivoSegnalazione, &self.riga.motivo)
    }

    /// Urgenza (elenco URGENZA).
    async fn urgenza(&self) -> Voce {
        Voce::di(Lista::Urgenza, &self.riga.urgenza)
    }

    /// Stato (elenco STATO_SEGNALAZIONE).
    async fn stato(&self) -> Voce {
        Voce::di(Lista::StatoSegnalazione, self.riga.stato.as_str())
    }

    /// Esito (elenco ESITO_SEGNALAZIONE).
    async fn esito(&self) -> Option<Voce> {
        self.riga.esito.as_deref().map(|e| Voce::di(Lista::EsitoSegnalazione, e))
    }

    /// Giorno della chiusura.
    async fn chiusa_il(&self) -> Option<Data> {
        self.riga.chiusa_il.map(Data)
    }
}
