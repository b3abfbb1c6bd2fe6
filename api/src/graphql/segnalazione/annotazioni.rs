//! Notes of a segnalazione: those that are open to the operator, and what is done with them.

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{
    Contesto, Data, Istante, Lettore, Momento, Mostrabile, Nota, Pagina, contesto, di_lettura, dopo, guasto,
    input_mutazione, pagina, payload, svolgi,
};
use crate::graphql::organizzazione::{Incarico, Operatore};
use crate::services::{NuovaAnnotazione, Stato};
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::annotazione::{self as dominio, AnnotazioneRettificata, Testo};
use domain::codifiche::Lista;
use domain::identita::{AnnotazioneId, SegnalazioneId};
use domain::tracciamento::{Accesso, Oggetto};
use projections::Cursore;
use projections::annotazioni::{annotazioni, annotazioni_vedute};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Annotazione.
#[derive(Clone)]
pub(crate) struct Annotazione {
    nota: dominio::Nota,
    versione: u64,
    scritta_il: chrono::DateTime<chrono::Utc>,
}

impl Annotazione {
    fn di(stato: Stato<dominio::Annotazione>) -> Option<Self> {
        let (versione, scritta_il) = (stato.versione, stato.creato_il);
        Some(Self { nota: stato.aggregato.nota?, versione, scritta_il })
    }

    /// Notes that are open, by id, as they stood.
    async fn lette(
        c: &Contesto,
        ids: &[AnnotazioneId],
        fino_a: Option<u64>,
    ) -> Result<HashMap<AnnotazioneId, Self>> {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let stati = c.servizi.stato::<dominio::Annotazione>(c.vista().await?, Accesso::Scheda, &ids, fino_a);
        let stati = stati.await.map_err(|e| guasto(&e))?;
        let lette: HashMap<_, _> = stati
            .into_values()
            .filter_map(Self::di)
            .map(|nota| (nota.nota.aggiunta.annotazione, nota))
            .collect();
        let pratiche = lette.values().map(|n| Oggetto::Pratica(n.nota.aggiunta.segnalazione));
        c.divulgato.mostra(Accesso::Scheda, pratiche);
        Ok(lette)
    }

    /// A page of those of a segnalazione, newest first.
    pub(super) async fn pagina(
        c: &Contesto,
        segnalazione: SegnalazioneId,
        fino_a: Option<u64>,
        after: Option<String>,
        primi: u32,
    ) -> Result<Pagina<Self>> {
        let dopo = after.map(Cursore);
        let letta = annotazioni(c.vista().await?, segnalazione, fino_a, dopo.as_ref(), primi).await;
        let letta = letta.map_err(|e| di_lettura(&e))?;
        let mut note = Self::lette(c, &letta.voci, fino_a).await?;
        let (voci, cursori) = letta
            .voci
            .into_iter()
            .zip(letta.cursori)
            .filter_map(|(id, cursore)| Some((note.remove(&id)?, cursore)))
            .unzip();
        let letta = projections::Pagina { voci, cursori, altra: letta.altra };
        Ok(pagina(letta, dopo.as_ref().map(|d| d.0.as_str()), |nota| nota))
    }
}

impl Mostrabile for Annotazione {
    async fn aperto(_: &Contesto, _: &str) -> Result<bool> {
        // What is shown asks for itself: a note has rules of its own.
        Ok(true)
    }

    async fn mostra(c: &Contesto, stream: &str) -> Result<Option<Self>> {
        let Ok(id) = stream.parse::<AnnotazioneId>() else { return Ok(None) };
        let viste = annotazioni_vedute(c.vista().await?, &[id], None).await.map_err(|e| di_lettura(&e))?;
        let ids: Vec<_> = viste.into_iter().collect();
        Ok(Self::lette(c, &ids, Momento::adesso(c).fino_a).await?.remove(&id))
    }
}

fn testo(testo: &Testo) -> Nota {
    Nota::da(testo.valore(), testo.cancellazione())
}

