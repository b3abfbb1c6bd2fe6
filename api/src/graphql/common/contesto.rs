//! What a request carries through its resolvers.

use super::{Caricatore, Giri, guasto};
use crate::graphql::permessi::puo_amministrare;
use crate::http::INTERNAL;
use crate::services::{Chiamante, Servizi};
use access::Scope;
use async_graphql::dataloader::DataLoader;
use async_graphql::{Context, Error, ErrorExtensions, Result};
use domain::identita::{NucleoId, SegnalazioneId, SoggettoId};
use domain::rifiuto::Codice;
use domain::tracciamento::{Accesso, Divulgato, Oggetto};
use domain::visibilita::Azione;
use projections::QueryError;
use projections::visibilita::{Vista, nuclei_veduti, vede_soggetto, vedute};
use std::collections::HashSet;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// With what resolvers read.
pub(crate) struct Mezzi {
    pub(crate) servizi: Servizi,
    pub(crate) caricatori: DataLoader<Caricatore>,
    /// When they read.
    pub(crate) giri: Giri,
    /// What they show.
    pub(crate) divulgato: Divulgato,
}

/// Everything the resolvers of one request of an operator share.
pub(crate) struct Contesto {
    mezzi: Mezzi,
    pub(crate) chi: Chiamante,
    pub(crate) occhi: Arc<Occhi>,
}

/// What an operator sees of the read models, found out once a request. Whatever shows something of a file reads by it: a
/// resolver by its context, a loader too.
pub(crate) struct Occhi {
    servizi: Servizi,
    chi: Chiamante,
    divulgato: Divulgato,
    vista: OnceCell<Vista>,
}

impl Occhi {
    /// The read models as the operator may see them.
    pub(crate) async fn vista(&self) -> std::result::Result<&Vista, QueryError> {
        self.vista.get_or_try_init(|| self.servizi.vista(&self.chi, &self.divulgato)).await
    }
}

/// The same for a machine. Resolvers that ask for an operator find none: what does not name a scope is closed.
pub(crate) struct ContestoMacchina {
    mezzi: Mezzi,
    scopes: Vec<Scope>,
}

impl Mezzi {
    fn nuovi(servizi: Servizi, divulgato: Divulgato, occhi: Option<Arc<Occhi>>) -> Self {
        let giri = Giri::default();
        let caricatore = Caricatore::nuovo(servizi.clone(), occhi);
        let caricatori = DataLoader::new(caricatore, giri.alla_fine()).delay(Duration::ZERO);
        Self { servizi, caricatori, giri, divulgato }
    }
}

impl Contesto {
    /// For one request of one operator.
    pub(crate) fn nuovo(servizi: Servizi, chi: Chiamante) -> Self {
        let (divulgato, vista) = (Divulgato::default(), OnceCell::new());
        let occhi = Occhi { servizi: servizi.clone(), chi: chi.clone(), divulgato: divulgato.clone(), vista };
        let occhi = Arc::new(occhi);
        Self { mezzi: Mezzi::nuovi(servizi, divulgato, Some(occhi.clone())), chi, occhi }
    }

    /// The read models as the operator may see them.
    pub(crate) async fn vista(&self) -> Result<&Vista> {
        self.occhi.vista().await.map_err(|e| guasto(&e))
    }

    /// Whether a subject's file exists for the operator.
    pub(crate) async fn vede_soggetto(&self, azione: Azione, id: SoggettoId) -> Result<bool> {
        let vede = vede_soggetto(self.vista().await?, azione, id).await.map_err(|e| guasto(&e))?;
        Ok(self.anche_se_negato(vede, Oggetto::Soggetto(id)))
    }

    /// Whether a segnalazione exists for the operator.
    pub(crate) async fn vede_pratica(&self, azione: Azione, id: SegnalazioneId) -> Result<bool> {
        let viste = vedute(self.vista().await?, azione, &[id]).await.map_err(|e| guasto(&e))?;
        Ok(self.anche_se_negato(viste.contains(&id), Oggetto::Pratica(id)))
    }

    /// Whether a nucleo di fatto exists for the operator.
    pub(crate) async fn vede_nucleo(&self, azione: Azione, id: NucleoId) -> Result<bool> {
        let veduti = self.nuclei_veduti(azione, &[id]).await?;
        Ok(self.anche_se_negato(veduti.contains(&id), Oggetto::Nucleo(id)))
    }

    /// What is not open was asked for all the same.
    fn anche_se_negato(&self, vede: bool, oggetto: Oggetto) -> bool {
        if !vede {
            self.divulgato.nega(Accesso::Scheda, oggetto);
        }
        vede
    }

