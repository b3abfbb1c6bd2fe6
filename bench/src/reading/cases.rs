//! The questions: drawn at random from the people that there are.

use crate::Fault;
use projections::soggetti::chiave;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use sqlx::{PgPool, Row};
use uuid::Uuid;

/// People about whom is asked.
const DRAWN: i64 = 4_000;

/// Letters of a surname that gets two errors: each may leave one out, and with fewer than six left two are not looked for.
const LONG: usize = 8;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Twenty people: by the whole name and the birth date, by the beginning of the name, by codice fiscale.
    Search,
    /// The same by name and birth date, with one typing error in the surname.
    Typo,
    /// The same with two of them, in surnames long enough for two to be looked for.
    TwoTypos,
    /// The quadro of a person and household.
    Quadro,
    /// One person by codice fiscale.
    Row,
    /// Fifty people of a surname.
    Page,
}

impl Case {
    pub(super) const ALL: [Self; 6] =
        [Self::Search, Self::Typo, Self::TwoTypos, Self::Quadro, Self::Row, Self::Page];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Typo => "search, one typing error",
            Self::TwoTypos => "search, two typing errors",
            Self::Quadro => "quadro of person and household",
            Self::Row => "one row",
            Self::Page => "list page",
        }
    }
}

/// A question, and whom its answer must name, if that is certain.
#[derive(Clone)]
pub(super) struct Question {
    pub(super) subject: Uuid,
    pub(super) text: String,
    /// The folded beginning of surname and name, or the codice fiscale: what SQL alone looks for.
    pub(super) key: String,
    pub(super) by_code: bool,
    pub(super) first: u32,
    pub(super) certain: bool,
}

/// The questions of every case.
pub(super) struct Questions {
    people: Vec<Person>,
    seed: u64,
}

struct Person {
    id: Uuid,
    surname: String,
    name: String,
    born: String,
    code: String,
}

impl Questions {
    /// Draws them: the ids are hashes, so their beginning is a sample.
    pub(super) async fn draw(pool: &PgPool, seed: u64) -> Result<Self, Fault> {
        let rows = sqlx::query(
            "SELECT soggetto, cognome, nome, data_nascita::text AS nato, codice_fiscale FROM letture.soggetti_v1 \
              WHERE length(cognome) > 3 AND nome IS NOT NULL AND precisione = 'giorno' AND codice_fiscale IS NOT NULL \
              ORDER BY soggetto LIMIT $1",
        )
        .bind(DRAWN)
        .fetch_all(pool)
        .await?;
        let people = (rows.iter())
            .map(|r| {
                Ok(Person {
                    id: r.try_get("soggetto")?,
                    surname: r.try_get("cognome")?,
                    name: r.try_get("nome")?,
                    born: r.try_get("nato")?,
                    code: r.try_get("codice_fiscale")?,
                })
            })
            .collect::<Result<Vec<_>, sqlx::Error>>()?;
        if people.is_empty() { Err("nobody to ask about".into()) } else { Ok(Self { people, seed }) }
    }

    /// An endless list, another one for every caller.
    pub(super) fn of(&self, case: Case, caller: usize) -> Vec<Question> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed + caller as u64);
        let long = |p: &&Person| case != Case::TwoTypos || p.surname.chars().count() >= LONG;
        let mut people: Vec<&Person> = self.people.iter().filter(long).collect();
        people.shuffle(&mut rng);
        people.iter().enumerate().map(|(n, person)| person.question(case, n, &mut rng)).collect()
    }
}

impl Person {
    fn question(&self, case: Case, n: usize, rng: &mut ChaCha8Rng) -> Question {
        let Self { id, surname, name, born, code } = self;
        let folded = |words: &str| chiave(words);
        let by_name = |text: String, first| Question {
            subject: *id,
            text,
            key: format!("{} {}", folded(surname), folded(name)),
            by_code: false,
            first,
            certain: true,
        };
        let by_code = |first| Question {
            subject: *id,
            text: code.clone(),
            key: code.clone(),
            by_code: true,
            first,
            certain: true,
        };
        match case {
            Case::Search => match n % 3 {
                0 => by_name(format!("{surname} {name} {born}"), 20),
                1 => {
                    let beginning: String = name.chars().take(3).collect();
                    let key = format!("{} {}", folded(surname), folded(&beginning));
                    Question { key, certain: false, ..by_name(format!("{surname} {beginning}"), 20) }
                }
                _ => by_code(20),
            },
            Case::Typo => by_name(format!("{} {name} {born}", with_error(surname, rng)), 20),
            Case::TwoTypos => {
                let once = with_error(surname, rng);
                by_name(format!("{} {name} {born}", with_error(&once, rng)), 20)
            }
            Case::Quadro => by_name(String::new(), 0),
            Case::Row => by_code(1),
            Case::Page => Question { key: folded(surname), certain: false, ..by_name(surname.clone(), 50) },
        }
    }
}

/// A letter left out, doubled, changed, or exchanged with the next.
fn with_error(word: &str, rng: &mut ChaCha8Rng) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = rng.gen_range(1..letters.len() - 1);
    match rng.gen_range(0..4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = if letters[at] == 'K' { 'W' } else { 'K' },
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

const SEARCH: &str = "query($t:String,$n:Int){cercaSoggetti(criteri:{testo:$t},first:$n){nodes{corrispondenza \
    soggetto{id codice nominativo codiceFiscale dataNascita luogoNascita}} pageInfo{hasNextPage endCursor}}}";
const QUADRO: &str = "query($s:ID!){quadroRiassuntivo(soggetto:$s,conNucleo:true){gruppi{tipo id titolo \
    voci{id tipo inizio fine istantanea riferimento}} pageInfo{hasNextPage endCursor}}}";

impl Question {
    /// As a GraphQL request.
    pub(super) fn graphql(&self, case: Case) -> Value {
        match case {
            Case::Quadro => json!({ "query": QUADRO, "variables": { "s": self.subject } }),
            _ => json!({ "query": SEARCH, "variables": { "t": self.text, "n": self.first } }),
        }
    }

    /// As a request to the raw service.
    pub(super) fn raw(&self, case: Case) -> Value {
        match case {
            Case::Quadro => json!({ "soggetto": self.subject }),
            _ => json!({ "testo": self.text, "primi": self.first }),
        }
    }
}
