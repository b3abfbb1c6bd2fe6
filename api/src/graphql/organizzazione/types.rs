//! An operator, a unit, an operator at work.

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Contesto, Mezzi, Mostrabile, aperto, contesto, guasto, guasto_condiviso};
use access::Scope;
use async_graphql::{Context, ID, Object, Result};
use domain::attore::{Attore, NumeroIncarico, Ruolo};
use domain::codifiche::Lista;
use domain::identita::{OperatoreId, UnitaId};
use projections::organizzazione::{IncaricoRiga, OperatoreRiga, Unita};

/// Operatore. Di uno che l'elenco non mostra ancora si conosce solo l'identificativo.
#[derive(Clone)]
pub(crate) struct Operatore {
    id: OperatoreId,
    riga: Option<OperatoreRiga>,
}

impl From<OperatoreRiga> for Operatore {
    fn from(riga: OperatoreRiga) -> Self {
        Self { id: riga.operatore, riga: Some(riga) }
    }
}

impl Operatore {
    /// The operator of that id.
    pub(crate) async fn carica(c: &Contesto, id: OperatoreId) -> Result<Self> {
        let riga = c.caricatori.load_one(id).await.map_err(guasto_condiviso)?;
        Ok(Self { id, riga })
    }

    fn principale(&self, c: &Contesto) -> Option<&IncaricoRiga> {
        self.riga.as_ref()?.principale(c.servizi.oggi())
    }
}

/// Operatore abilitato, ora o in passato.
#[Object]
impl Operatore {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Cognome.
    async fn cognome(&self) -> Option<&str> {
        self.riga.as_ref()?.cognome.as_deref()
    }

    /// Nome.
    async fn nome(&self) -> Option<&str> {
        self.riga.as_ref()?.nome.as_deref()
    }

    /// «Cognome Nome», per quanto noto.
    async fn nominativo(&self) -> String {
        let Some(riga) = &self.riga else { return String::new() };
        [riga.cognome.as_deref(), riga.nome.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Ruolo dell'incarico principale: il primo in vigore, altrimenti l'ultimo avuto.
    async fn ruolo(&self, ctx: &Context<'_>) -> Result<Option<Voce>> {
        let principale = self.principale(contesto(ctx)?);
        Ok(principale.map(|i| Voce::di(Lista::Ruolo, i.ruolo.as_str())))
    }

    /// Unità organizzativa dell'incarico principale.
    async fn unita(&self, ctx: &Context<'_>) -> Result<Option<UnitaOrganizzativa>> {
        let c = contesto(ctx)?;
        match self.principale(c) {
            Some(incarico) => UnitaOrganizzativa::carica(c, incarico.unita).await.map(Some),
            None => Ok(None),
        }
    }

    /// Gli incarichi in vigore con cui può ricevere una segnalazione. Se sono più d'uno, chi assegna dice quale.
    async fn incarichi_assegnabili(&self, ctx: &Context<'_>) -> Result<Vec<IncaricoAssegnabile>> {
        let oggi = contesto(ctx)?.servizi.oggi();
        let in_vigore = self.riga.iter().flat_map(|r| r.in_vigore_al(oggi));
        let assegnabili = in_vigore.filter(|i| i.ruolo.puo_ricevere_assegnazioni());
        let assegnabile =
            |i: &IncaricoRiga| IncaricoAssegnabile { numero: i.numero, ruolo: i.ruolo, unita: i.unita };
        Ok(assegnabili.map(assegnabile).collect())
    }

    /// È abilitato: può accedere con gli incarichi in vigore.
    async fn attivo(&self) -> bool {
        self.riga.as_ref().is_some_and(|r| r.attivo)
    }
}

/// Incarico con cui un operatore può ricevere una segnalazione.
#[derive(Clone, Copy)]
pub(crate) struct IncaricoAssegnabile {
    numero: NumeroIncarico,
    ruolo: Ruolo,
    unita: UnitaId,
}

/// Incarico con cui un operatore può ricevere una segnalazione.
#[Object]
impl IncaricoAssegnabile {
    /// Numero, tra gli incarichi dell'operatore.
    async fn numero(&self) -> u32 {
        self.numero.0
    }

    /// Ruolo.
    async fn ruolo(&self) -> Voce {
        Voce::di(Lista::Ruolo, self.ruolo.as_str())
    }

    /// Unità organizzativa.
    async fn unita(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.unita).await
    }
}

/// Unità organizzativa. Di una che l'elenco non mostra ancora si conosce solo l'identificativo.
#[derive(Clone)]
pub(crate) struct UnitaOrganizzativa {
    id: UnitaId,
    riga: Option<Unita>,
}

impl From<Unita> for UnitaOrganizzativa {
    fn from(riga: Unita) -> Self {
        Self { id: riga.unita, riga: Some(riga) }
    }
}

impl UnitaOrganizzativa {
    /// The unit of that id.
    pub(crate) async fn carica(c: &Mezzi, id: UnitaId) -> Result<Self> {
        let riga = c.caricatori.load_one(id).await.map_err(guasto_condiviso)?;
        Ok(Self { id, riga })
    }
}

/// Unità organizzativa.
#[Object]
impl UnitaOrganizzativa {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Codice, per esempio `SIGESS_COM1`.
    async fn codice(&self) -> Option<&str> {
        self.riga.as_ref().map(|r| r.codice.as_str())
    }

