//! `sigess doctor anpr`, the real program against the simulated platform.

use dev::anpr::AnprSimulator;
use dev::population::Population;
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tests::servizio::programma;
use tokio::process::Command;

struct Place {
    simulator: AnprSimulator,
    folder: TempDir,
}

impl Place {
    async fn new() -> Self {
        let local = ([127, 0, 0, 1], 0).into();
        let simulator = AnprSimulator::start(local, Population::generate(1, 0)).await.unwrap();
        let folder = TempDir::new().unwrap();
        simulator.write_client_files(folder.path()).unwrap();
        Self { simulator, folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("anpr.json")
    }

    /// Changes the configuration file.
    fn change(&self, change: impl FnOnce(&mut Value)) {
        let mut config: Value = serde_json::from_slice(&std::fs::read(self.file()).unwrap()).unwrap();
        change(&mut config);
        std::fs::write(self.file(), config.to_string()).unwrap();
    }

    /// Exit code, and what it says.
    async fn doctor(&self) -> (Option<i32>, String) {
        doctor(Some(&self.file())).await
    }
}

async fn doctor(config: Option<&Path>) -> (Option<i32>, String) {
    let mut command = Command::new(programma());
    command.args(["doctor", "anpr"]).env_remove("SIGESS_ANPR_CONFIG");
    command.envs(config.map(|file| ("SIGESS_ANPR_CONFIG", file)));
    let output = command.output().await.unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[tokio::test]
async fn says_of_every_service_that_all_is_well() {
    let place = Place::new().await;
    let (code, said) = place.doctor().await;
    assert_eq!(code, Some(0), "{said}");
    for servizio in ["C015", "C018", "C019", "C021", "C030"] {
        assert!(said.contains(&format!("[ ok ] {servizio}: il servizio risponde")), "{said}");
        assert!(said.contains(&format!("[ ok ] {servizio}: PDND rilascia il voucher")), "{said}");
    }
    assert!(said.contains("orologio: d'accordo con PDND") && said.ends_with("Tutto in ordine.\n"), "{said}");
    assert!(place.simulator.calls().values().all(|n| *n == 0), "asks about nobody");
}

#[tokio::test]
async fn names_what_is_wrong_and_where_to_look() {
    type Break = fn(&mut Value);
    let cases: [(Break, &str); 6] = [
        (|c| c["kid"] = json!("x".repeat(43)), "PDND non dice perché: client_id, kid"),
        (|c| c["kid"] = json!("short"), "kid: deve avere i 43 caratteri mostrati da PDND"),
        (|c| c["key_file"] = json!("nowhere.pem"), "nowhere.pem: non si legge"),
        (|c| drop(c["services"].as_object_mut().unwrap().remove("C021")), "manca il servizio C021"),
        (|c| c["altro"] = json!(1), "non ha la forma descritta in docs/anpr.md"),
        (
            |c| {
                c["services"]["C015"]["call_url"] =
                    json!(format!("{}/altrove/v1/e", c["gateway"].as_str().unwrap()));
            },
            "C015: indirizzo sconosciuto al gateway (HTTP 404)",
        ),
    ];
    for (spoil, expected) in cases {
        let place = Place::new().await;
        place.change(spoil);
        let (code, said) = place.doctor().await;
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("[MALE]") && said.contains(expected), "{expected}: {said}");
    }
}

#[tokio::test]
async fn names_a_clock_that_runs_ahead_and_a_key_that_others_can_read() {
    let place = Place::new().await;
    place.simulator.set_clock_offset(-90);
    let (code, said) = place.doctor().await;
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("[MALE] orologio: avanti di"), "{said}");
    place.simulator.set_clock_offset(0);
    let key = place.folder.path().join("anpr.pem");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let (code, said) = place.doctor().await;
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("anpr.pem: leggibile da altri utenti"), "{said}");
}

#[tokio::test]
async fn says_when_nobody_answers_or_nothing_is_configured() {
    let place = Place::new().await;
    let file = place.file();
    place.simulator.shutdown().await;
    let (code, said) = doctor(Some(&file)).await;
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("il servizio non risponde") && said.contains("PDND non risponde"), "{said}");
    let (code, said) = doctor(None).await;
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("SIGESS_ANPR_CONFIG"), "{said}");
}
