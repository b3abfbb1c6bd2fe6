//! Folders to be imported.

use chrono::NaiveDate;
use std::path::Path;
use tempfile::TempDir;

const UNITA: &str = "codice;descrizione;tipo;padre
SIGESS_COM1;Comune 1;COMUNE;SIGESS_D01
SIGESS_D01;Distretto 1;DISTRETTO;
UDP;Ufficio di piano;UFFICIO_PIANO;SIGESS_D01
";
const OPERATORI: &str = "codice;cognome;nome;codice_fiscale;ruolo;unita
op1;Zeta;Anna;ZZSNNA85T45H501M;OPERATORE_SEGRETARIATO;SIGESS_COM1
op2;Martini;Giovanni;MRTGNN79P09H282H;ASSISTENTE_SOCIALE;UDP
";
const SOGGETTI: &str = "codice;cognome;nome;sesso;data_nascita;codice_fiscale
S1;Rossi;Mario;M;11/07/1986;RSSMRA86L11H514O
S2;Bianchi;Luigi;M;1950;
";
const NUCLEI: &str = "nucleo;soggetto;relazione;dal
N1;S1;1;2015-01-01
N1;S2;13;2015-01-01
";
const SEGNALAZIONI: &str = "numero_originario;soggetto;data_segnalazione;motivo;canale;tipo_segnalante;operatore;assegnata_a;assegnata_il;accettata_il;esito;chiusa_il
2019/7;S1;01/03/2019;ECONOMICO;SPORTELLO;INTERESSATO;op1;;;;INFO_FORNITA;02/05/2019
2020/1;S2;2020-01-10;INFO;TELEFONO;INTERESSATO;op1;op2;11/01/2020;12/01/2020;;
";

/// What is wrong in the folder of [`Cartella::con_errori`].
pub(super) const RIFIUTI: &[&str] = &[
    "nuclei.csv:4 nucleo NUCLEO_INCOMPLETO",
    "nuclei.csv:4 relazione INTESTATARIO_MANCANTE",
    "nuclei.csv:5 nucleo NUCLEO_INCOMPLETO",
    "nuclei.csv:5 soggetto COMPONENTE_IN_ALTRO_NUCLEO ->2",
    "nuclei.csv:6 dal DATA_ILLEGGIBILE",
    "nuclei.csv:6 nucleo NUCLEO_INCOMPLETO",
    "nuclei.csv:7 nucleo NUCLEO_INCOMPLETO",
    "nuclei.csv:8 soggetto RIFERIMENTO_SCONOSCIUTO",
    "nuclei.csv:9 nucleo NUCLEO_SPARSO ->2",
    "operatori.csv:4 ruolo VOCE_SCONOSCIUTA",
    "operatori.csv:5 codice_fiscale CODICE_FISCALE_LUNGHEZZA",
    "operatori.csv:6 unita RIFERIMENTO_SCONOSCIUTO",
    "operatori.csv:7 codice CAMPO_OBBLIGATORIO",
    "segnalazioni.csv:10 esito ESITO_NON_CONCLUSIVO",
    "segnalazioni.csv:11 numero_originario CODICE_RIPETUTO ->3",
    "segnalazioni.csv:13 data_segnalazione DATA_FUTURA",
    "segnalazioni.csv:14 operatore CAMPO_OBBLIGATORIO",
    "segnalazioni.csv:15 numero_originario CAMPO_OBBLIGATORIO",
    "segnalazioni.csv:4 soggetto RIFERIMENTO_SCONOSCIUTO",
    "segnalazioni.csv:5 data_segnalazione CAMPO_OBBLIGATORIO",
    "segnalazioni.csv:6 esito CHIUSA_SENZA_ESITO",
    "segnalazioni.csv:7 canale CAMPO_OBBLIGATORIO",
    "segnalazioni.csv:8 segnalante SEGNALANTE_MANCANTE",
    "segnalazioni.csv:9 assegnata_a OPERATORE_NON_ASSEGNABILE",
    "soggetti.csv:5 codice CODICE_RIPETUTO ->2",
    "soggetti.csv:6 codice CAMPO_OBBLIGATORIO",
    "soggetti.csv:7 cognome NOME_MANCANTE",
    "soggetti.csv:8 codice_fiscale CODICE_FISCALE_ESISTENTE ->2",
    "unita.csv:5 padre RIFERIMENTO_SCONOSCIUTO",
];
pub(super) const AVVISI: &[&str] = &[
    "nuclei.csv:7 dal DATA_MANCANTE",
    "segnalazioni.csv:12 assegnata_il DATA_MANCANTE",
    "soggetti.csv:4 codice_fiscale CODICE_FISCALE_SCARTATO",
    "soggetti.csv:4 data_nascita DATA_ILLEGGIBILE",
    "soggetti.csv:4 sesso DATO_IGNORATO",
    "soggetti.csv:8 cognome POSSIBILE_DUPLICATO ->2",
];

