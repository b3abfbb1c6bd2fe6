//! `sigess import`: takes over the data of an older system from CSV files (docs/import.md). Every record goes through
//! the rules of its aggregate and through the bus, like what an operator does; there is no other way in.
//!
//! A record (a unit, an operator, a subject with contacts and addresses, a whole nucleo, a segnalazione with its path)
//! is one command, so it is imported whole or not at all. Ids of streams and commands are derived from the name of the
//! import and the key of the record in the older system, under a key of this installation: a second run finds what the
//! first one wrote, and nobody can guess from an id who is behind it.

mod nuclei;
mod operatori;
mod resoconto;
mod scrittura;
mod segnalazioni;
mod soggetti;
mod tabella;
mod unita;
mod valori;

pub use nuclei::NUCLEI;
pub use operatori::OPERATORI;
pub use resoconto::{Conto, Gravita, Nota, Ragione, Resoconto};
pub use segnalazioni::SEGNALAZIONI;
pub use soggetti::SOGGETTI;
pub use tabella::{ErroreTabella, Formato};
pub use unita::UNITA;
pub use valori::CODIFICHE;

use crate::services::Guasto;
use crate::terminale::Avanzamento;
use chrono::NaiveDate;
use domain::attore::Attore;
use domain::identita::UnitaId;
use domain::rifiuto::{Codice, Rifiuto};
use event_store::{Bus, Log};
use scrittura::{Esito, Scrittura, Sorte};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use tabella::{Riga, Tabella};
use uuid::Uuid;
use valori::Codifiche;

/// The files, in the order in which they are imported.
pub const FILE: [&Formato; 5] = [&UNITA, &OPERATORI, &SOGGETTI, &NUCLEI, &SEGNALAZIONI];

/// A record that was met in this run.
#[derive(Clone, Copy)]
struct Visto {
    riga: u64,
    accettato: bool,
}

/// An import under way.
struct Importazione {
    log: Log,
    spazio: Uuid,
    oggi: NaiveDate,
    codifiche: Codifiche,
    scrittura: Scrittura,
    resoconto: Resoconto,
    /// Every record, by the id of its stream.
    visti: HashMap<Uuid, Visto>,
    /// By code.
    unita: HashMap<String, UnitaId>,
    /// Kind of a unit and the unit above it.
    albero: HashMap<UnitaId, (String, Option<UnitaId>)>,
    distretti: HashMap<UnitaId, UnitaId>,
    /// By code of the older system.
    operatori: HashMap<String, Attore>,
}

/// Imports the files of a folder under the name of the import; `prova` only says what would happen.
///
/// # Errors
/// When a file cannot be read or a database does not answer. What was written until then stays, and a second run goes
/// on from there.
pub async fn importa(
    log: &Log,
    cartella: &Path,
    nome: &str,
    prova: bool,
    oggi: NaiveDate,
) -> Result<Resoconto, Guasto> {
    let spazio = spazio(log, nome)?;
    let mut tutte = Vec::new();
    for (ordine, formato) in FILE.into_iter().enumerate() {
        // All of them are opened, and so checked, before anything is imported.
        if let Some(tabella) = Tabella::apri(cartella, formato)? {
            tutte.push((ordine, tabella));
        }
    }
    if tutte.is_empty() {
        let nomi = FILE.map(|f| f.file).join(", ");
        return Err(format!("nella cartella non c'è alcuno dei file {nomi}").into());
    }
    let mut i = Importazione {
        log: log.clone(),
        spazio,
        oggi,
        codifiche: Codifiche::leggi(cartella)?,
        scrittura: Scrittura::nuova(Bus::new(log.clone()), spazio, prova),
        resoconto: Resoconto { conti: BTreeMap::new(), note: Vec::new() },
        visti: HashMap::new(),
        unita: HashMap::new(),
        albero: HashMap::new(),
        distretti: HashMap::new(),
        operatori: HashMap::new(),
    };
    for (ordine, tabella) in tutte {
        let file = FILE[ordine].file;
        i.resoconto.conti.insert(ordine, (file, Conto::default()));
        let mut avanzamento = Avanzamento::nuovo(file);
        let totale = tabella.totale;
        match ordine {
            0 => i.unita(tabella, &mut avanzamento).await?,
            1 => i.operatori(tabella, &mut avanzamento).await?,
            2 => i.soggetti(tabella, &mut avanzamento).await?,
            3 => i.nuclei(tabella, &mut avanzamento).await?,
            _ => i.segnalazioni(tabella, &mut avanzamento).await?,
        }
        avanzamento.a(totale, totale);
    }
    Ok(i.resoconto)
}

/// Name space of an import. Keyed, because old systems use codici fiscali as keys of their records: an id made from one
/// without a secret could be traced back to it.
fn spazio(log: &Log, nome: &str) -> Result<Uuid, Guasto> {
    let hmac = log.system().request(format!("sigess/importazione/{nome}").as_bytes());
    Ok(Uuid::from_slice(hmac.get(..16).ok_or("chiave di sistema mancante")?)?)
}

