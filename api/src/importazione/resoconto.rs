//! What is told of an import: every refusal and every warning, with file, line, column, reason and sentence. No value
//! of a row is in it.

use domain::rifiuto::Codice;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

macro_rules! ragioni {
    ($( $(#[$doc:meta])* $variante:ident $codice:literal $frase:literal ),+ $(,)?) => {
        /// Why a row, or a part of it, is not imported as it stands.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Ragione {
            /// A rule of the product, the same as on the pages.
            Regola(Codice),
            $( #[doc = $frase] $(#[$doc])* $variante ),+
        }

        impl Ragione {
            /// Stable code.
            #[must_use]
            pub fn codice(self) -> &'static str {
                match self { Self::Regola(codice) => codice.as_str(), $(Self::$variante => $codice),+ }
            }

            /// Italian sentence.
            #[must_use]
            pub fn frase(self) -> &'static str {
                match self { Self::Regola(codice) => codice.messaggio(), $(Self::$variante => $frase),+ }
            }
        }
    };
}

ragioni! {
    RigaStorta "RIGA_STORTA" "La riga non ha le colonne dell'intestazione. Se una virgoletta non è chiusa, anche le righe che seguono non sono state lette.",
    CodiceRipetuto "CODICE_RIPETUTO" "Lo stesso codice è già in una riga precedente del file.",
    RiferimentoSconosciuto "RIFERIMENTO_SCONOSCIUTO" "Il codice indicato non è nel file a cui si riferisce, o la sua riga è stata rifiutata.",
    DataIlleggibile "DATA_ILLEGGIBILE" "La data non è leggibile: usare gg/mm/aaaa oppure aaaa-mm-gg.",
    DatoIgnorato "DATO_IGNORATO" "Il valore non è accettabile: la riga è importata senza.",
    CodiceFiscaleScartato "CODICE_FISCALE_SCARTATO" "Il codice fiscale non è valido: il soggetto è importato senza codice fiscale.",
    DataMancante "DATA_MANCANTE" "La data manca: al suo posto è usata quella indicata dal manuale.",
    PossibileDuplicato "POSSIBILE_DUPLICATO" "Un altro soggetto ha lo stesso cognome, lo stesso nome e la stessa data di nascita.",
    ImportataDiversa "GIA_IMPORTATA_DIVERSA" "La riga è già stata importata con un altro contenuto: la modifica non è ripresa.",
    IntestatarioMancante "INTESTATARIO_MANCANTE" "Il nucleo non ha la riga dell'intestatario (relazione 1).",
    NucleoIncompleto "NUCLEO_INCOMPLETO" "Un'altra riga del nucleo è rifiutata: il nucleo sarà importato quando sarà corretta.",
    NucleoSparso "NUCLEO_SPARSO" "Le righe di un nucleo devono stare una di seguito all'altra.",
    ChiusaSenzaEsito "CHIUSA_SENZA_ESITO" "La segnalazione è chiusa ma senza esito: indicare in codifiche.csv quale esito darle.",
    DatiCancellati "DATI_CANCELLATI" "I dati di questa persona sono stati cancellati: non possono essere scritti di nuovo.",
    NonScrivibile "NON_SCRIVIBILE" "Il registro non accetta il contenuto della riga: è troppo lungo o contiene caratteri non ammessi.",
    GiaNelRegistro "GIA_NEL_REGISTRO" "L'elemento è già nel registro: è usato quello.",
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravita {
    /// The record is not imported.
    Rifiuto,
    /// It is, but somebody should look.
    Avviso,
}

/// One word about one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nota {
    /// File.
    pub file: &'static str,
    /// Line, from 1.
    pub riga: u64,
    /// Column, where it is about one.
    pub colonna: String,
    /// How bad.
    pub gravita: Gravita,
    /// Why.
    pub ragione: Ragione,
    /// Line of the row that stands in the way.
    pub vedi: Option<u64>,
}

/// What became of the records of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conto {
    /// Records read.
    pub letti: u64,
    /// Records written now (that would be, in a dry run).
    pub scritti: u64,
    /// Records that were there from an earlier run.
    pub presenti: u64,
    /// Records refused.
    pub rifiutati: u64,
    /// Events written now.
    pub eventi: u64,
}

/// All of it.
#[derive(Default)]
pub struct Resoconto {
    /// By file, in the order of the import.
    pub conti: BTreeMap<usize, (&'static str, Conto)>,
    /// Every word, in the order in which it was found.
    pub note: Vec<Nota>,
}

impl Resoconto {
    /// Sum over all files.
    #[must_use]
    pub fn totale(&self) -> Conto {
        self.conti.values().fold(Conto::default(), |mut somma, (_, c)| {
            somma.letti += c.letti;
            somma.scritti += c.scritti;
            somma.presenti += c.presenti;
            somma.rifiutati += c.rifiutati;
            somma.eventi += c.eventi;
            somma
        })
    }

    /// Writes the words as CSV, readable to its owner only.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn scrivi(&self, percorso: &Path) -> std::io::Result<()> {
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut csv = csv::WriterBuilder::new().delimiter(b';').from_writer(options.open(percorso)?);
        csv.write_record(["file", "riga", "colonna", "gravita", "codice", "spiegazione", "vedi_riga"])?;
        let mut note: Vec<&Nota> = self.note.iter().collect();
        let ordine = |n: &Nota| self.conti.values().position(|(file, _)| *file == n.file);
        note.sort_by_key(|n| (ordine(n), n.riga, n.gravita));
        for nota in note {
            let gravita = match nota.gravita {
                Gravita::Rifiuto => "rifiuto",
                Gravita::Avviso => "avviso",
            };
            csv.write_record([
                nota.file,
                &nota.riga.to_string(),
                &nota.colonna,
                gravita,
                nota.ragione.codice(),
                nota.ragione.frase(),
                &nota.vedi.map(|v| v.to_string()).unwrap_or_default(),
            ])?;
        }
        csv.into_inner().map_err(|e| std::io::Error::other(e.to_string()))?.flush()
    }
}