/// A folder that goes with the test.
pub(super) struct Cartella(TempDir);

impl Cartella {
    pub(super) fn vuota() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn semplice() -> Self {
        let cartella = Self::vuota();
        cartella.scrivi("unita.csv", UNITA);
        cartella.scrivi("operatori.csv", OPERATORI);
        cartella.scrivi("soggetti.csv", SOGGETTI);
        cartella.scrivi("nuclei.csv", NUCLEI);
        cartella.scrivi("segnalazioni.csv", SEGNALAZIONI);
        cartella
    }

    pub(super) fn con_errori() -> Self {
        let cartella = Self::semplice();
        cartella.aggiungi("unita.csv", "X9;Senza padre;COMUNE;MANCA\n");
        cartella.aggiungi(
            "operatori.csv",
            "op3;Gialli;Ugo;RSSMRA86L11H514O;RUOLO_IGNOTO;UDP\nop4;Gialli;Ugo;AAAAAA;COORDINATORE;UDP\nop5;Gialli;Ugo;RSSMRA86L11H514O;COORDINATORE;MANCA\n;Gialli;Ugo;RSSMRA86L11H514O;COORDINATORE;UDP\n",
        );
        cartella.aggiungi(
            "soggetti.csv",
            "S3;Verdi;Anna;X;32/13/1960;CODICESBAGLIATO\nS1;Altro;Nome;;;\n;Neri;Ugo;;;\nS4;;;F;;\nS5;Rossi;Mario;M;11/07/1986;RSSMRA86L11H514O\n",
        );
        cartella.aggiungi(
            "nuclei.csv",
            "N2;S3;3;2015-01-01\nN3;S1;1;2016-01-01\nN4;S3;1;ieri\nN5;S3;1;\nN5;S9;2;2016-01-01\nN1;S3;13;2016-01-01\n",
        );
        cartella.aggiungi(
            "segnalazioni.csv",
            "2020/2;S9;2020-01-10;INFO;SPORTELLO;INTERESSATO;op1;;;;;
2020/3;S1;;INFO;SPORTELLO;INTERESSATO;op1;;;;;
2020/4;S1;2020-01-10;INFO;SPORTELLO;INTERESSATO;op1;;;;;2020-02-01
2020/5;S1;2020-01-10;INFO;;INTERESSATO;op1;;;;;
2020/6;S1;2020-01-10;INFO;SPORTELLO;SCUOLA;op1;;;;;
2020/7;S1;2020-01-10;INFO;SPORTELLO;INTERESSATO;op1;op1;2020-01-11;;;
2020/8;S1;2020-01-10;INFO;SPORTELLO;INTERESSATO;op1;;;;ASSEGNATA_VALUTAZIONE;2020-02-01
2020/1;S1;2020-01-10;INFO;SPORTELLO;INTERESSATO;op1;;;;;
2020/9;S1;2020-01-10;INFO;SPORTELLO;INTERESSATO;op1;op2;;;;
2020/10;S1;10/01/2099;INFO;SPORTELLO;INTERESSATO;op1;;;;;
2020/11;S1;2020-01-10;INFO;SPORTELLO;INTERESSATO;;;;;;
;S1;2020-01-10;INFO;SPORTELLO;INTERESSATO;op1;;;;;
",
        );
        cartella
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn scrivi(&self, file: &str, testo: &str) {
        std::fs::write(self.path().join(file), testo).unwrap();
    }

    pub(super) fn aggiungi(&self, file: &str, righe: &str) {
        self.scrivi(file, &(self.leggi(file) + righe));
    }

    pub(super) fn sostituisci(&self, file: &str, questo: &str, con: &str) {
        let prima = self.leggi(file);
        let poi = prima.replace(questo, con);
        assert_ne!(prima, poi);
        self.scrivi(file, &poi);
    }

    fn leggi(&self, file: &str) -> String {
        std::fs::read_to_string(self.path().join(file)).unwrap()
    }
}

/// Day of the imports.
pub(super) fn oggi() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 10, 21).unwrap()
}

/// A day on which everything that is generated is past.
pub(super) fn oggi_del_distretto() -> NaiveDate {
    dev::population::GIORNO
}
