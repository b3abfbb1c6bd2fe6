//! Clients that write down what they ask and what they are told.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use std::time::Duration;
use tests::harness::Fault;
use tests::servizio::Persona;
use tokio::sync::watch;
use uuid::Uuid;

const REGISTRA: &str = "mutation R($input: RegistraSoggettoInput!) { registraSoggetto(input: $input) \
                        { esito posizione soggetto { id } rifiuti { codice } } }";
const CREA: &str = "mutation C($input: CreaSegnalazioneInput!) { creaSegnalazione(input: $input) \
                    { esito posizione segnalazione { id numero } rifiuti { codice } } }";
/// Longer than a service takes for anything that it answers at all.
const PAZIENZA: Duration = Duration::from_secs(20);

/// What a client asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cosa {
    Soggetto,
    Segnalazione,
}

/// A command, whoever sent it, however often.
#[derive(Clone)]
pub(super) struct Comando {
    pub(super) id: Uuid,
    pub(super) cosa: Cosa,
    input: Value,
    pub(super) chi: Persona,
    /// What was told of it, each time that something was: never two things.
    pub(super) detto: Vec<Detto>,
    /// How often it was sent.
    pub(super) volte: usize,
}

/// An answer that acknowledges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Detto {
    pub(super) esito: String,
    pub(super) posizione: u64,
    pub(super) id: Option<String>,
    pub(super) numero: Option<String>,
}

impl Comando {
    fn nuovo(chi: &Persona, cosa: Cosa, input: impl FnOnce(Uuid) -> Value) -> Self {
        let id = Uuid::new_v4();
        Self { id, cosa, input: input(id), chi: chi.clone(), detto: Vec::new(), volte: 0 }
    }

    fn soggetto(chi: &Persona) -> Self {
        Self::nuovo(chi, Cosa::Soggetto, |id| {
            let anagrafica = json!({ "cognome": format!("PROVA {id}"), "nome": "DURATA", "indicatoreCf": "NON_DISPONIBILE" });
            json!({ "comando": id, "anagrafica": anagrafica })
        })
    }

    fn segnalazione(chi: &Persona, segnalato: &str) -> Self {
        Self::nuovo(chi, Cosa::Segnalazione, |id| {
            let dettagli = json!({
                "dataContatto": "2024-10-01", "canale": "TELEFONO", "motivo": "ECONOMICO",
                "urgenza": "ORDINARIA", "tipoSegnalante": "INTERESSATO",
            });
            json!({ "comando": id, "segnalato": segnalato, "dettagli": dettagli })
        })
    }

    /// Sends it, once more; what was told when it was acknowledged, else why not.
    pub(super) async fn manda(&mut self, url: &str) -> Result<Detto, Fault> {
        self.volte += 1;
        let (query, campo, oggetto) = match self.cosa {
            Cosa::Soggetto => (REGISTRA, "registraSoggetto", "soggetto"),
            Cosa::Segnalazione => (CREA, "creaSegnalazione", "segnalazione"),
        };
        let corpo = json!({ "query": query, "variables": { "input": self.input } });
        let richiesta = self.chi.sessione(url).await?.post(url, "/graphql").timeout(PAZIENZA);
        let risposta: Value = richiesta.json(&corpo).send().await?.json().await?;
        let detto = &risposta["data"][campo];
        assert!(detto["rifiuti"].as_array().is_none_or(Vec::is_empty), "{risposta}");
        let (Some(esito), Some(posizione)) = (detto["esito"].as_str(), detto["posizione"].as_u64()) else {
            return Err(risposta.to_string().into());
        };
        let detto = Detto {
            esito: esito.to_owned(),
            posizione,
            id: detto[oggetto]["id"].as_str().map(ToOwned::to_owned),
            numero: detto[oggetto]["numero"].as_str().map(ToOwned::to_owned),
        };
        self.detto.push(detto.clone());
        Ok(detto)
    }

    /// Sends it until it is acknowledged: of the connections that a database left behind each fails once.
    pub(super) async fn insisti(&mut self, url: &str) -> Detto {
        let mut cause = Vec::new();
        for _ in 0..50 {
            match self.manda(url).await {
                Ok(detto) => return detto,
                Err(causa) => cause.push(causa.to_string()),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("asking again tells nothing: {cause:?}")
    }
}

/// One client of one service.
pub(super) struct Cliente {
    caso: ChaCha8Rng,
    chi: Persona,
    url: watch::Receiver<String>,
    fine: watch::Receiver<bool>,
    storia: Vec<Comando>,
    soggetti: Vec<String>,
}

impl Cliente {
    pub(super) fn nuovo(
        caso: ChaCha8Rng,
        chi: Persona,
        url: watch::Receiver<String>,
        fine: watch::Receiver<bool>,
    ) -> Self {
        Self { caso, chi, url, fine, storia: Vec::new(), soggetti: Vec::new() }
    }

    /// Sends one command after another, old ones among them, until it is told to stop; what it saw.
    pub(super) async fn lavora(mut self) -> Vec<Comando> {
        while !*self.fine.borrow() {
            let url = self.url.borrow_and_update().clone();
            if url.is_empty() {
                tokio::select! {
                    _ = self.url.changed() => {}
                    _ = self.fine.changed() => {}
                }
                continue;
            }
            let mut comando = self.scegli();
            if let Ok(detto) = comando.manda(&url).await
                && comando.cosa == Cosa::Soggetto
                && let Some(id) = detto.id
            {
                self.soggetti.push(id);
            }
            self.storia.push(comando);
        }
        self.storia
    }

    fn scegli(&mut self) -> Comando {
        match self.caso.gen_range(0..10) {
            // Once more something that was told or not: at another service perhaps, after another death.
            0..2 if !self.storia.is_empty() => {
                let n = self.caso.gen_range(0..self.storia.len());
                self.storia.swap_remove(n)
            }
            2..8 if !self.soggetti.is_empty() => {
                let segnalato = self.soggetti[self.caso.gen_range(0..self.soggetti.len())].clone();
                Comando::segnalazione(&self.chi, &segnalato)
            }
            _ => Comando::soggetto(&self.chi),
        }
    }
}
