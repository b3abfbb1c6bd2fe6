//! The district as the CSV files of `sigess import`: what an older system would have handed over.

use super::{Casa, Contatto, Distretto};
use crate::population::{Componente, Famiglia, Flusso, Persona};
use chrono::{Datelike, NaiveDate};
use csv::{Writer, WriterBuilder};
use domain::persona::{LuogoNascita, Sesso};
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scritti {
    /// Rows of `soggetti.csv`.
    pub soggetti: u64,
    /// Nuclei in `nuclei.csv`.
    pub nuclei: u64,
    /// Rows of `segnalazioni.csv`.
    pub segnalazioni: u64,
}

const UNITA: [[&str; 4]; 6] = [
    ["LAZIO", "Regione Lazio", "REGIONE", ""],
    ["SIGESS_D01", "SIGESS-Distretto 01 - Regione Lazio", "DISTRETTO", "LAZIO"],
    ["SIGESS_COM1", "Comune 1", "COMUNE", "SIGESS_D01"],
    ["SIGESS_COM2", "Comune 2", "COMUNE", "SIGESS_D01"],
    ["SIGESS_COM3", "Comune 3", "COMUNE", "SIGESS_D01"],
    ["SIGESS_UDP1", "Ufficio di piano", "UFFICIO_PIANO", "SIGESS_D01"],
];

/// Writes the files; those that are there are replaced.
///
/// # Errors
/// When the folder cannot be written.
pub fn scrivi(cartella: &Path, distretto: Distretto) -> io::Result<Scritti> {
    std::fs::create_dir_all(cartella)?;
    unita(cartella)?;
    operatori(cartella, &distretto)?;
    let mut soggetti = file(cartella, "soggetti.csv", SOGGETTI)?;
    let mut nuclei = file(cartella, "nuclei.csv", NUCLEI)?;
    let mut segnalazioni = file(cartella, "segnalazioni.csv", SEGNALAZIONI)?;
    let mut scritti = Scritti::default();
    let mut numeri: HashMap<i32, u64> = HashMap::new();
    for casa in distretto.case() {
        for (posto, n) in (0..casa.persone.len()).zip(casa.primo..) {
            soggetto(&mut soggetti, &casa, posto, n)?;
            scritti.soggetti += 1;
            for contatto in &casa.contatti[posto] {
                let numero = numeri.entry(contatto.il.year()).or_default();
                *numero += 1;
                segnalazione(&mut segnalazioni, n, contatto, *numero)?;
                scritti.segnalazioni += 1;
            }
        }
        if casa.famiglia.componenti.len() > 1 {
            nucleo(&mut nuclei, &casa)?;
            scritti.nuclei += 1;
        }
    }
    for mut file in [soggetti, nuclei, segnalazioni] {
        file.flush()?;
    }
    Ok(scritti)
}

fn file(cartella: &Path, nome: &str, colonne: &[&str]) -> io::Result<Writer<File>> {
    let mut file = WriterBuilder::new()
        .delimiter(b';')
        .buffer_capacity(1 << 20)
        .from_writer(File::create(cartella.join(nome))?);
    file.write_record(colonne)?;
    Ok(file)
}

fn unita(cartella: &Path) -> io::Result<()> {
    let mut file = file(cartella, "unita.csv", &["codice", "descrizione", "tipo", "padre"])?;
    for riga in UNITA {
        file.write_record(riga)?;
    }
    file.flush()
}

/// Authors at the desks of the municipalities, assistenti sociali to whom things are assigned.
fn operatori(cartella: &Path, distretto: &Distretto) -> io::Result<()> {
    let colonne = &["codice", "cognome", "nome", "codice_fiscale", "ruolo", "unita", "attivo"];
    let mut file = file(cartella, "operatori.csv", colonne)?;
    let persone = Flusso::new(distretto.seed.wrapping_add(2)).filter_map(|c| {
        let primo = c.persone.into_iter().next()?;
        Some((primo.codice_fiscale?, primo.cognome?, primo.nome))
    });
    let posti = ["SIGESS_COM1", "SIGESS_COM2", "SIGESS_COM3"];
    let ruoli = [("D", "OPERATORE_SEGRETARIATO"), ("A", "ASSISTENTE_SOCIALE")];
    let chi = ruoli.into_iter().flat_map(|r| (0..distretto.operatori.max(1)).map(move |n| (r, n)));
    for (((lettera, ruolo), n), (codice, cognome, nome)) in chi.zip(persone) {
        let unita = posti[n as usize % posti.len()];
        let attivo = if n % 10 == 9 { "no" } else { "si" };
        file.write_record([&format!("{lettera}{n}"), &cognome, &nome, &codice, ruolo, unita, attivo])?;
    }
    file.flush()
}