    /// Those of these nuclei di fatto that exist for the operator.
    pub(crate) async fn nuclei_veduti(&self, azione: Azione, ids: &[NucleoId]) -> Result<HashSet<NucleoId>> {
        nuclei_veduti(self.vista().await?, azione, ids).await.map_err(|e| guasto(&e))
    }

    /// Whether that exists for the operator.
    pub(crate) async fn vede(&self, azione: Azione, risorsa: Risorsa) -> Result<bool> {
        match risorsa {
            Risorsa::Soggetto(id) => self.vede_soggetto(azione, id).await,
            Risorsa::Pratica(id) => self.vede_pratica(azione, id).await,
            Risorsa::Nucleo(id) => self.vede_nucleo(azione, id).await,
        }
    }
}

/// Something that opens only to whom [`domain::visibilita`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Risorsa {
    Soggetto(SoggettoId),
    Pratica(SegnalazioneId),
    Nucleo(NucleoId),
}

impl Risorsa {
    /// What a mutation names in the input field of that name.
    pub(crate) fn del_campo(campo: &str, id: Uuid) -> Option<Self> {
        match campo {
            "soggetto" => Some(Self::Soggetto(id.into())),
            "segnalazione" => Some(Self::Pratica(id.into())),
            "nucleo" => Some(Self::Nucleo(id.into())),
            _ => None,
        }
    }

    /// It, as the read log names it.
    pub(crate) fn oggetto(self) -> Oggetto {
        match self {
            Self::Soggetto(id) => Oggetto::Soggetto(id),
            Self::Pratica(id) => Oggetto::Pratica(id),
            Self::Nucleo(id) => Oggetto::Nucleo(id),
        }
    }

    /// The input field that names it.
    pub(crate) fn campo(self) -> &'static str {
        match self {
            Self::Soggetto(_) => "soggetto",
            Self::Pratica(_) => "segnalazione",
            Self::Nucleo(_) => "nucleo",
        }
    }

    /// The refusal when there is none, and when it is not his to see.
    pub(crate) fn inesistente(self) -> Codice {
        match self {
            Self::Soggetto(_) => Codice::SoggettoInesistente,
            Self::Pratica(_) => Codice::SegnalazioneInesistente,
            Self::Nucleo(_) => Codice::NucleoInesistente,
        }
    }
}

impl Deref for Contesto {
    type Target = Mezzi;
    fn deref(&self) -> &Mezzi {
        &self.mezzi
    }
}

impl Deref for ContestoMacchina {
    type Target = Mezzi;
    fn deref(&self) -> &Mezzi {
        &self.mezzi
    }
}

impl ContestoMacchina {
    /// For one request of one machine.
    pub(crate) fn nuovo(servizi: Servizi, scopes: Vec<Scope>) -> Self {
        Self { mezzi: Mezzi::nuovi(servizi, Divulgato::default(), None), scopes }
    }
}

/// The context of the request of an operator. What he may see in it, its [`Contesto::vista`] knows.
pub(crate) fn contesto<'c>(ctx: &Context<'c>) -> Result<&'c Contesto> {
    match ctx.data_opt::<Arc<Contesto>>() {
        Some(contesto) => Ok(contesto),
        None if ctx.data_opt::<Arc<ContestoMacchina>>().is_some() => Err(fuori_ambito()),
        None => Err(negato(INTERNAL, "request without context")),
    }
}

/// The context of the request, for an administrator.
pub(crate) fn amministratore<'c>(ctx: &Context<'c>) -> Result<&'c Contesto> {
    let contesto = contesto(ctx)?;
    if puo_amministrare(&contesto.chi.attore) {
        Ok(contesto)
    } else {
        Err(negato("FORBIDDEN", "L'operatore non è abilitato a questa consultazione."))
    }
}

/// With what to read something that holds no personal data: for any operator, and for a machine whose token
/// has that scope.
pub(crate) fn aperto<'c>(ctx: &Context<'c>, scope: Scope) -> Result<&'c Mezzi> {
    match ctx.data_opt::<Arc<ContestoMacchina>>() {
        Some(macchina) if macchina.scopes.contains(&scope) => Ok(&macchina.mezzi),
        Some(_) => Err(fuori_ambito()),
        None => contesto(ctx).map(Deref::deref),
    }
}

fn fuori_ambito() -> Error {
    negato("INSUFFICIENT_SCOPE", "Il token non è abilitato a questa operazione.")
}

/// An error with a code of ours.
pub(crate) fn negato(codice: &'static str, messaggio: &str) -> Error {
    Error::new(messaggio).extend_with(|_, e| e.set("code", codice))
}
