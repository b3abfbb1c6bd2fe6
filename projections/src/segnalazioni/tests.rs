use super::projection::{Numeri, Numero, Righe, Versione, fold};
use crate::error::ProjectionError;
use crate::fact::DomainFact;
use crate::prova::*;
use domain::identita::SegnalazioneId;
use domain::segnalazione::*;
use uuid::Uuid;

fn versioni(eventi: Vec<SegnalazioneEvent>) -> Vec<(u64, Option<u64>, Versione)> {
    let mut r = Registro::default();
    for evento in eventi {
        r.scrivi(id::<SegnalazioneId>(50), DomainFact::Segnalazione(evento));
    }
    let numeri = Numeri::from([(1, Numero { anno: 2024, n: 15 })]);
    let mut righe = Righe::stored([]);
    for fact in r.facts() {
        fold(&mut righe, fact, &numeri).unwrap();
    }
    let mut versioni: Vec<_> = righe.changes().opened.into_iter().map(|o| (o.from, o.to, o.row)).collect();
    versioni.sort_by_key(|v| v.0);
    versioni
}

fn nuova() -> SegnalazioneEvent {
    creata(id(50), id(1), dettagli("CASA", ottobre(1), None)).into()
}

fn chiusa() -> SegnalazioneEvent {
    PraticaChiusa { chiusa_da: id(1), autonomamente: false, esito: "EVASA".into(), il: ottobre(9) }.into()
}

fn riaperta() -> SegnalazioneEvent {
    PraticaRiaperta { riaperta_da: id(1), il: ottobre(10), motivo: cancellato(id(1)) }.into()
}

fn operatore(n: u128) -> Option<Uuid> {
    Some(attore(n).operatore.0)
}

#[test]
fn every_event_is_a_version_and_versions_follow_one_another() {
    let esito = EsitoRegistrato { esito: "EVASA".into(), originale: None, note: None };
    let versioni = versioni(vec![nuova(), esito.into(), chiusa()]);
    let spans: Vec<_> = versioni.iter().map(|(da, a, v)| (*da, *a, v.versione)).collect();
    assert_eq!(spans, [(1, Some(2), 1), (2, Some(3), 2), (3, None, 3)]);
    let ultima = &versioni[2].2;
    assert_eq!((ultima.stato, ultima.chiusa_il), (StatoSegnalazione::Chiusa, Some(ottobre(9))));
    assert_eq!((ultima.numero, ultima.esito.as_deref()), (Numero { anno: 2024, n: 15 }, Some("EVASA")));
    assert_eq!(ultima.responsabile(), None);
}

#[test]
fn the_assignee_follows_it_until_he_gives_it_back() {
    let accettata = SegnalazioneAccettata { assegnatario: id(2), il: ottobre(3) };
    let restituita =
        SegnalazioneRestituita { assegnatario: id(2), il: ottobre(4), motivo: "CARICO".into(), nota: None };
    let versioni =
        versioni(vec![nuova(), assegnata(2, ottobre(2)).into(), accettata.into(), restituita.into()]);
    let responsabili: Vec<_> = versioni.iter().map(|(_, _, v)| v.responsabile()).collect();
    assert_eq!(responsabili, [operatore(1), operatore(2), operatore(2), operatore(1)]);
    assert_eq!(versioni[3].2.assegnatario, None);
}

#[test]
fn a_reopened_one_returns_to_whom_had_it() {
    let con_assegnatario = versioni(vec![nuova(), assegnata(2, ottobre(2)).into(), chiusa(), riaperta()]);
    let ultima = &con_assegnatario[3].2;
    assert_eq!((ultima.stato, ultima.responsabile()), (StatoSegnalazione::Accettata, operatore(2)));
    assert_eq!((ultima.chiusa_il, ultima.esito.as_deref()), (None, None));

    let senza = versioni(vec![nuova(), chiusa(), riaperta()]);
    assert_eq!((senza[2].2.stato, senza[2].2.responsabile()), (StatoSegnalazione::Aperta, operatore(1)));
}

#[test]
fn a_creation_without_a_number_is_a_fault_of_the_log() {
    let mut r = Registro::default();
    r.scrivi(id::<SegnalazioneId>(50), DomainFact::Segnalazione(nuova()));
    let fault = fold(&mut Righe::stored([]), &r.facts()[0], &Numeri::new()).unwrap_err();
    assert!(matches!(fault, ProjectionError::Data { position: 1, .. }) && fault.is_permanent());
}
