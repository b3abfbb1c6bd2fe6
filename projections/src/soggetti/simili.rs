//! Ranges for what was typed with one error: the words of the dictionary that are one edit away.

use super::Corrispondenza;
use super::criteri::{Nomi, Ricerca};
use super::dizionario::Dizionario;
use super::gambe::{Colonna, Gamba, coppie, senza_ripetizioni};
use super::variante::{a_una_modifica, varianti};
use sqlx::{PgPool, Row};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Shorter words are one edit away from everything.
const LETTERE_MIN: usize = 3;
/// Similar words that are tried for each word, the most frequent ones.
const SIMILI_MAX: usize = 40;
/// Of these, how many are tried together with similar words of the other name.
const INSIEME_MAX: usize = 5;
/// Shorter words are two edits away from everything.
const LETTERE_MIN_DUE: usize = 6;
/// Ranges that are tried.
const GAMBE_MAX: usize = 512;

/// A column of the dictionary.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Campo {
    Cognome,
    Nome,
}

impl Campo {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Cognome => "cognome",
            Self::Nome => "nome",
        }
    }
}

/// (field, word as typed) → words one edit away, most frequent first.
type Vicine = HashMap<(Campo, String), Vec<String>>;

/// What was typed, as (surname, name); either may be empty.
fn letture(ricerca: &Ricerca) -> Vec<(String, String)> {
    match &ricerca.nomi {
        Nomi::Nessuno => Vec::new(),
        Nomi::Campi { cognome, nome } => vec![(cognome.clone(), nome.clone())],
        Nomi::Liberi(parole) => {
            let tutto = parole.concat();
            let mut letture: Vec<_> = coppie(parole).into_iter().map(|c| (c.cognome, c.nome)).collect();
            letture.extend([(tutto.clone(), String::new()), (String::new(), tutto)]);
            letture
        }
    }
}

/// The words of what was typed that are long enough.
fn parole(letture: &[(String, String)], lettere_min: usize) -> Vec<(Campo, String)> {
    let mut parole = BTreeSet::new();
    for (cognome, nome) in letture {
        parole.insert((Campo::Cognome, cognome.clone()));
        parole.insert((Campo::Nome, nome.clone()));
    }
    parole.retain(|(_, parola)| parola.len() >= lettere_min);
    Vec::from_iter(parole)
}

/// The ranges of what is one error away from what was typed.
pub(super) async fn simili(pool: &PgPool, ricerca: &Ricerca) -> Result<Vec<Gamba>, sqlx::Error> {
    let letture = letture(ricerca);
    let parole = parole(&letture, LETTERE_MIN);
    if parole.is_empty() {
        return Ok(Vec::new());
    }
    Ok(gambe_tra(&letture, &vicine(pool, &parole).await?))
}

/// The ranges of what is two errors away from a word that was typed.
pub(super) async fn simili_due(
    pool: &PgPool,
    dizionario: &Arc<Dizionario>,
    ricerca: &Ricerca,
) -> Result<Vec<Gamba>, sqlx::Error> {
    let letture = letture(ricerca);
    let parole = parole(&letture, LETTERE_MIN_DUE);
    if parole.is_empty() {
        return Ok(Vec::new());
    }
    let tutte = dizionario.parole(pool).await?;
    let vicine = parole.into_iter().map(|(campo, parola)| {
        let mut simili = tutte.vicine(campo, &parola, 2, 2 * SIMILI_MAX);
        simili.retain(|s| !a_una_modifica(s, &parola));
        simili.truncate(SIMILI_MAX);
        ((campo, parola), simili)
    });
    Ok(gambe_tra(&letture, &vicine.collect()))
}

fn gambe_tra(letture: &[(String, String)], vicine: &Vicine) -> Vec<Gamba> {
    let gambe = letture.iter().flat_map(|(c, n)| gambe_di(vicine, c, n)).collect();
    let mut gambe = senza_ripetizioni(gambe);
    gambe.truncate(GAMBE_MAX);
    gambe
}

fn gambe_di(vicine: &Vicine, cognome: &str, nome: &str) -> Vec<Gamba> {
    let di = |campo, parola: &str| vicine.get(&(campo, parola.to_owned())).into_iter().flatten();
    let simile = Corrispondenza::Simile;
    if nome.is_empty() {
        return di(Campo::Cognome, cognome).map(|c| Gamba::parola(Colonna::CognomeNome, c, simile)).collect();
    }
    if cognome.is_empty() {
        return di(Campo::Nome, nome).map(|n| Gamba::parola(Colonna::NomeCognome, n, simile)).collect();
    }
    let mut gambe = Vec::new();
    for n in di(Campo::Nome, nome) {
        gambe.push(Gamba::coppia(Colonna::CognomeNome, cognome, n, simile));
    }
    for c in di(Campo::Cognome, cognome) {
        gambe.push(Gamba::coppia_o_inizio(c, nome, simile));
    }
    for c in di(Campo::Cognome, cognome).take(INSIEME_MAX) {
        // A name that begins with what was typed lies in the range above.
        for n in di(Campo::Nome, nome).filter(|n| !n.starts_with(nome)).take(INSIEME_MAX) {
            gambe.push(Gamba::coppia(Colonna::CognomeNome, c, n, simile));
        }
    }
    gambe
}

async fn vicine(pool: &PgPool, parole: &[(Campo, String)]) -> Result<Vicine, sqlx::Error> {
    let (mut numeri, mut campi, mut tutte) = (vec![], vec![], vec![]);
    for ((campo, parola), n) in parole.iter().zip(0i32..) {
        for variante in varianti(parola) {
            numeri.push(n);
            campi.push(campo.as_str());
            tutte.push(variante);
        }
    }
    let righe = sqlx::query(
        "SELECT DISTINCT q.n, d.parola, d.quanti FROM unnest($1::int[], $2::text[], $3::text[]) q(n, campo, variante) \
           JOIN letture.soggetti_varianti_v1 v ON v.variante = q.variante AND v.campo = q.campo \
           JOIN letture.soggetti_dizionario_v1 d ON d.campo = v.campo AND d.parola = v.parola \
          ORDER BY d.quanti DESC, d.parola",
    )
    .bind(numeri)
    .bind(campi)
    .bind(tutte)
    .fetch_all(pool)
    .await?;
    let mut vicine = Vicine::new();
    for riga in &righe {
        let cercata = usize::try_from(riga.try_get::<i32, _>("n")?).ok().and_then(|n| parole.get(n));
        let parola: String = riga.try_get("parola")?;
        if let Some(cercata) = cercata
            && parola != cercata.1
            && a_una_modifica(&parola, &cercata.1)
        {
            let simili = vicine.entry(cercata.clone()).or_default();
            if simili.len() < SIMILI_MAX {
                simili.push(parola);
            }
        }
    }
    Ok(vicine)
}
