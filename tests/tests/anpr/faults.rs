//! A thousand faults of each kind: nothing panics, every fault has its outcome, nobody else's data come of it, and the
//! log says nothing about anybody. Time stands still but for what is waited for, so slowness costs nothing.

use crate::scene::{Scene, contesto};
use dev::anpr::{CasoUso, Fault, FaultKind};
use dev::population::demo::MARIO_ROSSI;
use domain::anagrafe::{ErroreAnagrafe, EsitoFamiglia, EsitoRicerca, EsitoVita, RegistroAnagrafico};
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::{Instant, advance};
use tracing_subscriber::fmt::MakeWriter;

/// How many of each kind.
const FAULTS: u64 = 1_000;
/// Longer than a service is left alone after repeated failures.
const PAUSE: Duration = Duration::from_secs(31);
/// ID ANPR of Mario Rossi.
const ID: &str = "RM86711RS";
/// What nobody must read in a log: he, his household, and what the faults write themselves.
const WITHHELD: [&str; 8] =
    [MARIO_ROSSI, ID, "ROSSI", "MARIO", "NERI", "VITERBO", "idOperazioneClient", "\u{1b}["];
const ASKED: [CasoUso; 4] = [CasoUso::C030, CasoUso::C020, CasoUso::C021, CasoUso::C019];

/// What an answer came to.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// Data, and whose they are.
    Data {
        codice_fiscale: String,
        id_anpr: String,
    },
    /// Nobody, or no household.
    Nobody,
    /// Alive or not.
    Known,
    Unavailable,
    QuotaUsedUp,
    Invalid,
    Refused,
}

impl From<ErroreAnagrafe> for Outcome {
    fn from(error: ErroreAnagrafe) -> Self {
        match error {
            ErroreAnagrafe::NonDisponibile(_) => Self::Unavailable,
            ErroreAnagrafe::QuotaEsaurita => Self::QuotaUsedUp,
            ErroreAnagrafe::RispostaNonValida(_) => Self::Invalid,
            ErroreAnagrafe::RichiestaRifiutata(_) => Self::Refused,
        }
    }
}

/// Everything that is logged, of every crate and level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Asks what the fault is waiting for.
async fn ask(scene: &Scene, caso_uso: CasoUso) -> Outcome {
    let contesto = contesto();
    match caso_uso {
        CasoUso::C021 => match scene.anpr.famiglia(ID, &contesto).await {
            Ok(EsitoFamiglia::Trovata { componenti, .. }) => {
                let di_lui = componenti.into_iter().find(|c| c.dati.id_anpr.as_deref() == Some(ID)).unwrap();
                let codice_fiscale = di_lui.dati.codice_fiscale.unwrap_or_else(|| MARIO_ROSSI.to_owned());
                Outcome::Data { codice_fiscale, id_anpr: ID.to_owned() }
            }
            Ok(EsitoFamiglia::Vuota(_) | EsitoFamiglia::NonRegistrata) => Outcome::Nobody,
            Err(error) => error.into(),
        },
        CasoUso::C019 => match scene.anpr.in_vita(ID, &contesto).await {
            Ok(EsitoVita::NonRegistrata) => Outcome::Nobody,
            Ok(EsitoVita::InVita | EsitoVita::Deceduta(_) | EsitoVita::NonDeterminabile) => Outcome::Known,
            Err(error) => error.into(),
        },
        _ => match scene.anpr.cerca(MARIO_ROSSI, None, &contesto).await {
            Ok(EsitoRicerca::Trovata(persona)) => Outcome::Data {
                codice_fiscale: persona.dati.codice_fiscale.unwrap(),
                id_anpr: persona.id_anpr,
            },
            Ok(
                EsitoRicerca::NonRegistrata
                | EsitoRicerca::Cancellata
                | EsitoRicerca::PiuSoggetti
                | EsitoRicerca::AltroCodice,
            ) => Outcome::Nobody,
            Err(error) => error.into(),
        },
    }
}

