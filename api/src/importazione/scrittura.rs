//! Records on their way into the log: through the bus, in the order of the file, as many at once as the writer likes.
//! In a dry run the same questions are asked and nothing is written.

use super::resoconto::Ragione;
use crate::services::Guasto;
use domain::evento::{Prenotazione, Registrato};
use domain::identita::SoggettoId;
use domain::rifiuto::Rifiuto;
use event_store::append::AppendError;
use event_store::metadata::keys;
use event_store::seal::SealError;
use event_store::store::CommitError;
use event_store::{Bus, CommandRequest, ExecuteError, Metadata};
use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use std::collections::HashMap;
use std::error::Error;
use std::task::Poll;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// Records that are looked up, and whose keys are made, together.
pub(super) const LOTTO: usize = 1_000;
/// Records under way; below what the writer lets wait.
const IN_CORSO: usize = 2_000;

/// A record that the rules accept.
pub(super) struct Pronto<A: Registrato> {
    /// Line on which it begins.
    pub(super) riga: u64,
    /// Id of its stream.
    pub(super) stream: Uuid,
    /// The record as it was read: what a repeat must be equal to.
    pub(super) canonica: Vec<u8>,
    /// What makes it.
    pub(super) comandi: Vec<A::Command>,
    /// Whose keys it makes.
    pub(super) chiavi: Vec<SoggettoId>,
    /// Whom it is about: their keys may be needed.
    soggetti: Vec<SoggettoId>,
    /// What it reserves across streams.
    pub(super) prenotazioni: Vec<Prenotazione>,
    /// How many events it comes to.
    pub(super) eventi: u64,
}

/// What became of it.
pub(super) enum Sorte {
    /// Written now, or would be.
    Scritto,
    /// There already, equal.
    Presente,
    /// There already, from another content.
    Diverso,
    /// Somebody else holds what it reserves: his id.
    Occupata(String),
    /// A rule refused it after all.
    Rifiutato(Ragione),
}

pub(super) struct Esito {
    pub(super) riga: u64,
    pub(super) stream: Uuid,
    pub(super) eventi: u64,
    pub(super) sorte: Sorte,
}

/// Decides a record step by step, before anything of it is written.
pub(super) struct Prova<A: Registrato> {
    stream: String,
    stato: A,
    comandi: Vec<A::Command>,
    prenotazioni: Vec<Prenotazione>,
    soggetti: Vec<SoggettoId>,
    eventi: u64,
}

impl<A: Registrato> Prova<A>
where
    A::Command: Clone,
{
    pub(super) fn nuova(stream: Uuid) -> Self {
        Self {
            stream: stream.to_string(),
            stato: A::default(),
            comandi: Vec::new(),
            prenotazioni: Vec::new(),
            soggetti: Vec::new(),
            eventi: 0,
        }
    }

    /// Adds a command, if the rules accept it after those before.
    pub(super) fn tenta(&mut self, comando: A::Command) -> Result<(), A::Error> {
        for evento in self.stato.decidi(comando.clone())? {
            self.prenotazioni.extend(A::prenotazioni(&evento, &self.stream));
            self.soggetti.extend(A::soggetti(&evento, &self.stream));
            self.stato.apply(evento);
            self.eventi += 1;
        }
        self.comandi.push(comando);
        Ok(())
    }

    pub(super) fn pronto(
        self,
        riga: u64,
        stream: Uuid,
        canonica: Vec<u8>,
        chiavi: Vec<SoggettoId>,
    ) -> Pronto<A> {
        let Self { comandi, prenotazioni, soggetti, eventi, .. } = self;
        Pronto { riga, stream, canonica, comandi, chiavi, soggetti, prenotazioni, eventi }
    }
}

type InCorso = FuturesUnordered<JoinHandle<Result<Esito, Guasto>>>;

/// Where records are written.
#[derive(Clone)]
pub(super) struct Scrittura {
    bus: Bus,
    importazione: Uuid,
    prova: bool,
}

