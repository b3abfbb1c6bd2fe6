//! How many statements an operation costs: their number must not grow with the page. Counted by PostgreSQL itself, in a
//! log that tells every statement of the application.

use crate::operazioni::Schema;
use access::{Lettura, Tracciamento};
use anpr_adapter::{Anpr, ConfigFile};
use api::services::Servizi;
use chrono::{TimeDelta, Utc};
use domain::attore::{Attore, NumeroIncarico, Ruolo};
use domain::identita::{OperatoreId, SoggettoId};
use domain::tracciamento::avvisi::{GenereAvviso, NuovoAvviso};
use domain::tracciamento::{Accesso, Divulgato, Divulgazione, EsitoLettura, Oggetto};
use event_store::Bus;
use event_store::postgres::SUPERUSER;
use event_store::postgres::roles::{APPLICATION_ROLE, LOG_DATABASE, READ_LOG_ROLE};
use projections::Projector;
use serde_json::{Value, json};
use sqlx::postgres::PgPoolOptions;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tests::Privata;
use tests::servizio::{Persona, Processo, chiedi, codice_fiscale, operatore};
use uuid::Uuid;

/// Rows of every list.
const RIGHE: usize = 52;
/// How often each page is asked for: what read models do meanwhile only adds, so the least counts.
const VOLTE: usize = 3;

struct Scena {
    privata: Privata,
    processo: Processo,
    /// Who may read the read log.
    auditor: Persona,
    /// Who may see the operators of the unit.
    amministratore: Persona,
    log: PathBuf,
}

impl Scena {
    async fn nuova() -> Self {
        let privata = Privata::nuova().await.unwrap();
        let superuser = PgPoolOptions::new()
            .max_connections(1)
            .connect_with(privata.cluster.connect_options(SUPERUSER, LOG_DATABASE))
            .await
            .unwrap();
        let tutte = format!("ALTER ROLE {APPLICATION_ROLE} SET log_statement = 'all'");
        sqlx::query(&tutte).execute(&superuser).await.unwrap();
        superuser.close().await;
        let processo =
            Processo::avvia(&privata.dove, &privata.folder.path().join("sigess.log")).await.unwrap();
        let bus = Bus::new(privata.log.clone());
        let auditor = operatore(&bus, privata.chi.unita, Ruolo::Auditor, "RSSLSS00B02M082H").await.unwrap();
        let amministratore =
            operatore(&bus, privata.chi.unita, Ruolo::Amministratore, "RSSTMS18P03M082H").await.unwrap();
        for n in (0..).take(RIGHE) {
            let cf = codice_fiscale(n).unwrap();
            operatore(&bus, privata.chi.unita, Ruolo::AssistenteSociale, &cf).await.unwrap();
        }
        let tracciamento = Tracciamento::start(privata.cluster.connect_options(READ_LOG_ROLE, LOG_DATABASE));
        for n in 0..60 {
            let avviso = NuovoAvviso {
                genere: GenereAvviso::Rifiuti,
                operatore: privata.chi.operatore,
                chiave: n.to_string(),
                quanti: 8,
                soggetti: vec![Uuid::new_v4()],
            };
            tracciamento.segnala(&[avviso]).await.unwrap();
        }
        let log = privata.cluster.log_file();
        Self { privata, processo, auditor, amministratore, log }
    }

    async fn chiedi(&self, query: &str, variabili: &Value) -> Value {
        let del_tracciamento =
            [" avvisi(", " letture(", " lettureSubite("].iter().any(|campo| query.contains(campo));
        let chi = match del_tracciamento {
            true => &self.auditor,
            false if query.contains(" operatori(") => &self.amministratore,
            false => &self.privata.chi,
        };
        chiedi(&self.processo.url, chi, query, variabili.clone()).await.unwrap()
    }

    /// Sends a query; answers its data and the statements that were executed for it.
    async fn conta(&self, query: &str, variabili: &Value) -> (Value, Vec<String>) {
        conta(&self.log, async || self.chiedi(query, variabili).await).await
    }
}

/// Does it; answers what came of it and the statements that were executed meanwhile.
async fn conta<T>(log: &Path, fai: impl AsyncFn() -> T) -> (T, Vec<String>) {
    let mut volte = Vec::new();
    for _ in 0..VOLTE {
        let prima = std::fs::metadata(log).unwrap().len();
        let fatto = fai().await;
        volte.push((fatto, istruzioni(log, prima)));
    }
    volte.into_iter().min_by_key(|(_, istruzioni)| istruzioni.len()).unwrap()
}

