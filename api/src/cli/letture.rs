//! `sigess letture`: the read log for whoever sits at the machine. A period of it is written to a file for an auditor,
//! which is itself a record; months are given up after their time, as the service does by itself.

use super::operatore::dalla_riga_di_comando;
use super::{Esito, Guasto};
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::avanza;
use access::{Lettura, RecordEsportato, Tracciamento};
use chrono::{DateTime, Utc};
use clap::{Subcommand, ValueEnum};
use domain::tracciamento::{Accesso, Divulgato, Oggetto};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Formato {
    /// One line for each way in which something was looked at
    Csv,
    /// One line for each record, byte for byte as it was hashed
    Jsonl,
}

#[derive(Subcommand, Debug)]
pub(super) enum Letture {
    /// Write the records of a period to a file; that is itself recorded
    Esporta {
        /// From this instant on (RFC 3339)
        #[arg(long)]
        dal: DateTime<Utc>,
        /// Before this instant; now when absent. What is recorded after the start is never in it
        #[arg(long)]
        al: Option<DateTime<Utc>>,
        #[arg(long, value_enum, default_value_t = Formato::Csv)]
        formato: Formato,
        /// The file, which must not be there yet
        file: PathBuf,
    },
    /// Give up the months that ended longer ago than `SIGESS_TRACCIAMENTO_MESI`; the service does it by itself
    Elimina,
}

impl Letture {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        let banche = Banche::ottieni(impostazioni).await?;
        let tracciamento = Tracciamento::start(banche.tracciamento.clone());
        let esito = match &self {
            Self::Esporta { dal, al, formato, file } => {
                esporta(&tracciamento, (*dal, al.unwrap_or_else(Utc::now)), *formato, file).await
            }
            Self::Elimina => elimina(&tracciamento, impostazioni.tracciamento_mesi).await,
        };
        banche.ferma().await?;
        esito.map(|()| ExitCode::SUCCESS)
    }
}

async fn elimina(tracciamento: &Tracciamento, mesi: u16) -> Result<(), Guasto> {
    let mut quanti = 0;
    while let Some(mese) = tracciamento.elimina(mesi).await? {
        avanza(&format!("eliminato il mese {}", mese.format("%Y-%m")));
        quanti += 1;
    }
    avanza(&format!("Mesi eliminati dopo il loro tempo: {quanti}."));
    Ok(())
}

async fn esporta(
    tracciamento: &Tracciamento,
    periodo: (DateTime<Utc>, DateTime<Utc>),
    formato: Formato,
    file: &Path,
) -> Result<(), Guasto> {
    let uscita = OpenOptions::new().write(true).create_new(true).open(file);
    let mut uscita = std::io::BufWriter::new(uscita.map_err(|e| format!("{}: {e}", file.display()))?);
    if formato == Formato::Csv {
        uscita.write_all(&csv_di([COLONNE.map(str::to_owned)])?)?;
    }
    // What is recorded about this export is not in it.
    let fino_a = tracciamento.ultimo_indice().await?;
    let (mut dopo, mut quanti) = (None, 0_usize);
    loop {
        let pagina = tracciamento.esporta(periodo, fino_a, dopo).await?;
        let Some(ultimo) = pagina.last() else { break };
        dopo = Some(ultimo.posto);
        quanti += pagina.len();
        annota(tracciamento, &pagina).await?;
        match formato {
            Formato::Csv => uscita.write_all(&csv_di(righe(&pagina)?)?)?,
            Formato::Jsonl => {
                for record in &pagina {
                    let riga = json!({ "indice": record.posto.indice, "quando": record.posto.quando,
                        "contenuto": record.testo, "foglia": record.foglia });
                    writeln!(uscita, "{riga}")?;
                }
            }
        }
    }
    uscita.flush()?;
    uscita.get_ref().sync_all()?;
    avanza(&format!("Esportate {quanti} letture."));
    Ok(())
}

/// Writes down that these records were taken out, before they are.
async fn annota(tracciamento: &Tracciamento, pagina: &[RecordEsportato]) -> Result<(), Guasto> {
    let divulgato = Divulgato::default();
    for record in pagina {
        let soggetti = record.contenuto()?.soggetti;
        divulgato.mostra(Accesso::Esportazione, soggetti.into_iter().map(Oggetto::Soggetto));
    }
    let chi = dalla_riga_di_comando();
    let mut divulgazioni = divulgato.prendi();
    if divulgazioni.is_empty() {
        divulgato.vuoto(Accesso::Esportazione);
        divulgazioni = divulgato.prendi();
    }
    let lettura = Lettura {
        richiesta: chi.richiesta,
        attore: chi.attore,
        canale: chi.canale,
        livello: chi.livello,
        incarico: chi.incarico,
        sessione: None,
        indirizzo: None,
        operazione: Some("EsportaLetture".to_owned()),
        chiesta: Utc::now(),
        criteri: BTreeMap::new(),
        divulgazioni,
        basi: HashMap::new(),
    };
    Ok(tracciamento.annota(&lettura).await?)
}

const COLONNE: [&str; 17] = [
    "indice",
    "quando",
    "richiesta",
    "operatore",
    "incarico",
    "ruolo",
    "unita",
    "sessione",
    "indirizzo",
    "livello",
    "canale",
    "operazione",
    "accesso",
    "esito",
    "titolo",
    "soggetti",
    "altro",
];

/// One line for each way; ids of one kind are divided by blanks.
fn righe(pagina: &[RecordEsportato]) -> Result<Vec<[String; 17]>, Guasto> {
    let mut righe = Vec::new();
    for record in pagina {
        let c = record.contenuto()?;
        for gruppo in &c.letture {
            let altro = [&gruppo.pratiche, &gruppo.nuclei, &gruppo.consultazioni].into_iter().flatten();
            righe.push([
                record.posto.indice.to_string(),
                record.posto.quando.to_rfc3339(),
                c.richiesta.to_string(),
                c.operatore.to_string(),
                c.incarico.map(|n| n.to_string()).unwrap_or_default(),
                c.ruolo.clone(),
                c.unita.to_string(),
                c.sessione.map(|s| s.to_string()).unwrap_or_default(),
                c.indirizzo.map(|a| a.to_string()).unwrap_or_default(),
                c.livello.clone(),
                c.canale.clone(),
                c.operazione.clone().unwrap_or_default(),
                gruppo.accesso.clone(),
                gruppo.esito.clone(),
                gruppo.titolo.clone().unwrap_or_default(),
                insieme(gruppo.soggetti.iter()),
                insieme(altro),
            ]);
        }
    }
    Ok(righe)
}

fn insieme<T: ToString>(ids: impl Iterator<Item = T>) -> String {
    ids.map(|id| id.to_string()).collect::<Vec<_>>().join(" ")
}

fn csv_di(righe: impl IntoIterator<Item = [String; 17]>) -> Result<Vec<u8>, Guasto> {
    let mut scrittore = csv::Writer::from_writer(Vec::new());
    for riga in righe {
        scrittore.write_record(riga)?;
    }
    Ok(scrittore.into_inner().map_err(csv::IntoInnerError::into_error)?)
}