/// The records of one file.
pub(super) struct File<A: Registrato> {
    scrittura: Scrittura,
    lotto: Vec<Pronto<A>>,
    in_corso: InCorso,
    /// What the records have reserved, in a dry run. Different files reserve different things.
    prenotate: HashMap<(&'static str, String), String>,
}

impl Scrittura {
    pub(super) fn nuova(bus: Bus, importazione: Uuid, prova: bool) -> Self {
        Self { bus, importazione, prova }
    }

    pub(super) fn file<A: Registrato>(&self) -> File<A> {
        File {
            scrittura: self.clone(),
            lotto: Vec::with_capacity(LOTTO),
            in_corso: InCorso::new(),
            prenotate: HashMap::new(),
        }
    }

    fn comando(&self, stream: Uuid) -> Uuid {
        Uuid::new_v5(&self.importazione, stream.as_bytes())
    }

    fn richiesta(&self, stream: Uuid, canonical: Vec<u8>) -> CommandRequest {
        CommandRequest {
            stream: stream.to_string(),
            command_id: self.comando(stream),
            canonical,
            expected_version: None,
            metadata: Metadata::default()
                .with(keys::ACTOR, "importazione")
                .with(keys::CORRELATION_ID, self.importazione.to_string())
                .with(keys::CHANNEL, "import")
                .with(keys::PURPOSE, "MANUTENZIONE")
                .with(keys::APP_VERSION, env!("CARGO_PKG_VERSION")),
        }
    }
}

/// What a dry run says of a record that is not there yet.
fn supponi(
    prenotate: &mut HashMap<(&'static str, String), String>,
    tenute: &HashMap<(&'static str, String), String>,
    prenotazioni: &[Prenotazione],
) -> Sorte {
    for p in prenotazioni.iter().filter(|p| p.riserva) {
        let chiave = (p.ambito, p.valore.clone());
        let titolare = prenotate.get(&chiave).or_else(|| tenute.get(&chiave));
        if let Some(titolare) = titolare.filter(|t| **t != p.titolare) {
            return Sorte::Occupata(titolare.clone());
        }
    }
    for p in prenotazioni {
        let chiave = (p.ambito, p.valore.clone());
        if p.riserva {
            prenotate.insert(chiave, p.titolare.clone());
        } else {
            prenotate.remove(&chiave);
        }
    }
    Sorte::Scritto
}

impl<A> File<A>
where
    A: Registrato + 'static,
    A::Command: Clone + Send + 'static,
    A::Event: 'static,
    A::Error: Rifiuto,
{
    /// Takes a record, and says what has become of earlier ones in the meantime.
    pub(super) async fn scrivi(&mut self, record: Pronto<A>) -> Result<Vec<Esito>, Guasto> {
        self.lotto.push(record);
        if self.lotto.len() < LOTTO { Ok(Vec::new()) } else { self.avanti().await }
    }

    /// Writes what is left, and says what has become of it.
    pub(super) async fn fine(mut self) -> Result<Vec<Esito>, Guasto> {
        let mut esiti = self.avanti().await?;
        while let Some(esito) = self.in_corso.next().await {
            esiti.push(esito??);
        }
        Ok(esiti)
    }

    /// Which records of the lot were carried out by an earlier run.
    async fn gia_scritti(&self) -> Result<HashMap<Uuid, Vec<u8>>, Guasto> {
        let comandi: Vec<Uuid> = self.lotto.iter().map(|p| self.scrittura.comando(p.stream)).collect();
        Ok(self.scrittura.bus.log().carried_out(&comandi).await?)
    }

    async fn avanti(&mut self) -> Result<Vec<Esito>, Guasto> {
        let gia_scritti = self.gia_scritti().await?;
        let (mut esiti, mut nuovi) = (Vec::new(), Vec::with_capacity(self.lotto.len()));
        for record in std::mem::take(&mut self.lotto) {
            match gia_scritti.get(&self.scrittura.comando(record.stream)) {
                None => nuovi.push(record),
                Some(hmac) => {
                    let uguale = *hmac == self.scrittura.bus.log().system().request(&record.canonica);
                    let sorte = if uguale { Sorte::Presente } else { Sorte::Diverso };
                    esiti.push(Esito { riga: record.riga, stream: record.stream, eventi: 0, sorte });
                }
            }
        }
        if self.scrittura.prova {
            esiti.extend(self.supponi(nuovi).await?);
        } else {
            self.manda(nuovi, &mut esiti).await?;
        }
        Ok(esiti)
    }

    async fn supponi(&mut self, nuovi: Vec<Pronto<A>>) -> Result<Vec<Esito>, Guasto> {
        let mut valori: HashMap<&'static str, Vec<String>> = HashMap::new();
        for p in nuovi.iter().flat_map(|n| &n.prenotazioni).filter(|p| p.riserva) {
            valori.entry(p.ambito).or_default().push(p.valore.clone());
        }
        let mut tenute = HashMap::new();
        for (ambito, valori) in valori {
            let titolari = self.scrittura.bus.log().holders(ambito, &valori).await?;
            tenute.extend(titolari.into_iter().map(|(valore, titolare)| ((ambito, valore), titolare)));
        }
        let prenotate = &mut self.prenotate;
        let esito = |record: Pronto<A>| Esito {
            riga: record.riga,
            stream: record.stream,
            eventi: record.eventi,
            sorte: supponi(prenotate, &tenute, &record.prenotazioni),
        };
        Ok(nuovi.into_iter().map(esito).collect())
    }

    async fn manda(&mut self, nuovi: Vec<Pronto<A>>, esiti: &mut Vec<Esito>) -> Result<(), Guasto> {
        let keys = self.scrittura.bus.log().keys();
        let chiavi: Vec<SoggettoId> = nuovi.iter().flat_map(|n| n.chiavi.iter().copied()).collect();
        if !chiavi.is_empty() {
            keys.ensure(&chiavi).await?;
        }
        keys.warm(&nuovi.iter().flat_map(|n| n.soggetti.iter().copied()).collect()).await?;
        for record in nuovi {
            let richiesta = self.scrittura.richiesta(record.stream, record.canonica.clone());
            let mut futuro: BoxFuture<'static, _> =
                Box::pin(uno(self.scrittura.bus.clone(), richiesta, record));
            // Polled once at once: with its keys in memory it seals and queues itself, so that the log has the order of
            // the file. From there on it goes its own way: what holds a connection must not wait for us.
            match futures::poll!(futuro.as_mut()) {
                Poll::Ready(esito) => esiti.push(esito?),
                Poll::Pending => self.in_corso.push(tokio::spawn(futuro)),
            }
            while self.in_corso.len() >= IN_CORSO {
                if let Some(esito) = self.in_corso.next().await {
                    esiti.push(esito??);
                }
            }
        }
        Ok(())
    }
}

async fn uno<A>(bus: Bus, richiesta: CommandRequest, record: Pronto<A>) -> Result<Esito, Guasto>
where
    A: Registrato,
    A::Command: Send,
    A::Event: 'static,
    A::Error: Rifiuto,
{
    let Pronto { riga, stream, comandi, eventi, .. } = record;
    let sorte = match bus.create::<A>(&richiesta, comandi).await {
        Ok(fatto) if fatto.repeated => Sorte::Presente,
        Ok(_) => Sorte::Scritto,
        Err(ExecuteError::Different) => Sorte::Diverso,
        Err(ExecuteError::Reserved { holder, .. }) => Sorte::Occupata(holder),
        Err(ExecuteError::Refused(rifiuto)) => Sorte::Rifiutato(Ragione::Regola(rifiuto.codice())),
        Err(ExecuteError::Fault(causa)) => match della_riga(causa.as_ref()) {
            Some(ragione) => Sorte::Rifiutato(ragione),
            None => return Err(causa),
        },
        Err(altro) => return Err(altro.to_string().into()),
    };
    Ok(Esito { riga, stream, eventi, sorte })
}

/// The reason of a fault that is about this row alone, and must not stop the others.
fn della_riga(causa: &(dyn Error + Send + Sync + 'static)) -> Option<Ragione> {
    match causa.downcast_ref::<CommitError>()? {
        CommitError::Append(AppendError::Invalid(_)) => Some(Ragione::NonScrivibile),
        CommitError::Seal(SealError::Erased(_)) => Some(Ragione::DatiCancellati),
        _ => None,
    }
}
