//! What is there before anything wrong is asked: one file, nucleo and segnalazione in every state.

use super::tabella::unisci;
use chrono::{Days, Utc};
use dev::anpr::CasoUso;
use domain::attore::Ruolo;
use domain::operatore::{Operatore, OperatoreCommand};
use domain::tracciamento::Divulgato;
use domain::tracciamento::avvisi::{GenereAvviso, NuovoAvviso};
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaCommand};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Instant;
use tests::servizio::{codice_fiscale, operatore, unita};
use tests::{Persona, Scena};
use uuid::Uuid;

const MARIO: &str = "RSSMRA86L11H514O";
const ALESSIO: &str = "RSSLSS00B02M082H";
const LUCIA: &str = "NRELCU88E60M082V";
const TOMMASO: &str = "RSSTMS18P03M082H";
const SENZA_COGNOME: &str = "XXXBLL98H21Z200M";

/// The scene and its placeholders.
pub(super) struct Sfondo {
    pub(super) scena: Scena,
    /// Neither works on cases nor controls those who do.
    analista: Persona,
    superuser: sqlx::PgPool,
    segnaposti: Map<String, Value>,
    /// The administrator, with a session for every two minutes: what he does asks for one of the last five.
    amministratore: Vec<Persona>,
    /// The operatore di segretariato, in the same way: an emergency asks for it, too.
    urgente: Vec<Persona>,
    da: Instant,
}

/// What a refusal must leave as it was.
#[derive(Debug, PartialEq)]
pub(super) struct Stato {
    /// Position of the log, commands remembered, reservations, consultations kept.
    pub(super) scritto: (u64, [i64; 3]),
    /// Calls to the register.
    pub(super) chiamate: BTreeMap<CasoUso, u64>,
}

impl Sfondo {
    pub(super) async fn nuovo() -> Self {
        let scena = Scena::nuova(60).await.unwrap();
        let superuser = scena.harness.superuser().await.unwrap();
        let (bus, distretto) = (&scena.harness.bus, scena.distretto);
        let analista = operatore(bus, distretto, Ruolo::Analista, "BNCLRA75D41H501M").await.unwrap();
        let mut sfondo = Self {
            scena,
            analista,
            superuser,
            segnaposti: Map::new(),
            amministratore: Vec::new(),
            urgente: Vec::new(),
            da: Instant::now(),
        };
        sfondo.soggetti().await;
        sfondo.nuclei().await;
        sfondo.segnalazioni().await;
        sfondo.concessioni().await;
        sfondo.annotazioni().await;
        sfondo.emergenze().await;
        sfondo.consultazioni().await;
        sfondo.avvisi().await;
        sfondo.altro().await;
        sfondo.amministrazione().await;
        sfondo
    }

    pub(super) fn chi(&self, nome: &str) -> &Persona {
        match nome {
            "segretariato" => &self.scena.segretariato,
            "assistente" => &self.scena.assistente,
            "collega" => &self.scena.collega,
            "auditor" => &self.scena.auditor,
            "amministratore" => self.di_turno(&self.amministratore),
            "urgente" => self.di_turno(&self.urgente),
            "analista" => &self.analista,
            altro => panic!("nobody is called {altro}"),
        }
    }