    /// Descrizione, per esempio «Comune 1».
    async fn descrizione(&self) -> Option<&str> {
        self.riga.as_ref().map(|r| r.descrizione.as_str())
    }

    /// «Codice - Descrizione».
    async fn etichetta(&self) -> String {
        self.riga.as_ref().map(|r| format!("{} - {}", r.codice, r.descrizione)).unwrap_or_default()
    }

    /// Tipo (elenco TIPO_UO).
    async fn tipo(&self) -> Option<Voce> {
        self.riga.as_ref().map(|r| Voce::di(Lista::TipoUo, &r.tipo))
    }

    /// Unità superiore.
    async fn padre(&self, ctx: &Context<'_>) -> Result<Option<UnitaOrganizzativa>> {
        match self.riga.as_ref().and_then(|r| r.padre) {
            Some(padre) => UnitaOrganizzativa::carica(aperto(ctx, Scope::Unita)?, padre).await.map(Some),
            None => Ok(None),
        }
    }

    /// Versione, da indicare quando la si modifica; manca finché l'elenco non la mostra.
    async fn versione(&self) -> Option<u64> {
        self.riga.as_ref().map(|r| r.versione)
    }

    /// Come si raggiunge l'ufficio: telefono, posta, orari.
    async fn recapito(&self) -> Option<&str> {
        self.riga.as_ref().and_then(|r| r.recapito.as_deref())
    }

    /// Non esiste più.
    async fn cessata(&self) -> bool {
        self.riga.as_ref().is_some_and(|r| r.cessata)
    }
}

/// Operatore al lavoro, con il ruolo e l'unità di allora.
#[derive(Clone, Copy)]
pub(crate) struct Incarico {
    operatore: OperatoreId,
    ruolo: Ruolo,
    unita: UnitaId,
}

impl From<Attore> for Incarico {
    fn from(attore: Attore) -> Self {
        Self { operatore: attore.operatore, ruolo: attore.ruolo, unita: attore.unita }
    }
}

/// Operatore al lavoro, con il ruolo e l'unità di allora.
#[Object]
impl Incarico {
    /// Chi.
    async fn operatore(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.operatore).await
    }

    /// Con quale ruolo.
    async fn ruolo(&self) -> Voce {
        Voce::di(Lista::Ruolo, self.ruolo.as_str())
    }

    /// Per quale unità.
    async fn unita(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.unita).await
    }
}

impl Mostrabile for UnitaOrganizzativa {
    async fn aperto(_: &Contesto, _: &str) -> Result<bool> {
        // Units are known to everybody.
        Ok(true)
    }

    async fn mostra(c: &Contesto, stream: &str) -> Result<Option<Self>> {
        let unita = c.servizi.unita_di_ora(stream).await.map_err(|e| guasto(&e))?;
        Ok(unita.map(|(u, versione)| {
            Self::from(Unita {
                unita: u.id,
                codice: u.codice,
                descrizione: u.descrizione,
                tipo: u.tipo,
                padre: u.padre,
                recapito: u.recapito,
                cessata: u.cessata,
                versione,
            })
        }))
    }
}
