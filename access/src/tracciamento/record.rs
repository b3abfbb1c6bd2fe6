//! What is written of one request.

use chrono::{DateTime, Utc};
use domain::attore::{Attore, NumeroIncarico};
use domain::tracciamento::{Base, Divulgazione, Oggetto};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;
use uuid::Uuid;

/// People in one record; of a request that discloses more there are several.
const PEOPLE: usize = 200;
/// Characters of the name of an operation, which a client may choose.
const NAME: usize = 64;

/// One request that disclosed something, or tried to.
#[derive(Clone, Debug)]
pub struct Lettura {
    /// Id of the request, as the operator can quote it.
    pub richiesta: Uuid,
    /// Who, in which role, for which unit.
    pub attore: Attore,
    /// Through what: `graphql`, `cli`.
    pub canale: &'static str,
    /// How surely he proved who he is.
    pub livello: &'static str,
    /// With which of his memberships.
    pub incarico: NumeroIncarico,
    /// Name of his session.
    pub sessione: Option<Uuid>,
    /// Where he called from.
    pub indirizzo: Option<IpAddr>,
    /// Name of the operation, where it has one.
    pub operazione: Option<String>,
    /// When it was asked, by the clock of the service; the log has its own time beside it.
    pub chiesta: DateTime<Utc>,
    /// For what was searched: names of criteria, with keyed hashes.
    pub criteri: BTreeMap<&'static str, String>,
    /// What.
    pub divulgazioni: Vec<Divulgazione>,
    /// By what each thing was open; what has nothing was reached through another.
    pub basi: HashMap<Oggetto, Base>,
}

/// Things looked at in the same way, with the same outcome, by the same title.
#[derive(Default)]
struct Group {
    soggetti: Vec<Uuid>,
    pratiche: Vec<Uuid>,
    nuclei: Vec<Uuid>,
    consultazioni: Vec<Uuid>,
}

impl Lettura {
    /// The records as they are stored and hashed. Keys are in order, so the same request gives the same bytes.
    pub(super) fn records(&self) -> Vec<String> {
        self.divulgazioni.chunks(PEOPLE).map(|part| self.record(part)).collect()
    }

    fn record(&self, divulgazioni: &[Divulgazione]) -> String {
        let mut groups: BTreeMap<(&str, &str, Option<Base>), Group> = BTreeMap::new();
        let mut people: Vec<Uuid> = Vec::new();
        for d in divulgazioni {
            let base = d.oggetto.and_then(|oggetto| self.basi.get(&oggetto)).copied();
            let group = groups.entry((d.accesso.as_str(), d.esito.as_str(), base)).or_default();
            match d.oggetto {
                Some(Oggetto::Soggetto(s)) => {
                    group.soggetti.push(s.0);
                    people.push(s.0);
                }
                Some(Oggetto::Pratica(p)) => group.pratiche.push(p.0),
                Some(Oggetto::Nucleo(n)) => group.nuclei.push(n.0),
                Some(Oggetto::Consultazione(c)) => group.consultazioni.push(c),
                None => {}
            }
        }
        people.sort_unstable();
        people.dedup();
        let classi: BTreeSet<&str> =
            divulgazioni.iter().flat_map(Divulgazione::classi).map(|c| c.as_str()).collect();
        let letture: Vec<Value> = groups.into_iter().map(|(how, what)| describe(how, what)).collect();
        let mut record = json!({
            "canale": self.canale,
            "chiesta": self.chiesta.timestamp_micros(),
            "classi": classi,
            "incarico": self.incarico,
            "letture": letture,
            "livello": self.livello,
            "operatore": self.attore.operatore.0,
            "richiesta": self.richiesta,
            "ruolo": self.attore.ruolo.as_str(),
            "soggetti": people,
            "unita": self.attore.unita.0,
        });
        let mut also = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                record[name] = value;
            }
        };
        also("criteri", (!self.criteri.is_empty()).then(|| json!(self.criteri)));
        also("indirizzo", self.indirizzo.map(|a| json!(a)));
        also("operazione", self.operazione.as_deref().map(|o| json!(name(o))));
        also("sessione", self.sessione.map(|s| json!(s)));
        record.to_string()
    }
}

