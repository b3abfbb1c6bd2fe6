//! A CSV file of the folder, row by row: semicolon or comma, UTF-8, RFC 4180 quoting, a header with known columns.

use csv::{Position, Reader, ReaderBuilder, StringRecord, Terminator};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What a file looks like.
pub struct Formato {
    /// Name of the file in the folder.
    pub file: &'static str,
    /// Columns that must be there. The first is the record's key in the old system.
    pub obbligatorie: &'static [&'static str],
    /// Columns that may be there.
    pub facoltative: &'static [&'static str],
}

impl Formato {
    pub(super) fn conosce(&self, colonna: &str) -> bool {
        self.obbligatorie.contains(&colonna) || self.facoltative.contains(&colonna)
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ErroreTabella {
    /// Not readable.
    #[error("{file}: {causa}")]
    Lettura {
        /// Name of the file.
        file: &'static str,
        /// Why.
        causa: std::io::Error,
    },
    /// Not UTF-8.
    #[error("{file}, riga {riga}: il file non è in UTF-8 (salvarlo come «CSV UTF-8»)")]
    Codifica {
        /// Name of the file.
        file: &'static str,
        /// Line.
        riga: u64,
    },
    /// A row of another length than the header, where every row is needed.
    #[error(
        "{file}, riga {riga}: la riga non ha le colonne dell'intestazione, o una virgoletta non è chiusa"
    )]
    Riga {
        /// Name of the file.
        file: &'static str,
        /// Line.
        riga: u64,
    },
    /// A mapping for a list that is not there.
    #[error("{file}, riga {riga}: la colonna «lista» non contiene il nome di un elenco")]
    Lista {
        /// Name of the file.
        file: &'static str,
        /// Line.
        riga: u64,
    },
    /// No header.
    #[error("{file}: la prima riga non è un'intestazione")]
    Intestazione {
        /// Name of the file.
        file: &'static str,
    },
    /// The header lacks a column.
    #[error("{file}: manca la colonna «{colonna}»")]
    ColonnaMancante {
        /// Name of the file.
        file: &'static str,
        /// Column.
        colonna: &'static str,
    },
    /// The header has a column twice.
    #[error("{file}: la colonna «{colonna}» c'è due volte")]
    ColonnaRipetuta {
        /// Name of the file.
        file: &'static str,
        /// Column.
        colonna: &'static str,
    },
    /// The header has a column that nobody knows.
    #[error(
        "{file}: colonna sconosciuta in posizione {posizione} (le colonne sono nel manuale dell'importazione)"
    )]
    ColonnaSconosciuta {
        /// Name of the file.
        file: &'static str,
        /// Which, from 1. Its name may be anything, even data of a file without header.
        posizione: usize,
    },
}

/// A file under way.
pub(super) struct Tabella {
    formato: &'static Formato,
    lettore: Reader<BufReader<File>>,
    colonne: HashMap<&'static str, usize>,
    /// Columns of the header.
    larghezza: usize,
    record: StringRecord,
    /// Bytes of the file.
    pub(super) totale: u64,
    /// Its last three bytes.
    fondo: Vec<u8>,
}

/// A row.
#[derive(Clone, Copy)]
pub(super) struct Riga<'a> {
    /// Line on which it begins, from 1.
    pub(super) numero: u64,
    /// It has more or fewer columns than the header. A quote that is never closed makes one row of it and of everything
    /// behind it.
    pub(super) storta: bool,
    record: &'a StringRecord,
    colonne: &'a HashMap<&'static str, usize>,
}

impl<'a> Riga<'a> {
    /// A column, trimmed; nothing when it is blank or not there.
    pub(super) fn campo(&self, colonna: &str) -> Option<&'a str> {
        let testo = self.record.get(*self.colonne.get(colonna)?)?.trim();
        (!testo.is_empty()).then_some(testo)
    }

    pub(super) fn testo(&self, colonna: &str) -> Option<String> {
        self.campo(colonna).map(str::to_owned)
    }

    /// The row in a form that changes exactly when one of its values does.
    pub(super) fn canonica(&self, in_fondo: &mut Vec<u8>) {
        let mut presenti: Vec<_> = self.colonne.keys().filter_map(|c| Some((*c, self.campo(c)?))).collect();
        presenti.sort_unstable();
        for (colonna, valore) in presenti {
            for parte in [colonna, valore] {
                in_fondo.extend_from_slice(&(parte.len() as u64).to_be_bytes());
                in_fondo.extend_from_slice(parte.as_bytes());
            }
        }
        in_fondo.push(0);
    }
}

