//! Blocks and entries of the quadro.

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{ChiaveNome, Contesto, Data, contesto, guasto_condiviso};
use crate::graphql::organizzazione::{Operatore, UnitaOrganizzativa};
use crate::graphql::segnalazione::numero_di;
use crate::graphql::soggetto::SchedaSoggetto;
use async_graphql::connection::PageInfo;
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use domain::codifiche::Lista;
use domain::identita::NucleoId;
use projections::quadro::{self, TipoVoce};

/// Quadro riassuntivo: un blocco per nucleo, uno per persona.
#[derive(SimpleObject)]
pub(crate) struct QuadroRiassuntivo {
    /// I blocchi: prima i nuclei di fatto, poi le persone, prima fra tutte il soggetto.
    pub(super) gruppi: Vec<GruppoQuadro>,
    /// Se ci sono altre voci, e da dove proseguire.
    pub(super) page_info: PageInfo,
}

/// Blocco del quadro.
#[derive(SimpleObject)]
pub(crate) struct GruppoQuadro {
    /// Di un nucleo o di una persona.
    pub(super) tipo: TipoGruppo,
    /// Identificativo del nucleo o della persona.
    pub(super) id: ID,
    /// Titolo, per esempio «Nucleo FAM. ROSSI» o «ROSSI MARIO».
    pub(super) titolo: String,
    /// La persona.
    pub(super) persona: Option<SchedaSoggetto>,
    /// Le voci, per data di inizio.
    pub(super) voci: Vec<VoceQuadro>,
}

/// Di chi è un blocco.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TipoGruppo {
    /// Di un nucleo.
    Nucleo,
    /// Di una persona.
    Persona,
}

/// Genere di una voce.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "projections::quadro::TipoVoce")]
pub(crate) enum TipoVoceQuadro {
    /// Segnalazione, nel giorno del contatto.
    Segnalazione,
    /// Segnalazione in mano a un operatore.
    Assegnazione,
    /// Appartenenza a un nucleo di fatto.
    NucleoDiFatto,
    /// Appartenenza a un nucleo in anagrafe.
    NucleoAnagrafe,
}

/// Voce del quadro.
pub(crate) struct VoceQuadro {
    pub(super) voce: quadro::Voce,
    pub(super) fino_a: Option<u64>,
}

/// Voce del quadro: un rombo se è un istante, altrimenti una barra.
#[Object]
impl VoceQuadro {
    /// Identificativo della voce.
    async fn id(&self) -> ID {
        self.voce.voce.clone().into()
    }

    /// Genere.
    async fn tipo(&self) -> TipoVoceQuadro {
        self.voce.tipo.into()
    }

    /// Descrizione, per esempio «Segnalazione 2024/15».
    async fn descrizione(&self, ctx: &Context<'_>) -> Result<String> {
        let c = contesto(ctx)?;
        let (genere, quale) = match self.voce.tipo {
            TipoVoce::Segnalazione => ("Segnalazione", self.numero(c).await?),
            TipoVoce::Assegnazione => ("Assegnazione", self.numero(c).await?),
            TipoVoce::NucleoDiFatto => ("Nucleo", self.nome(c).await?),
            TipoVoce::NucleoAnagrafe => ("Nucleo anagrafe", None),
        };
        Ok(quale.map_or_else(|| genere.to_owned(), |quale| format!("{genere} {quale}")))
    }

    /// Motivo della segnalazione, stato dell'assegnazione, motivo di ingresso nel nucleo o di uscita.
    async fn codice(&self) -> Option<Voce> {
        let lista = match (self.voce.tipo, self.voce.fine) {
            (TipoVoce::Segnalazione, _) => Lista::MotivoSegnalazione,
            (TipoVoce::Assegnazione, _) => Lista::StatoSegnalazione,
            (TipoVoce::NucleoDiFatto, None) => Lista::MotivoIngressoNucleo,
            (TipoVoce::NucleoDiFatto, Some(_)) => Lista::MotivoUscitaNucleo,
            (TipoVoce::NucleoAnagrafe, _) => return None,
        };
        self.voce.codice.as_deref().map(|c| Voce::di(lista, c))
    }

    /// Data inizio.
    async fn inizio(&self) -> Data {
        self.voce.inizio.into()
    }

    /// Data fine; manca finché dura.
    async fn fine(&self) -> Option<Data> {
        self.voce.fine.map(Data)
    }

    /// Un istante (rombo), non una durata (barra).
    async fn istantanea(&self) -> bool {
        self.voce.istante
    }

    /// Identificativo della segnalazione o del nucleo.
    async fn riferimento(&self) -> ID {
        self.voce.stream.clone().into()
    }

    /// Unità dell'operatore.
    async fn unita(&self, ctx: &Context<'_>) -> Result<Option<UnitaOrganizzativa>> {
        match self.voce.unita {
            Some(id) => UnitaOrganizzativa::carica(contesto(ctx)?, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Autore della segnalazione, o assegnatario.
    async fn operatore(&self, ctx: &Context<'_>) -> Result<Option<Operatore>> {
        match self.voce.operatore {
            Some(id) => Operatore::carica(contesto(ctx)?, id).await.map(Some),
            None => Ok(None),
        }
    }
}

impl VoceQuadro {
    async fn numero(&self, c: &Contesto) -> Result<Option<String>> {
        match self.voce.stream.parse() {
            Ok(id) => numero_di(c, id).await,
            Err(_) => Ok(None),
        }
    }

    async fn nome(&self, c: &Contesto) -> Result<Option<String>> {
        let Some(nucleo) = self.voce.nucleo else { return Ok(None) };
        let chiave = ChiaveNome { nucleo: NucleoId(nucleo), fino_a: self.fino_a };
        c.caricatori.load_one(chiave).await.map_err(guasto_condiviso)
    }
}
