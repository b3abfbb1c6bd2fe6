//! One mutation, from the request to the answer: the same path for all of them.

use super::{EventoStoria, Servizi, storia};
use access::login::is_fresh;
use chrono::{DateTime, Utc};
use domain::attore::{Attore, NumeroIncarico};
use domain::evento::Registrato;
use domain::rifiuto::{Codice, Rifiuto};
use domain::tracciamento::Divulgato;
use event_store::loader::LoadError;
use event_store::metadata::keys;
use event_store::{CommandRequest, ExecuteError, Executed, Metadata, PriorError};
use std::error::Error;
use std::net::IpAddr;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long a mutation waits for the read models before it answers that they do not show it yet.
const ATTESA: Duration = Duration::from_secs(2);

/// Who calls, as the boundary established it.
#[derive(Clone, Debug)]
pub struct Chiamante {
    /// The operator, with role and unit of now.
    pub attore: Attore,
    /// Id of the request, for the log of faults.
    pub richiesta: Uuid,
    /// With which of his memberships.
    pub incarico: NumeroIncarico,
    /// Whether that membership opens reserved sections, where the file is open to him.
    pub riservati: bool,
    /// Through what: [`CANALE_WEB`], `cli`, `demo`, `verifica`.
    pub canale: &'static str,
    /// How surely he proved who he is, as registers are told (`LoA2`, `LoA3`).
    pub livello: &'static str,
    /// When he did, as the provider says it.
    pub autenticata: Option<DateTime<Utc>>,
    /// Name of his session; nothing opens by it.
    pub sessione: Option<Uuid>,
    /// Where he calls from.
    pub indirizzo: Option<IpAddr>,
}

/// Whoever comes by it has a session of the pages.
pub const CANALE_WEB: &str = "graphql";

impl Chiamante {
    /// Somebody who calls through `canale` without a session: the command line, a job.
    #[must_use]
    pub fn nuovo(attore: Attore, canale: &'static str) -> Self {
        Self {
            attore,
            richiesta: Uuid::new_v4(),
            incarico: NumeroIncarico::PRIMO,
            riservati: false,
            canale,
            livello: "LoA2",
            autenticata: None,
            sessione: None,
            indirizzo: None,
        }
    }

    /// Whether it is no operator: whoever sits at the machine, or the machine itself.
    #[must_use]
    pub fn senza_operatore(&self) -> bool {
        self.attore.operatore.0.is_nil()
    }

    /// Whether a dangerous act may go on: who comes by the pages has proved just now who he is. The command line is not
    /// asked: whoever can use it has the machine.
    #[must_use]
    pub fn identita_confermata(&self, adesso: DateTime<Utc>) -> bool {
        self.canale != CANALE_WEB || is_fresh(self.autenticata, adesso)
    }
}

/// One mutation as received.
pub struct Comando<'a> {
    /// Who calls.
    pub chi: &'a Chiamante,
    /// Command id, made by the client.
    pub id: Uuid,
    /// Version of the stream the form was loaded with.
    pub versione: Option<u64>,
    /// The request in canonical form, without the command id.
    pub canonica: Vec<u8>,
    /// Where it is noted what was asked for in vain.
    pub divulgato: Divulgato,
}

/// What a mutation did.
#[derive(Clone, Debug)]
pub struct Eseguito {
    /// Id of the stream it wrote to.
    pub stream: String,
    /// Version of that stream after it.
    pub versione: u64,
    /// Position of its last event.
    pub posizione: u64,
    /// It had been done before.
    pub ripetuto: bool,
    /// The read models show it.
    pub aggiornato: bool,
    /// When the log learned it; absent for a repeat.
    pub registrato_il: Option<DateTime<Utc>>,
}

/// A rule the operator met.
#[derive(Clone, Debug)]
pub struct Rifiutato {
    /// Stable code, with its sentence.
    pub codice: Codice,
    /// Input fields at fault.
    pub campi: Vec<String>,
    /// Who holds what was asked for, when the refusal is about that.
    pub titolare: Option<String>,
}

/// A fault, with its causes.
pub type Guasto = Box<dyn Error + Send + Sync>;

