//! An event, for people.

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Istante, contesto};
use crate::graphql::organizzazione::{Operatore, UnitaOrganizzativa};
use crate::services;
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use domain::codifiche::Lista;

/// Evento della storia di una scheda.
#[derive(Clone)]
pub(crate) struct EventoStoria(services::EventoStoria);

impl From<services::EventoStoria> for EventoStoria {
    fn from(evento: services::EventoStoria) -> Self {
        Self(evento)
    }
}

impl EventoStoria {
    /// Position in the log.
    pub(super) fn posto(&self) -> u64 {
        self.0.posizione
    }
}

/// Campo che un evento ha scritto o cambiato.
#[derive(SimpleObject, Clone)]
pub(crate) struct Dettaglio {
    /// Etichetta del campo.
    campo: String,
    /// Com'era; manca se non era stato scritto nulla.
    prima: Option<String>,
    /// Com'è; manca se è stato tolto.
    dopo: Option<String>,
}

/// Evento della storia di una scheda: che cosa è successo, quando, per mano di chi.
#[Object]
impl EventoStoria {
    /// Posizione nel registro.
    async fn posizione(&self) -> u64 {
        self.0.posizione
    }

    /// Quando il registro l'ha appreso.
    async fn registrato_il(&self) -> Istante {
        self.0.registrato_il.into()
    }

    /// Tipo dell'evento.
    async fn tipo(&self) -> &str {
        &self.0.tipo
    }

    /// Genere della scheda: `soggetto`, `nucleo_di_fatto`, `nucleo_anagrafe`, `segnalazione`.
    async fn tipo_scheda(&self) -> &str {
        &self.0.tipo_stream
    }

    /// Identificativo della scheda.
    async fn scheda(&self) -> ID {
        self.0.stream.clone().into()
    }

    /// Versione che la scheda ha raggiunto con questo evento.
    async fn versione(&self) -> u64 {
        self.0.sequenza
    }

    /// Chi.
    async fn operatore(&self, ctx: &Context<'_>) -> Result<Option<Operatore>> {
        match self.0.operatore {
            Some(id) => Operatore::carica(contesto(ctx)?, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Con quale ruolo, allora.
    async fn ruolo(&self) -> Option<Voce> {
        self.0.ruolo.as_deref().map(|r| Voce::di(Lista::Ruolo, r))
    }

    /// Per quale unità, allora.
    async fn unita(&self, ctx: &Context<'_>) -> Result<Option<UnitaOrganizzativa>> {
        match self.0.unita {
            Some(id) => UnitaOrganizzativa::carica(contesto(ctx)?, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Che cosa è successo, in una frase.
    async fn descrizione(&self) -> &str {
        &self.0.descrizione
    }

    /// Che cosa è cambiato.
    async fn dettagli(&self) -> Vec<Dettaglio> {
        let dettagli = self.0.dettagli.iter().cloned();
        dettagli.map(|d| Dettaglio { campo: d.campo, prima: d.prima, dopo: d.dopo }).collect()
    }
}