/// Annotazione, com'era nel momento chiesto.
#[Object]
impl Annotazione {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.nota.aggiunta.annotazione.to_string().into()
    }

    /// Versione, da indicare quando la si rettifica.
    async fn versione(&self) -> u64 {
        self.versione
    }

    /// Sezione (elenco SEZIONE): a chi è aperta.
    async fn sezione(&self) -> Voce {
        Voce::di(Lista::Sezione, self.nota.aggiunta.sezione.as_str())
    }

    /// Di una riservata, di che cosa tratta (elenco AMBITO_RISERVATO).
    async fn ambito(&self) -> Option<Voce> {
        self.nota.aggiunta.ambito.as_deref().map(|a| Voce::di(Lista::AmbitoRiservato, a))
    }

    /// Giorno a cui si riferisce.
    async fn del(&self) -> Data {
        self.nota.aggiunta.del.into()
    }

    /// Quando è stata scritta.
    async fn scritta_il(&self) -> Istante {
        self.scritta_il.into()
    }

    /// Chi l'ha scritta, con il ruolo e l'unità di allora.
    async fn autore(&self) -> Incarico {
        self.nota.aggiunta.autore.into()
    }

    /// Il testo in vigore.
    #[graphql(name = "testo")]
    async fn testo_in_vigore(&self) -> Nota {
        testo(self.nota.testo())
    }

    /// Le rettifiche, dalla prima, con ciò che era scritto prima di ciascuna.
    async fn rettifiche(&self) -> Vec<Rettifica> {
        let testi = std::iter::once(&self.nota.aggiunta.testo);
        let prima = testi.chain(self.nota.rettifiche.iter().map(|r| &r.testo));
        let rettifiche = self.nota.rettifiche.iter().cloned().zip(prima);
        rettifiche.map(|(rettifica, prima)| Rettifica { rettifica, prima: prima.clone() }).collect()
    }
}

/// Rettifica di un'annotazione.
pub(crate) struct Rettifica {
    rettifica: AnnotazioneRettificata,
    prima: Testo,
}

/// Rettifica di un'annotazione.
#[Object]
impl Rettifica {
    /// Giorno.
    async fn il(&self) -> Data {
        self.rettifica.il.into()
    }

    /// Chi l'ha rettificata.
    async fn rettificata_da(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.rettifica.rettificata_da).await
    }

    /// Perché.
    async fn motivo(&self) -> Nota {
        testo(&self.rettifica.motivo)
    }

    /// Ciò che era scritto prima.
    async fn testo_precedente(&self) -> Nota {
        testo(&self.prima)
    }
}

/// Annotazioni.
#[derive(Default)]
pub(crate) struct AnnotazioneMutation;

/// Nuova annotazione.
#[derive(InputObject, Serialize)]
pub(crate) struct AggiungiAnnotazioneInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// La segnalazione.
    segnalazione: ID,
    /// Elenco SEZIONE: a chi sarà aperta. Non cambia più.
    sezione: String,
    /// Elenco AMBITO_RISERVATO; obbligatorio, e ammesso, solo per una riservata.
    ambito: Option<String>,
    /// Giorno a cui si riferisce; se manca, oggi.
    del: Option<String>,
    /// Il testo.
    testo: String,
}

/// Rettifica di un'annotazione.
#[derive(InputObject, Serialize)]
pub(crate) struct RettificaAnnotazioneInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione dell'annotazione mostrata.
    versione: Option<u64>,
    /// L'annotazione.
    annotazione: ID,
    /// Il testo corretto; quello di prima resta leggibile.
    testo: String,
    /// Perché.
    motivo: String,
}

input_mutazione!(AggiungiAnnotazioneInput, "aggiungiAnnotazione", dentro segnalazione);
input_mutazione!(RettificaAnnotazioneInput, "rettificaAnnotazione", su annotazione);

payload! {
    AggiungiAnnotazionePayload { annotazione: Annotazione },
    RettificaAnnotazionePayload { annotazione: Annotazione },
}

#[Object]
impl AnnotazioneMutation {
    /// Scrive un'annotazione in una segnalazione.
    async fn aggiungi_annotazione(
        &self,
        ctx: &Context<'_>,
        input: AggiungiAnnotazioneInput,
    ) -> Result<AggiungiAnnotazionePayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let segnalazione: SegnalazioneId = l.id("segnalazione", &input.segnalazione);
            let nuova = NuovaAnnotazione {
                sezione: l.testo("sezione", &input.sezione),
                ambito: l.facoltativo("ambito", input.ambito.as_ref()),
                del: l.data_facoltativa("del", input.del.as_ref()),
                testo: l.testo("testo", &input.testo),
            };
            (segnalazione, nuova)
        };
        let svolto = svolgi(c, &input, leggi, |comando, (segnalazione, nuova)| async move {
            c.servizi.aggiungi_annotazione(&comando, segnalazione, nuova).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Rettifica un'annotazione. Spetta a chi l'ha scritta o a chi ha in carico la segnalazione.
    async fn rettifica_annotazione(
        &self,
        ctx: &Context<'_>,
        input: RettificaAnnotazioneInput,
    ) -> Result<RettificaAnnotazionePayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let id: AnnotazioneId = l.id("annotazione", &input.annotazione);
            (id, l.testo("testo", &input.testo), l.testo("motivo", &input.motivo))
        };
        let svolto = svolgi(c, &input, leggi, |comando, (id, testo, motivo)| async move {
            c.servizi.rettifica_annotazione(&comando, id, testo, motivo).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }
}