/// Where the words about an import of this folder are written.
#[must_use]
pub fn file_resoconto(cartella: &Path, prova: bool) -> PathBuf {
    cartella.join(if prova { "resoconto-prova.csv" } else { "resoconto.csv" })
}

impl Importazione {
    fn id(&self, tipo: &str, codice: &str) -> Uuid {
        Uuid::new_v5(&self.spazio, format!("{tipo}/{codice}").as_bytes())
    }

    fn conto(&mut self, formato: &Formato) -> &mut Conto {
        let ordine = FILE.iter().position(|f| f.file == formato.file).unwrap_or_default();
        &mut self.resoconto.conti.entry(ordine).or_default().1
    }

    fn nota(&mut self, formato: &Formato, riga: u64, colonna: &str, gravita: Gravita, ragione: Ragione) {
        let nota =
            Nota { file: formato.file, riga, colonna: colonna.to_owned(), gravita, ragione, vedi: None };
        self.resoconto.note.push(nota);
    }

    fn avviso(&mut self, formato: &Formato, riga: u64, colonna: &str, ragione: Ragione) {
        self.nota(formato, riga, colonna, Gravita::Avviso, ragione);
    }

    /// A record is not imported.
    fn rifiuto(&mut self, formato: &Formato, riga: u64, colonna: &str, ragione: Ragione) {
        self.conto(formato).rifiutati += 1;
        self.nota(formato, riga, colonna, Gravita::Rifiuto, ragione);
    }

    /// Refuses a row whose columns are not those of the header.
    fn storta(&mut self, formato: &Formato, riga: Riga<'_>) -> bool {
        if riga.storta {
            self.conto(formato).letti += 1;
            self.rifiuto(formato, riga.numero, "", Ragione::RigaStorta);
        }
        riga.storta
    }

    /// Whether a record has a key that did not come before; with a word about it when not.
    fn nuovo(&mut self, formato: &Formato, stream: Uuid, riga: Riga<'_>) -> bool {
        self.conto(formato).letti += 1;
        let (riga, chiave) = (riga.numero, riga.campo(formato.obbligatorie[0]));
        if chiave.is_none() {
            let ragione = Ragione::Regola(Codice::CampoObbligatorio);
            self.rifiuto(formato, riga, formato.obbligatorie[0], ragione);
            return false;
        }
        if let Some(prima) = self.visti.get(&stream) {
            let vedi = Some(prima.riga);
            self.rifiuto(formato, riga, formato.obbligatorie[0], Ragione::CodiceRipetuto);
            if let Some(nota) = self.resoconto.note.last_mut() {
                nota.vedi = vedi;
            }
            return false;
        }
        self.visti.insert(stream, Visto { riga, accettato: false });
        true
    }

    fn accettato(&self, stream: Uuid) -> bool {
        self.visti.get(&stream).is_some_and(|v| v.accettato)
    }

    /// Takes down what became of records; `occupata` is the column of what somebody else held, and the rule.
    fn esiti(&mut self, formato: &'static Formato, esiti: Vec<Esito>, occupata: (&str, Ragione)) {
        for esito in esiti {
            let accettato = match esito.sorte {
                Sorte::Scritto => {
                    let conto = self.conto(formato);
                    conto.scritti += 1;
                    conto.eventi += esito.eventi;
                    true
                }
                Sorte::Presente => {
                    self.conto(formato).presenti += 1;
                    true
                }
                Sorte::Diverso => {
                    self.conto(formato).presenti += 1;
                    self.avviso(formato, esito.riga, "", Ragione::ImportataDiversa);
                    true
                }
                Sorte::Occupata(titolare) => {
                    self.rifiuto(formato, esito.riga, occupata.0, occupata.1);
                    let vedi = titolare.parse().ok().and_then(|t: Uuid| self.visti.get(&t)).map(|v| v.riga);
                    if let Some(nota) = self.resoconto.note.last_mut() {
                        nota.vedi = vedi;
                    }
                    false
                }
                Sorte::Rifiutato(ragione) => {
                    self.rifiuto(formato, esito.riga, "", ragione);
                    false
                }
            };
            if let Some(visto) = self.visti.get_mut(&esito.stream) {
                visto.accettato = accettato;
            }
        }
    }
}

/// The column that a refusal of the rules is about: its field, in the writing of columns, perhaps behind the prefix of
/// the part of the row that was judged.
fn colonna(formato: &Formato, prefisso: &str, rifiuto: &impl Rifiuto) -> String {
    let serpente = |campo: &String| {
        campo.chars().fold(String::new(), |mut s, c| {
            if c.is_ascii_uppercase() {
                s.push('_');
            }
            s.push(c.to_ascii_lowercase());
            s
        })
    };
    let campi: Vec<String> = rifiuto.campi().iter().map(serpente).collect();
    let con_prefisso = campi.iter().map(|c| format!("{prefisso}{c}"));
    con_prefisso.chain(campi.iter().cloned()).find(|c| formato.conosce(c)).unwrap_or_default()
}