const SOGGETTI: &[&str] = &[
    "codice",
    "cognome",
    "nome",
    "sesso",
    "data_nascita",
    "luogo_nascita_codice",
    "luogo_nascita",
    "codice_fiscale",
    "id_anpr",
    "cittadinanza",
    "stato_demografico",
    "data_stato_demografico",
    "stato_civile",
    "stato_civile_dal",
    "telefono1",
    "residenza_dal",
    "residenza_codice_luogo",
    "residenza_via",
    "residenza_civico",
];

fn soggetto(file: &mut Writer<File>, casa: &Casa, posto: usize, n: u64) -> io::Result<()> {
    let persona: &Persona = &casa.persone[posto];
    let famiglia: &Famiglia = &casa.famiglia;
    let dal =
        famiglia.componenti.iter().find(|c| c.persona == posto).map(|c| italiana(c.dal)).unwrap_or_default();
    let (codice_luogo, luogo) = match &persona.luogo_nascita {
        LuogoNascita::Comune { codice, denominazione, .. } => (codice.as_str(), denominazione.as_str()),
        LuogoNascita::Estero { codice, localita, .. } => {
            (codice.as_str(), localita.as_deref().unwrap_or_default())
        }
        LuogoNascita::Descritto { descrizione } => ("", descrizione.as_str()),
    };
    let decesso = persona.decesso.map(italiana).unwrap_or_default();
    let telefono = if n.is_multiple_of(2) { format!("06 555{:04}", n % 10_000) } else { String::new() };
    file.write_record([
        codice(n).as_str(),
        persona.cognome.as_deref().unwrap_or_default(),
        &persona.nome,
        match persona.sesso {
            Sesso::M => "M",
            Sesso::F => "F",
        },
        &italiana(persona.nascita.data),
        codice_luogo,
        luogo,
        persona.codice_fiscale.as_deref().unwrap_or_default(),
        &persona.id_anpr,
        &persona.cittadinanza,
        if persona.decesso.is_some() { "DECEDUTO" } else { "" },
        &decesso,
        &persona.stato_civile.to_string(),
        &dal,
        &telefono,
        &dal,
        famiglia.indirizzo.comune,
        &format!("{} {}", famiglia.indirizzo.specie, famiglia.indirizzo.denominazione),
        &famiglia.indirizzo.civico.to_string(),
    ])?;
    Ok(())
}

const NUCLEI: &[&str] = &["nucleo", "nome", "soggetto", "relazione", "dal", "motivo_ingresso"];

fn nucleo(file: &mut Writer<File>, casa: &Casa) -> io::Result<()> {
    let cognome = casa.persone.first().and_then(|p| p.cognome.as_deref()).unwrap_or_default();
    for componente in &casa.famiglia.componenti {
        // In an institutional household the members are bound by nothing else.
        let legame = match (casa.famiglia.tipo_legame, componente.codice_legame) {
            (_, Componente::INTESTATARIO) => Componente::INTESTATARIO,
            (Famiglia::CONVIVENZA, _) => Componente::COABITANTE,
            (_, legame) => legame,
        };
        file.write_record([
            format!("N{}", casa.primo),
            format!("FAM. {cognome}"),
            codice(casa.primo + componente.persona as u64),
            legame.to_string(),
            italiana(componente.dal),
            "RILEVAZIONE_OPERATORE".to_owned(),
        ])?;
    }
    Ok(())
}

const SEGNALAZIONI: &[&str] = &[
    "numero_originario",
    "soggetto",
    "data_segnalazione",
    "canale",
    "motivo",
    "urgenza",
    "tipo_segnalante",
    "segnalante_denominazione",
    "note",
    "operatore",
    "assegnata_a",
    "assegnata_il",
    "accettata_il",
    "esito",
    "chiusa_il",
];

fn segnalazione(file: &mut Writer<File>, persona: u64, c: &Contatto, numero: u64) -> io::Result<()> {
    let facoltativa = |data: Option<NaiveDate>| data.map(italiana).unwrap_or_default();
    let denominazione = if c.segnalante == "INTERESSATO" { "" } else { "Segnalante di prova" };
    file.write_record([
        &format!("{}/{numero}", c.il.year()),
        &codice(persona),
        &italiana(c.il),
        c.canale,
        c.motivo,
        c.urgenza,
        c.segnalante,
        denominazione,
        "Contatto di prova; nessuna persona reale.",
        &format!("D{}", c.autore),
        &c.assegnata.map(|a| format!("A{}", a.operatore)).unwrap_or_default(),
        &facoltativa(c.assegnata.map(|a| a.il)),
        &facoltativa(c.assegnata.and_then(|a| a.accettata_il)),
        c.esito.unwrap_or_default(),
        &facoltativa(c.chiusa_il),
    ])?;
    Ok(())
}

fn codice(persona: u64) -> String {
    format!("S{persona:07}")
}

fn italiana(data: NaiveDate) -> String {
    data.format("%d/%m/%Y").to_string()
}