/// Statements told after so many bytes of the log. Each is in the file before PostgreSQL answers it.
fn istruzioni(log: &Path, da: u64) -> Vec<String> {
    let testo = std::fs::read(log).unwrap();
    let testo = String::from_utf8_lossy(&testo[usize::try_from(da).unwrap()..]).into_owned();
    let inizi = ["LOG:  execute ", "LOG:  statement: "];
    let istruzione = |riga: &str| inizi.iter().find_map(|inizio| Some(riga.split_once(inizio)?.1.to_owned()));
    testo.lines().filter_map(istruzione).collect()
}

async fn popola(scena: &Scena) -> Value {
    let mut ultimo = Value::Null;
    let dettagli = json!({ "dataContatto": "2024-09-21", "canale": "SPORTELLO", "motivo": "ECONOMICO",
        "urgenza": "ORDINARIA", "tipoSegnalante": "INTERESSATO" });
    for n in 0..RIGHE {
        let anagrafica =
            json!({ "cognome": "Zzprova", "nome": format!("Numero {n}"), "indicatoreCf": "NON_DISPONIBILE" });
        let input = json!({ "comando": Uuid::new_v4(), "anagrafica": anagrafica });
        let soggetto =
            fai(scena, "registraSoggetto", "soggetto { id }", input).await["soggetto"]["id"].clone();
        // Of different people, and many of the same.
        for segnalato in [&soggetto, &ultimo] {
            if !segnalato.is_null() {
                let input =
                    json!({ "comando": Uuid::new_v4(), "segnalato": segnalato, "dettagli": dettagli });
                fai(scena, "creaSegnalazione", "", input).await;
            }
        }
        if ultimo.is_null() {
            ultimo = soggetto;
        }
    }
    ultimo
}

/// Writes notes in a segnalazione, and opens as many emergency accesses to somebody; the segnalazione.
async fn annota(scena: &Scena, soggetto: &Value) -> Value {
    let anagrafica = json!({ "cognome": "Zzemergenza", "nome": "Mario", "sesso": "M", "dataNascita": "1986-07-11",
        "luogoNascita": { "comune": "H514" }, "indicatoreCf": "MINISTERIALE", "codiceFiscale": "RSSMRA86L11H514O" });
    fai(scena, "registraSoggetto", "", json!({ "comando": Uuid::new_v4(), "anagrafica": anagrafica })).await;
    let dettagli = json!({ "dataContatto": "2024-09-21", "canale": "SPORTELLO", "motivo": "ECONOMICO",
        "urgenza": "ORDINARIA", "tipoSegnalante": "INTERESSATO" });
    let crea = json!({ "comando": Uuid::new_v4(), "segnalato": soggetto, "dettagli": dettagli });
    let creata = fai(scena, "creaSegnalazione", "segnalazione { id }", crea).await;
    let id = &creata["segnalazione"]["id"];
    for _ in 0..RIGHE {
        let nota = json!({ "comando": Uuid::new_v4(), "segnalazione": id, "sezione": "ORDINARIA", "testo": "Prova" });
        fai(scena, "aggiungiAnnotazione", "", nota).await;
        let apri = json!({ "comando": Uuid::new_v4(), "codiceFiscale": "RSSMRA86L11H514O", "motivo": "CONTINUITA",
            "spiegazione": "La collega che segue il caso manca" });
        fai(scena, "apriAccessoEmergenza", "", apri).await;
    }
    id.clone()
}

async fn fai(scena: &Scena, mutazione: &str, campi: &str, input: Value) -> Value {
    let tipo = mutazione[..1].to_uppercase() + &mutazione[1..];
    let query = format!(
        "mutation M($input: {tipo}Input!) {{ {mutazione}(input: $input) {{ esito aggiornato {campi} }} }}"
    );
    let dati = scena.chiedi(&query, &json!({ "input": input })).await;
    assert_eq!(dati[mutazione]["esito"], "ESEGUITO", "{dati}");
    dati[mutazione].clone()
}

