//! `sigess backup` and `sigess restore`, run as an administrator runs them.

use event_store::postgres::PrivateCluster;
use event_store::postgres::roles::{APPLICATION_ROLE, KEYS_DATABASE, KEYS_ROLE, LOG_DATABASE};
use event_store::seal::FileKek;
use event_store::{Log, LogConfig};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tests::servizio::programma;
use tokio::process::Command;

/// A data folder with a private PostgreSQL, or without one yet.
pub(super) struct Luogo {
    dati: PathBuf,
    kek: PathBuf,
}

/// What a run of the program ended with.
pub(super) struct Esito {
    pub(super) codice: Option<i32>,
    pub(super) detto: String,
    pub(super) errori: String,
}

impl Luogo {
    pub(super) fn nuovo(dati: &Path, kek: &Path) -> Self {
        Self { dati: dati.to_owned(), kek: kek.to_owned() }
    }

    pub(super) fn comando(&self, argomenti: &[&str]) -> Command {
        let npm = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(".data").join("postgresql-npm");
        // The package is fetched once for all tests.
        if npm.exists() && !self.dati.join("postgresql-npm").exists() {
            std::os::unix::fs::symlink(npm, self.dati.join("postgresql-npm")).unwrap();
        }
        let mut comando = Command::new(programma());
        comando.args(argomenti).env("SIGESS_DATI", &self.dati).env("SIGESS_KEK", &self.kek);
        for nome in ["DATABASE_URL", "CHIAVI_DATABASE_URL", "PROPRIETARIO_DATABASE_URL"] {
            comando.env_remove(nome);
        }
        comando.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        comando
    }

    pub(super) async fn esegui(&self, argomenti: &[&str]) -> Esito {
        let output = self.comando(argomenti).output().await.unwrap();
        let testo = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Esito { codice: output.status.code(), detto: testo(&output.stdout), errori: testo(&output.stderr) }
    }

    /// Runs what must succeed; answers its standard output.
    pub(super) async fn riesce(&self, argomenti: &[&str]) -> String {
        let esito = self.esegui(argomenti).await;
        assert_eq!(esito.codice, Some(0), "{argomenti:?}: {}{}", esito.detto, esito.errori);
        esito.detto
    }

    /// Runs what must be refused, or find a fault; answers its words.
    pub(super) async fn rifiuta(&self, argomenti: &[&str]) -> String {
        let esito = self.esegui(argomenti).await;
        assert_eq!(esito.codice, Some(1), "{argomenti:?}: {}{}", esito.detto, esito.errori);
        esito.detto + &esito.errori
    }

    pub(super) async fn apri(&self, cluster: &PrivateCluster) -> Log {
        let config = LogConfig {
            log: cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE),
            keys: cluster.connect_options(KEYS_ROLE, KEYS_DATABASE),
            kek: Arc::new(FileKek::open(&self.kek).unwrap()),
            read_connections: 2,
        };
        Log::open(config).await.unwrap()
    }
}

/// Waits until another process has made a file: the file system tells nobody.
pub(super) async fn attendi(condizione: impl Fn() -> bool) {
    let fine = tokio::time::Instant::now() + Duration::from_secs(60);
    while !condizione() {
        assert!(tokio::time::Instant::now() < fine, "it does not happen");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