/// Why a mutation did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Mancato {
    /// A rule refused it.
    #[error("refused: {}", .0.codice)]
    Rifiutato(Rifiutato),
    /// The file has changed since the form was loaded.
    #[error("expected version {attesa}, found {trovata}")]
    Superata {
        /// Version of the form.
        attesa: u64,
        /// Version of the file.
        trovata: u64,
        /// What happened in between.
        intervenuti: Vec<EventoStoria>,
    },
    /// Too much is waiting; come back later.
    #[error("too many commands are waiting")]
    Occupato,
    /// A fault.
    #[error("{0}")]
    Guasto(Guasto),
}

/// Answer of a mutation.
pub type Risposta = Result<Eseguito, Mancato>;

impl Mancato {
    /// A refusal without fields.
    #[must_use]
    pub fn rifiuto(codice: Codice) -> Self {
        Self::Rifiutato(Rifiutato { codice, campi: Vec::new(), titolare: None })
    }

    /// A refusal of one field.
    #[must_use]
    pub fn campo(codice: Codice, campo: &str) -> Self {
        Self::Rifiutato(Rifiutato { codice, campi: vec![campo.to_owned()], titolare: None })
    }

    /// A refusal that names who holds what was asked for.
    #[must_use]
    pub fn titolare(codice: Codice, campo: &str, titolare: &impl ToString) -> Self {
        Self::Rifiutato(Rifiutato {
            codice,
            campi: vec![campo.to_owned()],
            titolare: Some(titolare.to_string()),
        })
    }

    /// A refusal that is data already.
    pub fn da(rifiuto: &impl Rifiuto) -> Self {
        Self::Rifiutato(Rifiutato { codice: rifiuto.codice(), campi: rifiuto.campi(), titolare: None })
    }

    /// A fault.
    pub fn guasto(causa: impl Error + Send + Sync + 'static) -> Self {
        Self::Guasto(Box::new(causa))
    }
}

/// A reservation that stands in the way of a command.
pub(super) struct Occupata {
    pub(super) ambito: String,
    pub(super) titolare: String,
}

/// What one command came to: done, stopped by a reservation (which the service may know how to get around), or not.
pub(super) type Tentativo = Result<Result<Eseguito, Occupata>, Mancato>;

impl<'a> Comando<'a> {
    /// One behind which there is no request: of the command line, or of a job. It shows nobody anything.
    #[must_use]
    pub fn senza_richiesta(chi: &'a Chiamante, canonica: &[u8]) -> Self {
        let (canonica, divulgato) = (canonica.to_vec(), Divulgato::default());
        Self { chi, id: Uuid::new_v4(), versione: None, canonica, divulgato }
    }

    /// The command that is step `passo` of this mutation, on a stream of its own: always the same id for a repeat.
    #[must_use]
    pub fn passo(&self, passo: &str) -> Comando<'a> {
        Comando {
            chi: self.chi,
            id: Uuid::new_v5(&self.id, passo.as_bytes()),
            versione: None,
            canonica: self.canonica.clone(),
            divulgato: self.divulgato.clone(),
        }
    }

    fn metadata(&self) -> Metadata {
        Metadata::default()
            .with(keys::ACTOR, self.chi.attore.operatore.to_string())
            .with(keys::ROLE, self.chi.attore.ruolo.as_str())
            .with(keys::UNIT, self.chi.attore.unita.to_string())
            .with(keys::CORRELATION_ID, self.chi.richiesta.to_string())
            .with(keys::CAUSATION_ID, self.id.to_string())
            .with(keys::CHANNEL, self.chi.canale)
            .with(keys::PURPOSE, "GESTIONE_CASO")
            .with(keys::APP_VERSION, env!("CARGO_PKG_VERSION"))
    }
}

impl Servizi {
    /// Carries out a command and waits for the read models; a reservation in the way is the given refusal.
    pub(super) async fn esegui<A>(
        &self,
        c: &Comando<'_>,
        stream: impl ToString,
        comando: A::Command,
        se_occupata: impl FnOnce(&Occupata) -> Mancato,
    ) -> Risposta
    where
        A: Registrato,
        A::Command: Clone + Send,
        A::Event: 'static,
        A::Error: Rifiuto,
    {
        let eseguito = self.tenta::<A>(c, stream, comando).await?.map_err(|o| se_occupata(&o))?;
        Ok(self.visibile(eseguito).await)
    }

