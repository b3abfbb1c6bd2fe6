//! The GraphQL interface on a real log: what a client reads after what it did, as it stands and as it stood.

mod amministrazione;
mod avvisi;
mod esiti;
mod incarichi;
mod schede;
mod termini;
mod tracciamento;
mod visibilita;

use anpr_adapter::{Anpr, ConfigFile};
use api::graphql::Applicazione;
use api::services::{CANALE_WEB, Chiamante, Orologio, Servizi};
use async_graphql::{Request, Variables};
use chrono::{TimeDelta, Utc};
use dev::anpr::AnprSimulator;
use dev::population::Population;
use domain::attore::Ruolo;
use domain::identita::UnitaId;
use projections::Projector;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tests::Harness;
use tests::servizio::{Persona, operatore, unita};
use uuid::Uuid;

/// The application without HTTP, an operator of each kind, and a simulated register.
struct Banco {
    servizi: Servizi,
    app: Applicazione,
    segretariato: Persona,
    assistente: Persona,
    auditor: Persona,
    comune: UnitaId,
    /// By how much the clock of the service goes ahead.
    avanti: Arc<Mutex<TimeDelta>>,
    anpr: AnprSimulator,
    harness: Harness,
}

impl Banco {
    async fn nuovo() -> Self {
        let h = Harness::new().await.unwrap();
        let anpr =
            AnprSimulator::start(([127, 0, 0, 1], 0).into(), Population::generate(7, 300)).await.unwrap();
        let config = anpr.write_client_files(h.folder.path()).unwrap();
        let registro = Anpr::new(ConfigFile::read(&config, false).unwrap(), Arc::new(Utc::now)).unwrap();
        let projector = Projector::start(h.log.clone()).await.unwrap();
        let avanti = Arc::new(Mutex::new(TimeDelta::zero()));
        let di_quanto = Arc::clone(&avanti);
        let orologio: Orologio = Arc::new(move || Utc::now() + *di_quanto.lock().unwrap());
        let servizi =
            Servizi::new(h.log.clone(), h.tracciamento(), projector, Arc::new(registro), orologio, "prova");
        let distretto = unita(&h.bus, "SIGESS_D01", "DISTRETTO", None).await.unwrap();
        let comune = unita(&h.bus, "SIGESS_COM1", "COMUNE", Some(distretto)).await.unwrap();
        let crea = |unita, ruolo, cf| operatore(&h.bus, unita, ruolo, cf);
        let segretariato = crea(comune, Ruolo::OperatoreSegretariato, "ZZSNNA85T45H501M").await.unwrap();
        let assistente = crea(comune, Ruolo::AssistenteSociale, "NRELCU88E60M082V").await.unwrap();
        let auditor = crea(distretto, Ruolo::Auditor, "RSSLSS00B02M082H").await.unwrap();
        // Lists show them from here on.
        let head = h.log.position().await.unwrap();
        assert!(servizi.projector().wait_for(&[], head, Duration::from_secs(30)).await);
        Self {
            segretariato,
            assistente,
            auditor,
            app: Applicazione::nuova(servizi.clone()),
            servizi,
            comune,
            avanti,
            anpr,
            harness: h,
        }
    }

    /// Lets the clock of the service go ahead.
    fn passano(&self, tempo: TimeDelta) {
        *self.avanti.lock().unwrap() += tempo;
    }

    /// Who he is behind HTTP, with role and unit of now.
    async fn chiamante(&self, chi: &Persona) -> Chiamante {
        let abilitazione = self.servizi.access().abilitazione(chi.operatore).await.unwrap().unwrap();
        let incarico = abilitazione.in_vigore_al(self.servizi.oggi()).next().unwrap();
        let attore = abilitazione.attore(incarico);
        Chiamante { autenticata: Some(Utc::now()), ..Chiamante::nuovo(attore, CANALE_WEB) }
    }

    /// The answer as JSON, and in how many batches the loaders read.
    async fn manda(&self, chi: &Persona, query: &str, variabili: Value) -> (Value, usize) {
        let chi = self.chiamante(chi).await;
        let richiesta = Request::new(query).variables(Variables::from_json(variabili));
        let (risposta, viaggi) = self.app.esegui(chi, richiesta).await;
        (serde_json::to_value(&risposta).unwrap(), viaggi)
    }

    /// The data of an answer without errors.
    async fn chiedi(&self, chi: &Persona, query: &str, variabili: Value) -> Value {
        let (risposta, _) = self.manda(chi, query, variabili).await;
        assert_eq!(risposta.get("errors"), None, "{query}");
        risposta["data"].clone()
    }

    /// Carries out a mutation on its own input and answers its payload.
    async fn muta(&self, chi: &Persona, nome: &str, campi: &str, mut input: Value) -> Value {
        if input.get("comando").is_none() {
            input["comando"] = json!(Uuid::new_v4());
        }
        let tipo = nome[..1].to_uppercase() + &nome[1..];
        let query = format!(
            "mutation M($input: {tipo}Input!) {{ {nome}(input: $input) {{ esito versione posizione aggiornato \
             rifiuti {{ codice messaggio campi titolare }} intervenuti {{ tipo versione operatore {{ id }} }} {campi} }} }}"
        );
        self.chiedi(chi, &query, json!({ "input": input })).await[nome].clone()
    }

    async fn registra(&self, cognome: &str, nome: &str) -> Value {
        let anagrafica = json!({"cognome": cognome, "nome": nome, "sesso": "M", "dataNascita": "11/07/1986",
            "luogoNascita": {"comune": "H514"}, "indicatoreCf": "NON_DISPONIBILE", "cittadinanze": ["100"]});
        let fatto = self
            .muta(
                &self.segretariato,
                "registraSoggetto",
                "soggetto { id versione codice }",
                json!({ "anagrafica": anagrafica }),
            )
            .await;
        assert_eq!((&fatto["esito"], &fatto["aggiornato"]), (&json!("ESEGUITO"), &json!(true)), "{fatto}");
        fatto["soggetto"].clone()
    }

    async fn segnala(&self, soggetto: &Value) -> Value {
        let input = json!({ "segnalato": soggetto, "dettagli": dettagli("2024-09-21") });
        let fatto = self
            .muta(&self.segretariato, "creaSegnalazione", "segnalazione { id numero versione }", input)
            .await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
        fatto["segnalazione"].clone()
    }
}

fn dettagli(giorno: &str) -> Value {
    json!({ "dataContatto": giorno, "canale": "SPORTELLO", "motivo": motivo(), "urgenza": "ORDINARIA",
            "tipoSegnalante": "INTERESSATO" })
}

/// Some entry of a list that needs no note.
fn motivo() -> &'static str {
    let voci = domain::codifiche::voci(domain::codifiche::Lista::MotivoSegnalazione, None);
    &voci.iter().find(|v| !v.richiede_nota()).unwrap().codice
}
