//! Reading with eight clients: search, quadro, a row, a page; through GraphQL as operators do, through a raw axum route
//! with the same statements, and by one hand-written SQL statement alone.

mod cases;
pub(crate) mod checks;
mod http;
mod raw;
pub(crate) mod service;

pub(crate) use raw::raw_service;

use crate::append::load;
use crate::place::Place;
use crate::report::{Report, tell};
use crate::stats::{Measured, count, median};
use crate::{Args, Fault};
use cases::{Case, Question, Questions};
use dev::distretto::{Distretto, letture};
use domain::attore::Ruolo;
use event_store::{Bus, Log};
use http::{Connection, Target};
use projections::Projector;
use projections::bulk::Bulk;
use sqlx::{Executor, PgPool};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tests::servizio::{Persona, Processo, operatore, unita};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::Mutex;

const CLIENTS: usize = 8;
const SECONDS: f64 = 4.0;
/// Questions of which is counted how many find whom they mean.
const COUNTED: usize = 1_000;

/// How it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Sql,
    Raw,
    GraphQl,
}

impl System {
    const ALL: [Self; 3] = [Self::Sql, Self::Raw, Self::GraphQl];

    fn name(self) -> &'static str {
        match self {
            Self::Sql => "one SQL statement",
            Self::Raw => "raw axum route",
            Self::GraphQl => "GraphQL",
        }
    }
}

struct Scene {
    place: Place,
    log: Log,
    service: Processo,
    raw: Child,
    graphql: Target,
    raw_search: Target,
    raw_quadro: Target,
    questions: Questions,
    loaded: letture::Caricate,
}

/// Measures, and adds tables and bars.
pub(crate) async fn measure(args: &Args, report: &mut Report) -> Result<(), Fault> {
    let scene = Scene::new(args).await?;
    let mut measured: Vec<(Case, System, Vec<Measured>)> = Vec::new();
    for round in 0..args.rounds {
        for case in Case::ALL {
            for n in 0..System::ALL.len() {
                let system = System::ALL[(n + round) % System::ALL.len()];
                let m = scene.one(case, system, args.seconds.unwrap_or(SECONDS)).await?;
                tell(&format!(
                    "round {round}, {}, {}: {:.0}/s, p50 {:.2} ms, p99 {:.2} ms",
                    case.name(),
                    system.name(),
                    m.per_second,
                    m.p50,
                    m.p99
                ));
                match measured.iter_mut().find(|(c, s, _)| (*c, *s) == (case, system)) {
                    Some((_, _, rounds)) => rounds.push(m),
                    None => measured.push((case, system, vec![m])),
                }
            }
        }
    }
    let hits =
        [scene.hits(Case::Search).await?, scene.hits(Case::Typo).await?, scene.hits(Case::TwoTypos).await?];
    print(report, &scene, &measured, hits);
    let Scene { place, service, mut raw, .. } = scene;
    raw.kill().await?;
    service.termina().await?;
    place.clear().await
}

/// People to be asked about, and somebody who may ask.
struct Peopled {
    place: Place,
    log: Log,
    who: Persona,
    questions: Questions,
    loaded: letture::Caricate,
}

impl Peopled {
    async fn new(args: &Args) -> Result<Self, Fault> {
        let place = Place::new().await?;
        let log = place.log().await?;
        let who = staff(&log).await?;
        // The tables of all read models, and what little the log has.
        let projector = Projector::start(log.clone()).await?;
        if !projector.wait_for(&[], log.position().await?, Duration::from_secs(60)).await {
            return Err("the read models do not catch up".into());
        }
        projector.stop().await;
        tell("loading people and entries …");
        let district = Distretto {
            seed: args.seed,
            persone: args.people,
            segnalazioni_per_cento: args.contacts,
            operatori: 1,
        };
        let office =
            letture::Ufficio { autore: who.operatore, assegnatario: who.operatore, unita: who.unita };
        let loaded = letture::carica(Bulk::open(log.pool()).await?, district, office, |_| {}).await?;
        place.settle().await?;
        let questions = Questions::draw(log.pool(), args.seed).await?;
        Ok(Self { place, log, who, questions, loaded })
    }