/// Injects a thousand of them, turn by turn into each use case, and judges what they come to.
async fn a_thousand(kind: impl Fn(u64) -> FaultKind, right: impl Fn(CasoUso, &Outcome) -> bool) {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let scene = Scene::new(&ASKED).await;
    for (number, caso_uso) in (0..FAULTS).zip(ASKED.into_iter().cycle()) {
        let fault = kind(number);
        // A gateway that is busy is asked a second time.
        scene.simulator.inject(Fault { times: 2, ..Fault::once(caso_uso, fault) });
        let outcome = ask(&scene, caso_uso).await;
        scene.simulator.clear_faults();
        assert!(right(caso_uso, &outcome), "{fault:?} of {caso_uso:?}, number {number}: {outcome:?}");
        advance(PAUSE).await;
    }
    let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(written.lines().count() >= 1_000, "every call is in the log");
    for withheld in WITHHELD {
        let line = written.lines().find(|line| line.contains(withheld));
        assert_eq!(line, None, "{withheld}");
    }
}

async fn always(kind: FaultKind, expected: Outcome) {
    a_thousand(move |_| kind, move |_, outcome| *outcome == expected).await;
}

#[tokio::test(start_paused = true)]
async fn an_error_of_the_register_means_not_available() {
    always(FaultKind::InternalError, Outcome::Unavailable).await;
}

#[tokio::test(start_paused = true)]
async fn an_error_of_the_gateway_means_not_available() {
    always(FaultKind::GatewayError, Outcome::Unavailable).await;
}

#[tokio::test(start_paused = true)]
async fn a_gateway_that_is_busy_twice_means_not_available() {
    always(FaultKind::Throttled, Outcome::Unavailable).await;
}

#[tokio::test(start_paused = true)]
async fn a_used_up_quota_is_told_as_such() {
    always(FaultKind::Quota, Outcome::QuotaUsedUp).await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_comes_too_late_means_not_available_and_is_waited_for_no_longer_than_agreed() {
    let begin = Instant::now();
    always(FaultKind::Slow { delay_ms: 60_000 }, Outcome::Unavailable).await;
    let each = Duration::from_secs(20) + PAUSE;
    assert!(begin.elapsed() <= (each + Duration::from_secs(1)) * 1_000, "{:?}", begin.elapsed());
}

#[tokio::test(start_paused = true)]
async fn half_a_body_means_not_available() {
    always(FaultKind::HalfBody, Outcome::Unavailable).await;
}

#[tokio::test(start_paused = true)]
async fn what_is_not_json_is_no_answer() {
    always(FaultKind::MalformedJson, Outcome::Invalid).await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_about_somebody_else_is_no_answer() {
    // The id of somebody else leads to another codice fiscale than the one asked for, which is told as such.
    let right = |caso_uso, outcome: &Outcome| match caso_uso {
        CasoUso::C030 => *outcome == Outcome::Nobody,
        _ => *outcome == Outcome::Invalid,
    };
    a_thousand(|_| FaultKind::WrongPerson, right).await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_of_somebody_else_is_no_answer() {
    always(FaultKind::Foreign, Outcome::Invalid).await;
}

#[tokio::test(start_paused = true)]
async fn an_error_that_nobody_agreed_upon_is_a_refusal() {
    always(FaultKind::UnknownCode, Outcome::Refused).await;
}

#[tokio::test(start_paused = true)]
async fn success_without_persons_means_nobody_only_where_the_register_may_say_so() {
    let right = |caso_uso, outcome: &Outcome| match caso_uso {
        CasoUso::C030 | CasoUso::C021 => *outcome == Outcome::Nobody,
        _ => *outcome == Outcome::Invalid,
    };
    a_thousand(|_| FaultKind::Empty, right).await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_with_bytes_changed_is_believed_only_with_both_identifiers_of_the_person() {
    let right = |_, outcome: &Outcome| match outcome {
        Outcome::Data { codice_fiscale, id_anpr } => codice_fiscale == MARIO_ROSSI && id_anpr == ID,
        Outcome::Nobody | Outcome::Known | Outcome::Invalid => true,
        Outcome::Unavailable | Outcome::QuotaUsedUp | Outcome::Refused => false,
    };
    a_thousand(|number| FaultKind::Altered { seed: number }, right).await;
}