impl Tabella {
    /// Opens a file of the folder; nothing when it is not there.
    pub(super) fn apri(cartella: &Path, formato: &'static Formato) -> Result<Option<Self>, ErroreTabella> {
        let percorso = cartella.join(formato.file);
        if !percorso.exists() {
            return Ok(None);
        }
        let lettura = |causa| ErroreTabella::Lettura { file: formato.file, causa };
        controlla_utf8(&percorso, formato.file)?;
        let mut file = BufReader::with_capacity(1 << 20, File::open(&percorso).map_err(lettura)?);
        let lungo = file.get_ref().metadata().map_err(lettura)?.len();
        let mut intestazione = String::new();
        file.read_line(&mut intestazione).map_err(lettura)?;
        let inizio = if intestazione.starts_with('\u{feff}') { 3 } else { 0 };
        file.seek(SeekFrom::Start(lungo.saturating_sub(3))).map_err(lettura)?;
        let mut fondo = Vec::new();
        file.read_to_end(&mut fondo).map_err(lettura)?;
        file.seek(SeekFrom::Start(inizio)).map_err(lettura)?;
        let di = |c: char| intestazione.matches(c).count();
        let separatore = if di(';') >= di(',') { b';' } else { b',' };
        let mut lettore = ReaderBuilder::new()
            .delimiter(separatore)
            // The return that Windows puts before it is trimmed like a blank; so lines are counted alike everywhere.
            .terminator(Terminator::Any(b'\n'))
            // Rows of another length are for us to refuse, one by one.
            .flexible(true)
            .from_reader(file);
        let intestazione =
            lettore.headers().map_err(|_| ErroreTabella::Intestazione { file: formato.file })?;
        let (colonne, larghezza) = (colonne(intestazione, formato)?, intestazione.len());
        Ok(Some(Self {
            formato,
            lettore,
            colonne,
            larghezza,
            record: StringRecord::new(),
            totale: lungo.saturating_sub(inizio),
            fondo,
        }))
    }

    /// The next row; lines with nothing on them are passed over.
    pub(super) fn prossima(&mut self) -> Result<Option<Riga<'_>>, ErroreTabella> {
        let file = self.formato.file;
        loop {
            match self.lettore.read_record(&mut self.record) {
                Ok(false) => return Ok(None),
                Ok(true) if self.record.len() == 1 && self.record[0].trim().is_empty() => {}
                Ok(true) => break,
                Err(causa) => {
                    let riga = causa.position().map_or(0, Position::line);
                    return Err(match causa.into_kind() {
                        csv::ErrorKind::Io(causa) => ErroreTabella::Lettura { file, causa },
                        _ => ErroreTabella::Codifica { file, riga },
                    });
                }
            }
        }
        Ok(Some(Riga {
            numero: self.numero(),
            storta: self.record.len() != self.larghezza,
            record: &self.record,
            colonne: &self.colonne,
        }))
    }

    /// Line on which the row that was just read begins. The reader tells where it stopped before, which may be some
    /// empty lines above.
    fn numero(&self) -> u64 {
        let qui = self.lettore.position();
        let testo = self.record.as_slice().as_bytes();
        // The last line break of the file belongs to the text when a quote before it is never closed.
        let aperta = testo.ends_with(b"\n") && self.fondo != b"\n\"\n";
        let finita = qui.byte() < self.totale || (self.fondo.ends_with(b"\n") && !aperta);
        qui.line().saturating_sub(righe(testo) + u64::from(finita))
    }

    /// Bytes read so far.
    pub(super) fn letti(&self) -> u64 {
        self.lettore.position().byte()
    }
}