#[tokio::test]
async fn the_statements_of_a_list_do_not_grow_with_its_page() {
    let scena = Scena::nuova().await;
    let molte = popola(&scena).await;
    let annotata = annota(&scena, &molte).await;
    let schema = Schema::served();
    let liste = schema.connections();
    assert!(liste.len() >= 4, "{liste:?}");
    for lista in liste {
        let query = lista.query(&schema);
        let di = if lista.path[0] == "segnalazione" { &annotata } else { &molte };
        let variabili = |first: usize| json!({ "first": first, "id": di, "criteri": { "testo": "zzprova" } });
        let righe = |dati: &Value| {
            let strada = lista.path.iter().fold(dati, |dentro, campo| &dentro[campo]);
            strada["edges"].as_array().map_or(0, Vec::len)
        };
        let (una, poche) = scena.conta(&query, &variabili(1)).await;
        let (tutte, molte) = scena.conta(&query, &variabili(50)).await;
        assert_eq!((righe(&una), righe(&tutte)), (1, 50), "{}: {query}", lista.path.join("."));
        assert!(
            !poche.is_empty() && molte.len() <= poche.len(),
            "{}: for 1 row {poche:#?}, for 50 {molte:#?}",
            lista.path.join(".")
        );
        eprintln!("{}: {} statements for 1 row, {} for 50", lista.path.join("."), poche.len(), molte.len());
    }
    let Scena { privata, processo, .. } = scena;
    assert_eq!(processo.termina().await.unwrap(), Some(0));
    drop(privata.log);
    privata.cluster.destroy().await.unwrap();
}

/// Somebody else who is refused so many things at once that there is an alert.
async fn rifiutato(tracciamento: &Tracciamento, p: &Privata) {
    let negata = |n: u128| Divulgazione {
        accesso: Accesso::Scheda,
        esito: EsitoLettura::Negato,
        oggetto: Some(Oggetto::Soggetto(SoggettoId(Uuid::from_u128(n)))),
    };
    let lettura = Lettura {
        richiesta: Uuid::new_v4(),
        attore: Attore {
            operatore: OperatoreId(Uuid::new_v4()),
            ruolo: Ruolo::OperatoreSegretariato,
            unita: p.chi.unita,
        },
        canale: "graphql",
        livello: "LoA2",
        incarico: NumeroIncarico::PRIMO,
        sessione: None,
        indirizzo: None,
        operazione: None,
        chiesta: Utc::now(),
        criteri: BTreeMap::new(),
        divulgazioni: (0..8).map(negata).collect(),
        basi: HashMap::new(),
    };
    tracciamento.annota(&lettura).await.unwrap();
}

#[tokio::test]
async fn the_statements_of_a_look_for_alerts_do_not_grow_with_who_reads() {
    let privata = Privata::nuova().await.unwrap();
    let superuser = PgPoolOptions::new()
        .max_connections(1)
        .connect_with(privata.cluster.connect_options(SUPERUSER, LOG_DATABASE))
        .await
        .unwrap();
    for tutte in ["ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()"] {
        sqlx::query(tutte).execute(&superuser).await.unwrap();
    }
    superuser.close().await;
    let tracciamento = Tracciamento::start(privata.cluster.connect_options(READ_LOG_ROLE, LOG_DATABASE));
    let anpr = ConfigFile::read(privata.dove.anpr.as_ref().unwrap(), false).unwrap();
    let servizi = Servizi::new(
        privata.log.clone(),
        tracciamento.clone(),
        Projector::start(privata.log.clone()).await.unwrap(),
        Arc::new(Anpr::new(anpr, Arc::new(Utc::now)).unwrap()),
        Arc::new(Utc::now),
        "prova",
    );
    let log = privata.cluster.log_file();
    let guarda = async || servizi.sorveglia(Utc::now() - TimeDelta::hours(1)).await.unwrap().operatori;
    rifiutato(&tracciamento, &privata).await;
    let (uno, poche) = conta(&log, guarda).await;
    for _ in 0..40 {
        rifiutato(&tracciamento, &privata).await;
    }
    let (tutti, molte) = conta(&log, guarda).await;
    assert_eq!((uno, tutti), (1, 41));
    assert!(poche.iter().any(|i| i.contains("tracciamento.segnala")), "{poche:#?}");
    assert!(molte.len() <= poche.len(), "for one {poche:#?}, for 41 {molte:#?}");
    eprintln!("a look for alerts: {} statements for 1 operator, {} for 41", poche.len(), molte.len());
    let raised = tracciamento.avvisi(&Divulgato::default(), None, None, 100).await.unwrap().0;
    assert_eq!(raised.len(), 41);
    servizi.projector().stop().await;
    drop((servizi, tracciamento, privata.log));
    privata.cluster.destroy().await.unwrap();
}