/// A group; what it has none of is left out.
fn describe((accesso, esito, base): (&str, &str, Option<Base>), what: Group) -> Value {
    let mut entry = Map::new();
    entry.insert("accesso".into(), accesso.into());
    entry.insert("esito".into(), esito.into());
    if let Some(base) = base {
        entry.insert("titolo".into(), base.titolo.as_str().into());
        if let Some(emergenza) = base.emergenza {
            entry.insert("emergenza".into(), json!(emergenza));
        }
    }
    let lists = [
        ("soggetti", what.soggetti),
        ("pratiche", what.pratiche),
        ("nuclei", what.nuclei),
        ("consultazioni", what.consultazioni),
    ];
    for (name, ids) in lists {
        if !ids.is_empty() {
            entry.insert(name.into(), json!(ids));
        }
    }
    Value::Object(entry)
}

/// At most so many characters; GraphQL names are ASCII.
fn name(operation: &str) -> String {
    operation.chars().take(NAME).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use domain::attore::Ruolo;
    use domain::identita::{OperatoreId, SoggettoId, UnitaId};
    use domain::tracciamento::{Accesso, Divulgato};
    use domain::visibilita::Titolo;

    pub(in crate::tracciamento) fn lettura(quanti: u128) -> Lettura {
        let divulgato = Divulgato::default();
        let persone = (1..=quanti).map(|n| Oggetto::Soggetto(SoggettoId(Uuid::from_u128(n))));
        divulgato.mostra(Accesso::Ricerca, persone);
        Lettura {
            richiesta: Uuid::from_u128(900),
            attore: Attore {
                operatore: OperatoreId(Uuid::from_u128(901)),
                ruolo: Ruolo::OperatoreSegretariato,
                unita: UnitaId(Uuid::from_u128(902)),
            },
            canale: "graphql",
            livello: "LoA2",
            incarico: NumeroIncarico::PRIMO,
            sessione: Some(Uuid::from_u128(903)),
            indirizzo: Some([192, 0, 2, 7].into()),
            criteri: BTreeMap::from([("testo", "0badc0de".to_owned())]),
            operazione: Some("N".repeat(70)),
            chiesta: DateTime::UNIX_EPOCH,
            divulgazioni: divulgato.prendi(),
            basi: HashMap::from([(
                Oggetto::Soggetto(SoggettoId(Uuid::from_u128(1))),
                Base { titolo: Titolo::Incarico, emergenza: None },
            )]),
        }
    }

    fn read(record: &str) -> Value {
        serde_json::from_str(record).unwrap()
    }

    #[test]
    fn a_record_says_by_which_title_each_person_was_open() {
        let records = lettura(2).records();
        let record = read(&records[0]);
        assert_eq!(records.len(), 1);
        assert_eq!(record["soggetti"].as_array().unwrap().len(), 2);
        let by_title = |titolo: Value| {
            let letture = record["letture"].as_array().unwrap();
            letture.iter().find(|l| l.get("titolo").cloned().unwrap_or_default() == titolo).unwrap()["soggetti"].clone()
        };
        assert_eq!(by_title(json!("INCARICO")), json!([Uuid::from_u128(1)]));
        assert_eq!(by_title(Value::Null), json!([Uuid::from_u128(2)]));
        assert_eq!(record["operazione"].as_str().unwrap().len(), NAME);
        assert_eq!(record["classi"], json!(["anagrafica"]));
        assert_eq!(record["criteri"], json!({ "testo": "0badc0de" }));
        assert_eq!((&record["incarico"], &record["indirizzo"]), (&json!(1), &json!("192.0.2.7")));
    }

    #[test]
    fn more_people_than_a_record_holds_are_in_several_and_nobody_is_lost() {
        let records = lettura(450).records();
        let people = records.iter().map(|r| read(r)["soggetti"].as_array().unwrap().len());
        assert_eq!(people.collect::<Vec<_>>(), [200, 200, 50]);
    }
}