fn colonne(
    intestazione: &StringRecord,
    formato: &'static Formato,
) -> Result<HashMap<&'static str, usize>, ErroreTabella> {
    let file = formato.file;
    let mut colonne = HashMap::new();
    for (posto, nome) in intestazione.iter().enumerate() {
        let nome = nome.trim().to_lowercase();
        let nota = formato.obbligatorie.iter().chain(formato.facoltative).find(|c| **c == nome);
        let nota = nota.ok_or(ErroreTabella::ColonnaSconosciuta { file, posizione: posto + 1 })?;
        if colonne.insert(*nota, posto).is_some() {
            return Err(ErroreTabella::ColonnaRipetuta { file, colonna: nota });
        }
    }
    match formato.obbligatorie.iter().find(|c| !colonne.contains_key(**c)) {
        Some(colonna) => Err(ErroreTabella::ColonnaMancante { file, colonna }),
        None => Ok(colonne),
    }
}

/// The whole file, before anything of it is imported: a program that writes another encoding writes it everywhere.
fn controlla_utf8(percorso: &PathBuf, nome: &'static str) -> Result<(), ErroreTabella> {
    let lettura = |causa| ErroreTabella::Lettura { file: nome, causa };
    let mut file = File::open(percorso).map_err(lettura)?;
    let (mut pezzo, mut resto, mut riga) = (vec![0; 1 << 20], Vec::new(), 1);
    loop {
        let letti = file.read(&mut pezzo).map_err(lettura)?;
        if letti == 0 {
            let intero = resto.is_empty();
            return if intero { Ok(()) } else { Err(ErroreTabella::Codifica { file: nome, riga }) };
        }
        resto.extend_from_slice(&pezzo[..letti]);
        let valido = match std::str::from_utf8(&resto) {
            Ok(_) => resto.len(),
            // A character that the end of the piece cuts is not an error yet.
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            Err(e) => {
                riga += righe(&resto[..e.valid_up_to()]);
                return Err(ErroreTabella::Codifica { file: nome, riga });
            }
        };
        riga += righe(&resto[..valido]);
        resto.drain(..valido);
    }
}

fn righe(testo: &[u8]) -> u64 {
    testo.iter().filter(|b| **b == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROVA: Formato = Formato { file: "prova.csv", obbligatorie: &["a", "b"], facoltative: &[] };

    /// Line, key and whether it is crooked, of every row.
    fn lette(testo: &str) -> Vec<(u64, String, bool)> {
        let cartella = tempfile::tempdir().unwrap();
        std::fs::write(cartella.path().join(PROVA.file), testo).unwrap();
        let mut tabella = Tabella::apri(cartella.path(), &PROVA).unwrap().unwrap();
        let mut lette = Vec::new();
        while let Some(riga) = tabella.prossima().unwrap() {
            lette.push((riga.numero, riga.testo("a").unwrap_or_default(), riga.storta));
        }
        lette
    }

    #[test]
    fn a_row_has_the_line_on_which_it_begins_however_lines_end() {
        let testo = "a;b\n1;x\n\n\n4;\"y\nz\"\n6;\"\"\n7\n8;x";
        let atteso: Vec<_> =
            [(2, "1", false), (5, "4", false), (7, "6", false), (8, "7", true), (9, "8", false)]
                .map(|(n, a, storta)| (n, a.to_owned(), storta))
                .to_vec();
        for testo in [testo.to_owned(), format!("{testo}\n"), format!("\u{feff}{testo}")] {
            assert_eq!(lette(&testo), atteso, "{testo:?}");
            assert_eq!(lette(&testo.replace('\n', "\r\n")), atteso, "{testo:?} of Windows");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_has_the_line_on_which_it_opens() {
        for fine in ["", "\n", "\n\n", "\n4;\"\"\n", "\r\n"] {
            let atteso = vec![(2, "1".to_owned(), false), (3, "2".to_owned(), true)];
            assert_eq!(lette(&format!("a;b\n1;x\n2;x;\"mai chiusa{fine}")), atteso, "{fine:?}");
        }
        assert_eq!(lette("a;b\n1;\"x\n\"\n"), [(2, "1".to_owned(), false)]);
    }
}