    fn di_turno<'a>(&self, turni: &'a [Persona]) -> &'a Persona {
        let turno = usize::try_from(self.da.elapsed().as_secs() / 120).unwrap();
        turni.get(turno).expect("the test ends within an hour")
    }

    /// Placeholders replaced: `$nome`, `$lungo:80`.
    pub(super) fn riempi(&self, valore: &Value) -> Value {
        match valore {
            Value::String(testo) => match testo.strip_prefix('$') {
                None => valore.clone(),
                Some(nome) => match nome.strip_prefix("lungo:") {
                    Some(quanto) => json!("a".repeat(quanto.parse().unwrap())),
                    None => self.segnaposti.get(nome).unwrap_or_else(|| panic!("no {testo}")).clone(),
                },
            },
            Value::Array(voci) => voci.iter().map(|v| self.riempi(v)).collect(),
            Value::Object(campi) => campi.iter().map(|(n, v)| (n.clone(), self.riempi(v))).collect(),
            altro => altro.clone(),
        }
    }

    pub(super) async fn stato(&self) -> Stato {
        let posizione = self.scena.harness.log.position().await.unwrap();
        let (comandi, prenotazioni, consultazioni) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM registro.command_log), (SELECT count(*) FROM registro.prenotazioni), \
             (SELECT count(*) FROM accesso.consultazioni)",
        )
        .fetch_one(&self.superuser)
        .await
        .unwrap();
        Stato {
            scritto: (posizione, [comandi, prenotazioni, consultazioni]),
            chiamate: self.scena.anpr.calls(),
        }
    }

    fn segna(&mut self, nome: &str, valore: impl Into<Value>) {
        self.segnaposti.insert(nome.to_owned(), valore.into());
    }

    /// Carries out a mutation on placeholders; answers its payload.
    pub(super) async fn fai(&self, chi: &str, mutazione: &str, campi: &str, input: Value) -> Value {
        let input = self.riempi(&unisci(&json!({ "comando": Uuid::new_v4() }), &input));
        let tipo = mutazione[..1].to_uppercase() + &mutazione[1..];
        let query = format!(
            "mutation M($input: {tipo}Input!) {{ {mutazione}(input: $input) {{ esito rifiuti {{ codice campi }} {campi} }} }}"
        );
        let dati = self.scena.chiedi(self.chi(chi), &query, json!({ "input": input })).await.unwrap();
        assert_eq!(dati[mutazione]["esito"], "ESEGUITO", "{mutazione}: {dati}");
        dati[mutazione].clone()
    }

    async fn consulta(&self, chi: &str, comando: Uuid, codice_fiscale: &str) -> Value {
        let input = json!({ "comando": comando, "codiceFiscale": codice_fiscale, "motivo": "PROVA" });
        self.fai(chi, "consultaAnpr", "consultazione { id }", input).await["consultazione"]["id"].clone()
    }

    async fn importa(&self, codice_fiscale: &str) -> Value {
        let consultazione = self.consulta("segretariato", Uuid::new_v4(), codice_fiscale).await;
        let input = json!({ "consultazione": consultazione });
        self.fai("segretariato", "importaSoggetto", "soggetto { id }", input).await["soggetto"]["id"].clone()
    }

    async fn registra(&self, comando: Uuid, cognome: &str) -> Value {
        let anagrafica = json!({ "cognome": cognome, "nome": "PROVA", "indicatoreCf": "NON_DISPONIBILE" });
        let input = json!({ "comando": comando, "anagrafica": anagrafica });
        self.fai("segretariato", "registraSoggetto", "soggetto { id }", input).await["soggetto"]["id"].clone()
    }

    async fn soggetti(&mut self) {
        let mario = self.importa(MARIO).await;
        self.segna("SOGGETTO", mario.as_str().unwrap().to_uppercase());
        self.segna("soggetto", mario);
        let alessio = self.importa(ALESSIO).await;
        self.segna("componente", alessio);
        let concorde = self.importa(SENZA_COGNOME).await;
        self.segna("concorde", concorde);
        let usato = Uuid::new_v4();
        self.segna("comandoUsato", usato.to_string());
        for (nome, comando, cognome) in [
            ("altroSoggetto", usato, "BIANCHI"),
            ("terzoSoggetto", Uuid::new_v4(), "GIALLI"),
            ("quartoSoggetto", Uuid::new_v4(), "AZZURRI"),
            ("quintoSoggetto", Uuid::new_v4(), "GRIGI"),
        ] {
            let id = self.registra(comando, cognome).await;
            self.segna(nome, id);
        }
        for (mutazione, input) in [
            ("storicizzaStatoCivile", json!({ "codice": "1", "dal": "2020-01-01" })),
            ("modificaContatti", json!({ "email": "prova@example.org" })),
            (
                "registraIndirizzo",
                json!({ "tipo": "1", "dal": "2020-01-01", "codiceLuogo": "H501", "via": "VIA DI PROVA" }),
            ),
        ] {
            self.fai("segretariato", mutazione, "", unisci(&input, &json!({ "soggetto": "$soggetto" })))
                .await;
        }
    }

    async fn nuclei(&mut self) {
        for (nome, soggetto, componente) in
            [("nucleo", "$soggetto", "$componente"), ("altroNucleo", "$altroSoggetto", "$quintoSoggetto")]
        {
            let input = json!({ "soggetto": soggetto, "componente": componente, "relazione": "9", "dal": "2024-01-15" });
            let fatto = self.fai("segretariato", "aggiungiComponente", "nucleo { id }", input).await;
            self.segna(nome, fatto["nucleo"]["id"].clone());
        }
        let note = json!({ "nucleo": "$nucleo", "note": "Note di prova" });
        self.fai("segretariato", "modificaNoteNucleo", "", note).await;
        self.scena.anpr.change(|p| {
            let tommaso = p.per_codice_fiscale(TOMMASO)[0];
            p.separa(tommaso, "2024-01-01".parse().unwrap()).unwrap();
        });
        let confronto = "nucleo { confronto { numero differenze { tipo { codice } } } }";
        for (soggetto, differenze) in [("$soggetto", 1), ("$concorde", 0)] {
            let input = json!({ "soggetto": soggetto, "motivo": "PROVA" });
            let fatto = self.fai("segretariato", "confrontaNucleo", confronto, input).await;
            let confronto = &fatto["nucleo"]["confronto"];
            assert_eq!(confronto["differenze"].as_array().unwrap().len(), differenze, "{soggetto}: {fatto}");
            if soggetto == "$soggetto" {
                self.segna("confronto", confronto["numero"].clone());
            }
        }
    }

    async fn segnalazioni(&mut self) {
        let dettagli = json!({ "dataContatto": "2024-09-21", "canale": "SPORTELLO", "motivo": "ECONOMICO",
            "urgenza": "ORDINARIA", "tipoSegnalante": "INTERESSATO" });
        for nome in [
            "aperta",
            "senzaEsito",
            "assegnata",
            "accettata",
            "nonConclusa",
            "daChiudere",
            "chiusa",
            "concessa",
        ] {
            let input = json!({ "segnalato": "$soggetto", "dettagli": dettagli });
            let creata = self.fai("segretariato", "creaSegnalazione", "segnalazione { id }", input).await;
            self.segna(nome, creata["segnalazione"]["id"].clone());
        }
        let assistente = json!(self.scena.assistente.operatore);
        self.segna("assistente", assistente);
        let altri = unisci(&dettagli, &json!({ "canale": "PEC" }));
        let conclusa = json!({ "esito": "INFO_FORNITA" });
        for (chi, mutazione, quale, con) in [
            ("segretariato", "modificaSegnalazione", "$aperta", json!({ "dettagli": altri })),
            ("segretariato", "assegnaSegnalazione", "$assegnata", json!({ "assegnatario": "$assistente" })),
            ("segretariato", "assegnaSegnalazione", "$accettata", json!({ "assegnatario": "$assistente" })),
            ("assistente", "accettaSegnalazione", "$accettata", json!({})),
            ("segretariato", "registraEsito", "$nonConclusa", json!({ "esito": "PROPOSTA_PIC" })),
            ("segretariato", "registraEsito", "$daChiudere", conclusa.clone()),
            ("segretariato", "registraEsito", "$chiusa", conclusa),
            ("segretariato", "chiudiPratica", "$chiusa", json!({})),
        ] {
            self.fai(chi, mutazione, "", unisci(&con, &json!({ "segnalazione": quale }))).await;
        }
    }

    async fn concessioni(&mut self) {
        let (bus, distretto) = (&self.scena.harness.bus, self.scena.distretto);
        let comune = unita(bus, "COM2", "COMUNE", Some(distretto)).await.unwrap();
        let cessata = unita(bus, "COM3", "COMUNE", Some(distretto)).await.unwrap();
        let cessa = UnitaOrganizzativaCommand::Cessa;
        self.scena.harness.esegui::<UnitaOrganizzativa>(cessata, cessa).await.unwrap();
        let oggi = Utc::now().date_naive();
        for (nome, unita) in [
            ("unita", self.scena.assistente.unita),
            ("distretto", distretto),
            ("altraUnita", comune),
            ("unitaCessata", cessata),
        ] {
            self.segna(nome, unita.to_string());
        }
        for (nome, giorni) in [("traUnAnno", 400), ("traDieciGiorni", 10)] {
            let giorno = oggi.checked_add_days(Days::new(giorni)).unwrap();
            self.segna(nome, giorno.to_string());
        }
        for unita in ["$altraUnita", "$distretto"] {
            let input = json!({ "segnalazione": "$concessa", "unita": unita, "al": "$traDieciGiorni", "motivo": "Insieme" });
            self.fai("segretariato", "concediAccesso", "", input).await;
        }
        let input = json!({ "segnalazione": "$concessa", "concessione": 2 });
        self.fai("segretariato", "revocaAccesso", "", input).await;
    }

    async fn annotazioni(&mut self) {
        for (nome, chi, dove, sezione) in [
            ("annotazione", "segretariato", "$aperta", "ORDINARIA"),
            ("annotazioneDiAltri", "collega", "$accettata", "ORDINARIA"),
            ("annotazionePrivata", "collega", "$accettata", "PRIVATA"),
        ] {
            let input = json!({ "segnalazione": dove, "sezione": sezione, "testo": "Testo di prova" });
            let fatto = self.fai(chi, "aggiungiAnnotazione", "annotazione { id }", input).await;
            self.segna(nome, fatto["annotazione"]["id"].clone());
        }
        let input = json!({ "annotazione": "$annotazione", "testo": "Altro testo", "motivo": "Refuso" });
        self.fai("segretariato", "rettificaAnnotazione", "", input).await;
    }

    async fn emergenze(&mut self) {
        let perche = "Arrivata ferita, chiede aiuto";
        for (nome, chi, motivo) in [
            ("accesso", "segretariato", "PERICOLO"),
            ("accessoChiuso", "segretariato", "PERICOLO"),
            ("accessoAuditor", "auditor", "CONTROLLO"),
        ] {
            let input = json!({ "codiceFiscale": MARIO, "motivo": motivo, "spiegazione": perche });
            let fatto = self.fai(chi, "apriAccessoEmergenza", "accesso { id }", input).await;
            self.segna(nome, fatto["accesso"]["id"].clone());
        }
        self.fai("segretariato", "chiudiAccessoEmergenza", "", json!({ "accesso": "$accessoChiuso" })).await;
        for (accesso, esito, note) in [
            ("$accessoChiuso", "GIUSTIFICATO", Value::Null),
            ("$accesso", "DA_APPROFONDIRE", json!("La chiamo")),
        ] {
            let input = json!({ "accesso": accesso, "esito": esito, "note": note });
            self.fai("auditor", "riesaminaAccessoEmergenza", "", input).await;
        }
    }

    async fn consultazioni(&mut self) {
        let comando = Uuid::new_v4();
        self.segna("comandoConsultazione", comando.to_string());
        for (nome, chi, comando, codice_fiscale) in [
            ("consultazione", "segretariato", comando, LUCIA),
            ("consultazioneScaduta", "segretariato", Uuid::new_v4(), LUCIA),
            ("consultazioneDiAltri", "collega", Uuid::new_v4(), LUCIA),
            ("consultazioneImportata", "segretariato", Uuid::new_v4(), MARIO),
        ] {
            let id = self.consulta(chi, comando, codice_fiscale).await;
            self.segna(nome, id);
        }
        let scaduta: Uuid = self.segnaposti["consultazioneScaduta"].as_str().unwrap().parse().unwrap();
        sqlx::query("UPDATE accesso.consultazioni SET scade = now() - interval '1 second' WHERE id = $1")
            .bind(scaduta)
            .execute(&self.superuser)
            .await
            .unwrap();
    }

    async fn amministrazione(&mut self) {
        let (bus, distretto, comune) =
            (&self.scena.harness.bus, self.scena.distretto, self.scena.assistente.unita);
        let crea =
            async |unita, ruolo, n| operatore(bus, unita, ruolo, &codice_fiscale(n).unwrap()).await.unwrap();
        let amministratore = crea(distretto, Ruolo::Amministratore, 1).await;
        let amministrato = crea(comune, Ruolo::OperatoreSegretariato, 2).await;
        let altra = unita(bus, "D02", "DISTRETTO", None).await.unwrap();
        let altrove = crea(altra, Ruolo::OperatoreSegretariato, 3).await;
        let vuota = unita(bus, "PUA1", "PUA", Some(comune)).await.unwrap();
        self.amministratore = (0..30).map(|_| amministratore.da_entrare()).collect();
        self.urgente = (0..30).map(|_| self.scena.segretariato.da_entrare()).collect();
        self.segna("io", json!(amministratore.operatore));
        self.segna("amministrato", json!(amministrato.operatore));
        self.segna("altrove", json!(altrove.operatore));
        self.segna("distrettoAltrove", json!(altra));
        self.segna("unitaVuota", json!(vuota));
        self.segna("cfNuovo", codice_fiscale(4).unwrap());
        self.segna("cfNoto", codice_fiscale(2).unwrap());
        self.segna("oggi", Utc::now().date_naive().to_string());
        let ieri = Utc::now().date_naive().checked_sub_days(Days::new(3)).unwrap();
        self.segna("treGiorniFa", ieri.to_string());
    }

    async fn avvisi(&mut self) {
        let tracciamento = self.scena.harness.tracciamento();
        let (collega, auditor) = (self.scena.collega.operatore, self.scena.auditor.operatore);
        for (nome, operatore) in [
            ("avviso", collega),
            ("avvisoDaChiudere", collega),
            ("avvisoPreso", collega),
            ("avvisoProprio", auditor),
        ] {
            let avviso = NuovoAvviso {
                genere: GenereAvviso::Rifiuti,
                operatore,
                chiave: nome.to_owned(),
                quanti: 8,
                soggetti: Vec::new(),
            };
            tracciamento.segnala(&[avviso]).await.unwrap();
            let avvisi = tracciamento.avvisi(&Divulgato::default(), None, None, 100).await.unwrap().0;
            let id = avvisi.iter().find(|a| a.chiave == nome).unwrap().id;
            self.segna(nome, id.to_string());
        }
        let comando = Uuid::new_v4().to_string();
        self.segna("comandoAvviso", comando.clone());
        let input = json!({ "comando": comando, "avviso": "$avvisoPreso", "versione": 1 });
        self.fai("auditor", "prendiAvviso", "", input).await;
    }

    async fn altro(&mut self) {
        let (bus, unita) = (&self.scena.harness.bus, self.scena.assistente.unita);
        let disabilitato =
            operatore(bus, unita, Ruolo::AssistenteSociale, SENZA_COGNOME).await.unwrap().operatore;
        self.scena
            .harness
            .esegui::<Operatore>(disabilitato, OperatoreCommand::Disabilita { motivo: None })
            .await
            .unwrap();
        let collega = json!(self.scena.collega.operatore);
        self.segna("disabilitato", json!(disabilitato));
        self.segna("collega", collega);
        self.segna("inesistente", Uuid::new_v4().to_string());
        // A day more than the office can be ahead of UTC: it is future wherever the test runs.
        let domani = Utc::now().date_naive().checked_add_days(Days::new(2)).unwrap();
        self.segna("domani", domani.to_string());
    }
}