    /// Carries out a command without waiting for the read models.
    pub(super) async fn tenta<A>(
        &self,
        c: &Comando<'_>,
        stream: impl ToString,
        comando: A::Command,
    ) -> Tentativo
    where
        A: Registrato,
        A::Command: Clone + Send,
        A::Event: 'static,
        A::Error: Rifiuto,
    {
        let richiesta = CommandRequest {
            stream: stream.to_string(),
            command_id: c.id,
            canonical: c.canonica.clone(),
            expected_version: c.versione,
            metadata: c.metadata(),
        };
        match self.bus().execute::<A>(&richiesta, comando).await {
            Ok(fatto) => Ok(Ok(eseguito(fatto))),
            Err(ExecuteError::Reserved { scope, holder }) => {
                Ok(Err(Occupata { ambito: scope, titolare: holder }))
            }
            Err(ExecuteError::Refused(rifiuto)) => Err(Mancato::da(&rifiuto)),
            Err(ExecuteError::Stale { expected, found, since }) => Err(Mancato::Superata {
                attesa: expected,
                trovata: found,
                intervenuti: storia::racconta::<A>(&since),
            }),
            Err(ExecuteError::Different) => Err(Mancato::rifiuto(Codice::ComandoDiverso)),
            Err(ExecuteError::Busy | ExecuteError::Contended) => Err(Mancato::Occupato),
            Err(ExecuteError::Fault(causa)) => Err(Mancato::Guasto(causa)),
        }
    }

    /// What this mutation did when it was first sent, if it was.
    pub(crate) async fn gia_eseguito(&self, c: &Comando<'_>) -> Result<Option<Eseguito>, Mancato> {
        match self.bus().prior::<()>(c.id, &c.canonica).await {
            Ok(prima) => Ok(prima.map(eseguito)),
            Err(PriorError::Different) => Err(Mancato::rifiuto(Codice::ComandoDiverso)),
            Err(PriorError::Load(LoadError::Busy)) => Err(Mancato::Occupato),
            Err(causa) => Err(Mancato::guasto(causa)),
        }
    }

    /// Waits until the read models show what was done, and says whether they do.
    pub(super) async fn visibile(&self, mut eseguito: Eseguito) -> Eseguito {
        let da = Instant::now();
        eseguito.aggiornato = self.projector().wait_for(&[], eseguito.posizione, ATTESA).await;
        if !eseguito.ripetuto {
            self.metriche().visibile(da.elapsed(), eseguito.aggiornato);
        }
        eseguito
    }
}

fn eseguito<E>(fatto: Executed<E>) -> Eseguito {
    Eseguito {
        stream: fatto.stream,
        versione: fatto.version,
        posizione: fatto.position,
        ripetuto: fatto.repeated,
        aggiornato: false,
        registrato_il: fatto.recorded_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use domain::attore::Ruolo;

    #[test]
    fn by_the_pages_a_dangerous_act_needs_a_proof_of_identity_of_the_last_five_minutes() {
        let attore =
            Attore { operatore: Uuid::nil().into(), ruolo: Ruolo::Amministratore, unita: Uuid::nil().into() };
        let adesso = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let confermata = |canale, secondi: Option<i64>| {
            let autenticata = secondi.map(|s| adesso - TimeDelta::seconds(s));
            Chiamante { autenticata, ..Chiamante::nuovo(attore, canale) }.identita_confermata(adesso)
        };
        assert!(confermata(CANALE_WEB, Some(300)));
        assert!(!confermata(CANALE_WEB, Some(301)));
        assert!(confermata(CANALE_WEB, Some(-60)), "a provider whose clock is a minute ahead");
        assert!(!confermata(CANALE_WEB, Some(-61)), "a provider that says a time to come");
        assert!(!confermata(CANALE_WEB, None), "a provider that does not say when");
        assert!(confermata("cli", None));
    }
}