    /// Where a service is asked in GraphQL.
    async fn graphql(&self, service: &Processo) -> Result<Target, Fault> {
        let session = self.who.sessione(&service.url).await?;
        let asked = session.post(&service.url, "/graphql").header("content-type", "application/json");
        Target::of(&asked.build()?)
    }
}

impl Scene {
    async fn new(args: &Args) -> Result<Self, Fault> {
        let people = Peopled::new(args).await?;
        let place = &people.place;
        let file = place.folder.path().join("sigess.log");
        let service =
            Processo::avvia_con(&service::addresses(place), &file, &[("SIGESS_LOG", "warn")]).await?;
        service::ready(&service.url).await?;
        let graphql = people.graphql(&service).await?;
        let (raw, url) = start_raw(place).await?;
        let route = |path: &str| {
            let client = reqwest::Client::new();
            Target::of(
                &client.post(format!("{url}{path}")).header("content-type", "application/json").build()?,
            )
        };
        let (raw_search, raw_quadro) = (route("/cerca")?, route("/quadro")?);
        let Peopled { place, log, questions, loaded, .. } = people;
        Ok(Self { place, log, service, raw, graphql, raw_search, raw_quadro, questions, loaded })
    }

    async fn one(&self, case: Case, system: System, seconds: f64) -> Result<Measured, Fault> {
        let target = match (system, case) {
            (System::Sql, _) => return self.sql(case, seconds).await,
            (System::GraphQl, _) => &self.graphql,
            (System::Raw, Case::Quadro) => &self.raw_quadro,
            (System::Raw, _) => &self.raw_search,
        };
        let mut clients = Vec::new();
        for _ in 0..CLIENTS {
            clients.push(Arc::new(Mutex::new(Connection::open(target).await?)));
        }
        load(CLIENTS, seconds, |caller| {
            let (client, questions) = (Arc::clone(&clients[caller]), self.questions.of(case, caller));
            let mut next = 0;
            move || {
                next += 1;
                let question = &questions[next % questions.len()];
                let body = match system {
                    System::GraphQl => question.graphql(case),
                    _ => question.raw(case),
                };
                let client = Arc::clone(&client);
                async move { client.lock().await.post(&body).await.map(|_| ()) }
            }
        })
        .await
    }

    async fn sql(&self, case: Case, seconds: f64) -> Result<Measured, Fault> {
        load(CLIENTS, seconds, |caller| {
            let (pool, questions) = (self.log.pool().clone(), self.questions.of(case, caller));
            let mut next = 0;
            move || {
                next += 1;
                let (pool, question) = (pool.clone(), questions[next % questions.len()].clone());
                async move { statement(&pool, case, &question).await }
            }
        })
        .await
    }

    /// The part of the questions with a certain answer that find whom they mean among the first twenty.
    async fn hits(&self, case: Case) -> Result<f64, Fault> {
        let mut client = Connection::open(&self.graphql).await?;
        let (mut asked, mut found) = (0, 0);
        for question in self.questions.of(case, 0).iter().filter(|q| q.certain).take(COUNTED) {
            let answer = client.post(&question.graphql(case)).await?;
            asked += 1;
            found += usize::from(answer.contains(&question.subject.to_string()));
        }
        Ok(count(found) / count(asked))
    }
}

/// The least that a question can cost the database: one statement, of which nobody makes anything.
async fn statement(pool: &PgPool, case: Case, question: &Question) -> Result<(), Fault> {
    const COLUMNS: &str = "soggetto, codice, cognome, nome, data_nascita, luogo_nascita, codice_fiscale";
    let text = match case {
        Case::Quadro => {
            let statement = "SELECT * FROM letture.quadro_v1 WHERE soggetto IN (SELECT DISTINCT altri.componente \
                   FROM letture.nuclei_v1 suoi JOIN letture.nuclei_v1 altri USING (nucleo) WHERE suoi.componente = $1 \
                  UNION SELECT $1) AND a_posizione IS NULL ORDER BY soggetto, inizio LIMIT 501";
            pool.fetch_all(sqlx::query(statement).bind(question.subject)).await?;
            return Ok(());
        }
        _ if question.by_code => {
            format!("SELECT {COLUMNS} FROM letture.soggetti_v1 WHERE codice_fiscale = $1 LIMIT $2")
        }
        _ => format!(
            "SELECT {COLUMNS} FROM letture.soggetti_v1 WHERE cognome_nome >= $1 AND cognome_nome < $1 || '~' \
              ORDER BY cognome_nome, soggetto LIMIT $2"
        ),
    };
    let query = sqlx::query(&text).bind(&question.key).bind(i64::from(question.first) + 1);
    pool.fetch_all(query).await?;
    Ok(())
}

