//! A real `sigess serve` in a process of its own, on databases of its own, beside a simulated register.

use crate::harness::{Databases, Fault, Harness, richiesta};
use crate::login::idp::{SECRET, SECRET_VARIABLE};
use crate::login::{Idp, Person, Session};
use chrono::{Days, NaiveDate};
use dev::anpr::AnprSimulator;
use dev::population::Population;
use domain::attore::Ruolo;
use domain::codice_fiscale::{DatiPerCalcolo, calcola};
use domain::identita::{OperatoreId, UnitaId};
use domain::operatore::{DatiOperatore, NuovoIncarico, Operatore, OperatoreCommand};
use domain::persona::Sesso;
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaCommand};
use event_store::Bus;
use event_store::postgres::roles::{APPLICATION_ROLE, KEYS_ROLE, READ_LOG_ROLE};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// The program under test, compiled with these tests.
#[must_use]
pub fn programma() -> PathBuf {
    // Tests and their programs lie in the same folder of the build, the tests one level deeper.
    let mut folder = std::env::current_exe().unwrap_or_default();
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    folder.join("sigess-under-test")
}

/// An operator who may log in.
#[derive(Clone)]
pub struct Persona {
    /// His id.
    pub operatore: OperatoreId,
    /// His unit.
    pub unita: UnitaId,
    /// Who he is at the provider.
    person: Person,
    session: Arc<OnceCell<Session>>,
}

impl Persona {
    /// The same person, not logged in yet.
    #[must_use]
    pub fn da_entrare(&self) -> Self {
        Self { session: Arc::default(), ..self.clone() }
    }

    /// His session, got by a login at that service the first time that it is needed. All services on the same database
    /// know it, and all clones of him share it.
    ///
    /// # Errors
    /// When he cannot log in.
    pub async fn sessione(&self, url: &str) -> Result<&Session, Fault> {
        self.session.get_or_try_init(|| Session::open(url, &self.person)).await
    }
}

/// Where a service finds its databases.
#[derive(Clone)]
pub struct Indirizzi {
    /// `DATABASE_URL`.
    pub registro: String,
    /// `CHIAVI_DATABASE_URL`.
    pub chiavi: String,
    /// `SIGESS_KEK`.
    pub kek: PathBuf,
    /// `SIGESS_ANPR_CONFIG`, where there is a register.
    pub anpr: Option<PathBuf>,
}

impl Indirizzi {
    /// `TRACCIAMENTO_DATABASE_URL`: the log database, as the role of the read log.
    #[must_use]
    pub fn tracciamento(&self) -> String {
        self.registro.replacen(APPLICATION_ROLE, READ_LOG_ROLE, 1)
    }
}

/// A `sigess serve` that runs.
pub struct Processo {
    /// `http://127.0.0.1:…`
    pub url: String,
    /// Everything it wrote to its standard error.
    pub log: PathBuf,
    child: Child,
}

impl Processo {
    /// Starts it and waits until it says where it listens.
    ///
    /// # Errors
    /// When it ends before.
    pub async fn avvia(dove: &Indirizzi, log: &Path) -> Result<Self, Fault> {
        Self::avvia_con(dove, log, &[]).await
    }

    /// The same, with more variables in its environment.
    ///
    /// # Errors
    /// When it ends before.
    pub async fn avvia_con(dove: &Indirizzi, log: &Path, variabili: &[(&str, &str)]) -> Result<Self, Fault> {
        Self::avvia_programma(&programma(), dove, log, variabili).await
    }

