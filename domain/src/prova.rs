//! What the tests of the aggregates share: given, when, then; synthetic persons; erasure.

use crate::evento::{Prenotazione, Registrato};
use crate::persona::{DataParziale, DatiAnagrafici, IndicatoreCf, LuogoNascita, Provenienza, Sesso};
use crate::rifiuto::{Codice, Rifiuto};
use chrono::{DateTime, NaiveDate};
use cqrs_es::event_sink::EventSink;
use futures::executor::block_on;
use serde_json::{Value, json};
use uuid::Uuid;

/// The id number `n`, of whatever kind.
pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

/// A day.
pub(crate) fn giorno(anno: i32, mese: u32, giorno: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(anno, mese, giorno).unwrap()
}

/// The office date of every test.
pub(crate) fn oggi() -> NaiveDate {
    giorno(2024, 10, 21)
}

/// The day after.
pub(crate) fn domani() -> NaiveDate {
    giorno(2024, 10, 22)
}

/// The manual's synthetic person.
pub(crate) fn rossi() -> DatiAnagrafici {
    DatiAnagrafici {
        cognome: Some("ROSSI".into()),
        nome: Some("MARIO".into()),
        sesso: Some(Sesso::M),
        data_nascita: Some(DataParziale::certa(giorno(1986, 7, 11))),
        luogo_nascita: Some(LuogoNascita::Comune {
            codice: "H514".into(),
            denominazione: "ROMANS D'ISONZO".into(),
            provincia: "GO".into(),
        }),
        codice_fiscale: Some("RSSMRA86L11H514O".into()),
        indicatore_cf: IndicatoreCf::Ministeriale,
        cf_validato: Some(true),
        id_anpr: Some("AB12345CD".into()),
        cittadinanze: vec!["100".into()],
        stato_demografico: Some("RESIDENTE".into()),
        data_stato_demografico: None,
    }
}

/// A person of whom only the surname is known.
pub(crate) fn solo(cognome: &str) -> DatiAnagrafici {
    DatiAnagrafici {
        cognome: Some(cognome.into()),
        nome: None,
        sesso: None,
        data_nascita: None,
        luogo_nascita: None,
        codice_fiscale: None,
        indicatore_cf: IndicatoreCf::NonDisponibile,
        cf_validato: None,
        id_anpr: None,
        cittadinanze: Vec::new(),
        stato_demografico: None,
        data_stato_demografico: None,
    }
}

/// An answer of the register.
pub(crate) fn provenienza() -> Provenienza {
    Provenienza {
        servizi: vec!["C030".into(), "C021".into()],
        consultato_il: DateTime::UNIX_EPOCH,
        data_riferimento: oggi(),
        id_operazione: Some("1".into()),
    }
}

/// The same event with every partition erased.
pub(crate) fn cancellato<E: serde::Serialize + serde::de::DeserializeOwned>(evento: &E) -> E {
    fn cancella(valore: &mut Value) {
        match valore {
            Value::Object(campi) if campi.contains_key("riservato") => {
                campi.remove("valore");
                campi.insert(
                    "cancellato".into(),
                    json!({ "quando": "2024-01-01T00:00:00Z", "base": "art17" }),
                );
            }
            Value::Object(campi) => campi.values_mut().for_each(cancella),
            Value::Array(valori) => valori.iter_mut().for_each(cancella),
            _ => {}
        }
    }
    let mut json = serde_json::to_value(evento).unwrap();
    cancella(&mut json);
    serde_json::from_value(json).unwrap()
}

/// A stream and the state that it folds to.
pub(crate) struct Storia<A: Registrato> {
    pub(crate) stato: A,
    pub(crate) eventi: Vec<A::Event>,
}

/// What a command brought about.
pub(crate) struct Quando<A: Registrato> {
    pub(crate) esito: Result<Vec<A::Event>, A::Error>,
    prima: Storia<A>,
}

/// The stream that holds these events.
pub(crate) fn dato<A: Registrato>(eventi: impl IntoIterator<Item = A::Event>) -> Storia<A> {
    let mut storia = Storia { stato: A::default(), eventi: Vec::new() };
    for evento in eventi {
        storia.stato.apply(evento.clone());
        storia.eventi.push(evento);
    }
    storia
}

impl<A: Registrato> Storia<A>
where
    A::Error: Rifiuto,
{
    /// A command that succeeds and belongs to what is given.
    pub(crate) fn poi(self, comando: A::Command) -> Self {
        let Quando { esito, prima } = self.quando(comando);
        let eventi = esito.unwrap_or_else(|e| panic!("refused: {} {:?}", e.codice(), e.campi()));
        dato(prima.eventi.into_iter().chain(eventi))
    }

    /// The same stream after the erasure of everybody in it.
    pub(crate) fn cancellata(self) -> Self {
        dato(self.eventi.iter().map(cancellato))
    }

    /// The command under test, through the library's own door.
    pub(crate) fn quando(self, comando: A::Command) -> Quando<A> {
        let mut stato: A = dato(self.eventi.clone()).stato;
        let sink = EventSink::default();
        let esito = block_on(stato.handle(comando, &(), &sink));
        Quando { esito: esito.map(|()| block_on(sink.collect())), prima: self }
    }
}

impl<A: Registrato> Quando<A>
where
    A::Error: Rifiuto,
{
    /// Exactly these events.
    #[track_caller]
    pub(crate) fn allora(self, attesi: impl IntoIterator<Item = A::Event>) -> Storia<A> {
        let eventi = self.esito.unwrap_or_else(|e| panic!("refused: {} {:?}", e.codice(), e.campi()));
        let attesi: Vec<_> = attesi.into_iter().collect();
        assert_eq!(
            serde_json::to_value(&eventi).unwrap(),
            serde_json::to_value(&attesi).unwrap(),
            "other events"
        );
        dato(self.prima.eventi.into_iter().chain(eventi))
    }

    /// This refusal about these fields.
    #[track_caller]
    pub(crate) fn rifiuta(self, codice: Codice, campi: &[&str]) {
        match self.esito {
            Ok(eventi) => panic!("expected {codice}, got {} events", eventi.len()),
            Err(e) => {
                let campi = campi.iter().map(|c| (*c).to_owned()).collect();
                assert_eq!((e.codice(), e.campi()), (codice, campi));
            }
        }
    }
}

/// A reservation as (name space, value, holder, reserves), to compare.
pub(crate) fn in_chiaro(prenotazioni: &[Prenotazione]) -> Vec<(&str, &str, &str, bool)> {
    prenotazioni.iter().map(|p| (p.ambito, p.valore.as_str(), p.titolare.as_str(), p.riserva)).collect()
}