/// An operator who can log in.
async fn staff(log: &Log) -> Result<Persona, Fault> {
    let bus = Bus::new(log.clone());
    let district = unita(&bus, "D01", "DISTRETTO", None).await?;
    let office = unita(&bus, "COM1", "COMUNE", Some(district)).await?;
    operatore(&bus, office, Ruolo::OperatoreSegretariato, "ZZSNNA85T45H501M").await
}

async fn start_raw(place: &Place) -> Result<(Child, String), Fault> {
    let task = raw::Task { socket_dir: place.cluster.socket_dir().to_owned(), kek: place.kek() };
    let file = place.folder.path().join("raw.json");
    std::fs::write(&file, serde_json::to_vec(&task)?)?;
    let mut child = Command::new(std::env::current_exe()?)
        .arg("--raw-service")
        .arg(&file)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut url = String::new();
    BufReader::new(child.stdout.take().ok_or("no standard output")?).read_line(&mut url).await?;
    Ok((child, url.trim().to_owned()))
}

fn print(report: &mut Report, scene: &Scene, measured: &[(Case, System, Vec<Measured>)], hits: [f64; 3]) {
    let rounds = |case, system| {
        measured
            .iter()
            .find(|(c, s, _)| (*c, *s) == (case, system))
            .map(|(_, _, r)| r.as_slice())
            .unwrap_or_default()
    };
    let ratio = |case, of, to| {
        let pairs = rounds(case, of).iter().zip(rounds(case, to));
        median(pairs.map(|(a, b)| a.per_second / b.per_second))
    };
    let middle = |case, system| Measured::median(rounds(case, system));
    report.heading("Reading");
    report.note(&format!(
        "{CLIENTS} clients, {} people, {} entries of the quadro. Answers/s (ratio to the raw axum route of the same \
         round), p50/p99 in ms.",
        scene.loaded.soggetti, scene.loaded.voci
    ));
    let columns: Vec<&str> = std::iter::once("").chain(System::ALL.map(System::name)).collect();
    let rows: Vec<Vec<String>> = (Case::ALL.into_iter())
        .map(|case| {
            let cell = |system| {
                let m = middle(case, system);
                let ratio = ratio(case, system, System::Raw);
                format!("{:.0} ({ratio:.2}), {:.2}/{:.2}", m.per_second, m.p50, m.p99)
            };
            std::iter::once(case.name().to_owned()).chain(System::ALL.map(cell)).collect()
        })
        .collect();
    report.table(&columns, &rows);
    report.note(&format!(
        "Of searches with two typing errors {:.3} find whom they mean among 20; no bar.",
        hits[2]
    ));
    let mut most = |what: &str, measured: f64, bar: f64, unit: &str| {
        report.bar(what, &format!("≤ {bar}{unit}"), format!("{measured:.1}{unit}"), measured <= bar);
    };
    most("search through GraphQL, p99", middle(Case::Search, System::GraphQl).p99, 20.0, " ms");
    most("one typing error, p50", middle(Case::Typo, System::GraphQl).p50, 5.0, " ms");
    most("one typing error, p99", middle(Case::Typo, System::GraphQl).p99, 50.0, " ms");
    most("quadro through GraphQL, p99", middle(Case::Quadro, System::GraphQl).p99, 15.0, " ms");
    let mut least = |what: &str, measured: f64, bar: f64| {
        report.bar(what, &format!("≥ {bar}"), format!("{measured:.3}"), measured >= bar);
    };
    least("search, hit among 20", hits[0], 0.99);
    least("one typing error, hit among 20", hits[1], 0.97);
    least("GraphQL one row, × raw axum", ratio(Case::Row, System::GraphQl, System::Raw), 0.65);
    least("GraphQL list page, × raw axum", ratio(Case::Page, System::GraphQl, System::Raw), 0.45);
}