    /// The same with another program that takes the same arguments.
    ///
    /// # Errors
    /// When it ends before.
    pub async fn avvia_programma(
        programma: &Path,
        dove: &Indirizzi,
        log: &Path,
        variabili: &[(&str, &str)],
    ) -> Result<Self, Fault> {
        let folder = dove.kek.parent().ok_or("no folder for the data")?;
        let mut child = Command::new(programma)
            .arg("serve")
            .env("DATABASE_URL", &dove.registro)
            .env("CHIAVI_DATABASE_URL", &dove.chiavi)
            .env("TRACCIAMENTO_DATABASE_URL", dove.tracciamento())
            .env("SIGESS_KEK", &dove.kek)
            .env("SIGESS_DATI", folder)
            .env("SIGESS_OIDC_CONFIG", Idp::shared().write_configuration(folder)?)
            .env(SECRET_VARIABLE, SECRET)
            .envs(dove.anpr.iter().map(|file| ("SIGESS_ANPR_CONFIG", file)))
            .env("SIGESS_ASCOLTO", "127.0.0.1:0")
            .env("SIGESS_LOG", "debug,sqlx=debug")
            .envs(variabili.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stderr = child.stderr.take().ok_or("no standard error")?;
        let mut lines = BufReader::new(stderr).lines();
        let mut file = tokio::fs::OpenOptions::new().create(true).append(true).open(log).await?;
        let mut url = None;
        while let Some(line) = lines.next_line().await? {
            file.write_all(line.as_bytes()).await?;
            file.write_all(b"\n").await?;
            if let Some(found) = line.split_whitespace().find(|w| w.starts_with("http://127.0.0.1:")) {
                url = Some(found.to_owned());
                break;
            }
        }
        file.flush().await?;
        let url = url.ok_or_else(|| format!("the service did not start; see {}", log.display()))?;
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                let _ = file.write_all(line.as_bytes()).await;
                let _ = file.write_all(b"\n").await;
                let _ = file.flush().await;
            }
        });
        Ok(Self { url, log: log.to_owned(), child })
    }

    /// SIGKILL.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub async fn uccidi(mut self) -> Result<(), Fault> {
        Ok(self.child.kill().await?)
    }

    /// A signal by its name, such as `STOP` or `CONT`.
    ///
    /// # Errors
    /// When it cannot be told.
    pub async fn segnala(&self, segnale: &str) -> Result<(), Fault> {
        let pid = self.child.id().ok_or("it has ended already")?;
        Command::new("kill").args(["-s", segnale, &pid.to_string()]).status().await?;
        Ok(())
    }

    /// Memory that it holds now, in bytes.
    ///
    /// # Errors
    /// When it has ended, or the system does not tell.
    pub async fn memoria(&self) -> Result<u64, Fault> {
        let pid = self.child.id().ok_or("it has ended already")?;
        let stato = tokio::fs::read_to_string(format!("/proc/{pid}/status")).await?;
        let riga = stato.lines().find_map(|r| r.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        Ok(riga.trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
    }

    /// SIGTERM; answers its exit code.
    ///
    /// # Errors
    /// When it cannot be told or waited for.
    pub async fn termina(mut self) -> Result<Option<i32>, Fault> {
        let pid = self.child.id().ok_or("it has ended already")?;
        Command::new("kill").arg(pid.to_string()).status().await?;
        Ok(self.child.wait().await?.code())
    }
}

/// The whole scene: databases, register, service, people.
pub struct Scena {
    /// The open log, for looking behind the service.
    pub harness: Harness,
    /// The register.
    pub anpr: AnprSimulator,
    /// The service.
    pub processo: Processo,
    /// Segretariato sociale of Comune 1.
    pub segretariato: Persona,
    /// Assistente sociale of Comune 1.
    pub assistente: Persona,
    /// Another operatore di segretariato of Comune 1.
    pub collega: Persona,
    /// Auditor: reads, changes nothing.
    pub auditor: Persona,
    /// The distretto.
    pub distretto: UnitaId,
}

impl Scena {
    /// Sets it with a register of `persone` people.
    ///
    /// # Errors
    /// When a part of it cannot be had.
    pub async fn nuova(persone: usize) -> Result<Self, Fault> {
        Self::con(persone, &[]).await
    }

    /// The same, with more variables in the environment of the service.
    ///
    /// # Errors
    /// When a part of it cannot be had.
    pub async fn con(persone: usize, variabili: &[(&str, &str)]) -> Result<Self, Fault> {
        let harness = Harness::new().await?;
        let qualunque: SocketAddr = ([127, 0, 0, 1], 0).into();
        let anpr = AnprSimulator::start(qualunque, Population::generate(7, persone)).await?;
        let distretto = unita(&harness.bus, "D01", "DISTRETTO", None).await?;
        let comune1 = unita(&harness.bus, "COM1", "COMUNE", Some(distretto)).await?;
        let segretariato =
            operatore(&harness.bus, comune1, Ruolo::OperatoreSegretariato, "ZZSNNA85T45H501M").await?;
        let assistente =
            operatore(&harness.bus, comune1, Ruolo::AssistenteSociale, "NRELCU88E60M082V").await?;
        let collega =
            operatore(&harness.bus, comune1, Ruolo::OperatoreSegretariato, "RSSTMS18P03M082H").await?;
        let auditor = operatore(&harness.bus, distretto, Ruolo::Auditor, "RSSLSS00B02M082H").await?;
        let config = anpr.write_client_files(harness.folder.path())?;
        let dove = indirizzi_di(&harness.databases, &harness.folder.path().join("kek"), Some(&config));
        let processo =
            Processo::avvia_con(&dove, &harness.folder.path().join("sigess.log"), variabili).await?;
        Ok(Self { harness, anpr, processo, segretariato, assistente, collega, auditor, distretto })
    }

    /// Where the service finds its databases.
    #[must_use]
    pub fn indirizzi(&self) -> Indirizzi {
        let folder = self.harness.folder.path();
        indirizzi_di(&self.harness.databases, &folder.join("kek"), Some(&folder.join("anpr.json")))
    }

    /// Sends an operation; answers its `data`.
    ///
    /// # Errors
    /// When it is not answered, or answered with errors.
    pub async fn chiedi(&self, chi: &Persona, query: &str, variabili: Value) -> Result<Value, Fault> {
        chiedi(&self.processo.url, chi, query, variabili).await
    }
}

/// Sends an operation to a service, logging in before where need be; answers its `data`.
///
/// # Errors
/// When it is not answered, or answered with errors.
pub async fn chiedi(url: &str, chi: &Persona, query: &str, variabili: Value) -> Result<Value, Fault> {
    let risposta = manda(url, chi, query, variabili).await?;
    match risposta.get("errors") {
        None => Ok(risposta["data"].clone()),
        Some(errori) => Err(format!("{errori}").into()),
    }
}

/// Sends an operation to a service, logging in before where need be; answers the whole body.
///
/// # Errors
/// When it is not answered with JSON.
pub async fn manda(url: &str, chi: &Persona, query: &str, variabili: Value) -> Result<Value, Fault> {
    let richiesta = chi.sessione(url).await?.post(url, "/graphql");
    Ok(richiesta.json(&json!({ "query": query, "variables": variabili })).send().await?.json().await?)
}

/// Where a service finds its databases and, if there is one, the register.
#[must_use]
pub fn indirizzi_di(databases: &Databases, kek: &Path, anpr: Option<&Path>) -> Indirizzi {
    Indirizzi {
        registro: databases.cluster.url(APPLICATION_ROLE, &databases.log),
        chiavi: databases.cluster.url(KEYS_ROLE, &databases.keys),
        kek: kek.to_owned(),
        anpr: anpr.map(Path::to_owned),
    }
}

/// Sets up a unit.
///
/// # Errors
/// The refusal or fault of the bus.
pub async fn unita(bus: &Bus, codice: &str, tipo: &str, padre: Option<UnitaId>) -> Result<UnitaId, Fault> {
    let unita = UnitaId(Uuid::new_v4());
    let comando = UnitaOrganizzativaCommand::Istituisci {
        unita,
        codice: codice.into(),
        descrizione: format!("Unita {codice}"),
        tipo: tipo.into(),
        padre,
    };
    bus.execute::<UnitaOrganizzativa>(&richiesta(unita, Uuid::new_v4()), comando).await?;
    Ok(unita)
}

/// Enables an operator.
///
/// # Errors
/// The refusal or fault of the bus.
pub async fn operatore(
    bus: &Bus,
    unita: UnitaId,
    ruolo: Ruolo,
    codice_fiscale: &str,
) -> Result<Persona, Fault> {
    let operatore = OperatoreId(bus.log().subjects().take().await?.0);
    let dati = DatiOperatore {
        cognome: "Operatore".into(),
        nome: ruolo.as_str().replace('_', " "),
        codice_fiscale: codice_fiscale.into(),
    };
    // From long ago, so that a test may look at any day.
    let incarico = NuovoIncarico::dal(NaiveDate::from_ymd_opt(2000, 1, 1).ok_or("no day")?, ruolo, unita);
    let comando = OperatoreCommand::Abilita { operatore, dati, incarico };
    bus.execute::<Operatore>(&richiesta(operatore, Uuid::new_v4()), comando).await?;
    let person = Person::new(operatore.to_string(), codice_fiscale);
    Ok(Persona { operatore, unita, person, session: Arc::default() })
}

/// The codice fiscale of an invented person, another one for each number.
///
/// # Errors
/// When there is no such day.
pub fn codice_fiscale(n: u64) -> Result<String, Fault> {
    let nascita = NaiveDate::from_ymd_opt(1950, 1, 1).and_then(|primo| primo.checked_add_days(Days::new(n)));
    let dati = DatiPerCalcolo {
        cognome: "ZZPROVA",
        nome: "OPERATORE",
        sesso: Sesso::M,
        data_nascita: nascita.ok_or("no day")?,
        codice_luogo: "H501",
    };
    Ok(calcola(&dati)?.as_str().to_owned())
}
