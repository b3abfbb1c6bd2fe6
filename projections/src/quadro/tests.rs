use super::TipoVoce;
use super::fold::{Riga, Righe, fold};
use crate::fact::DomainFact;
use crate::prova::*;
use crate::versions::Opened;
use domain::identita::{NucleoId, SegnalazioneId, SoggettoId};
use domain::nucleo_anagrafe::*;
use domain::nucleo_di_fatto::*;
use domain::segnalazione::*;

fn righe(registro: &Registro) -> Vec<Opened<String, String, Riga>> {
    let mut righe = Righe::stored([]);
    for fact in registro.facts() {
        fold(&mut righe, fact);
    }
    let mut righe = righe.changes().opened;
    righe.sort_by(|a, b| (a.from, &a.key).cmp(&(b.from, &b.key)));
    righe
}

/// The entries that hold at the end.
fn correnti(registro: &Registro) -> Vec<(TipoVoce, Option<String>, u32, Option<u32>)> {
    let giorno = |d: chrono::NaiveDate| chrono::Datelike::day(&d);
    let riga = |r: Riga| (r.tipo, r.codice, giorno(r.inizio), r.fine.map(giorno));
    righe(registro).into_iter().filter(|r| r.to.is_none()).map(|r| riga(r.row)).collect()
}

fn segnalazioni(eventi: Vec<SegnalazioneEvent>) -> Registro {
    let mut r = Registro::default();
    for evento in eventi {
        r.scrivi(id::<SegnalazioneId>(50), DomainFact::Segnalazione(evento));
    }
    r
}

fn nuova() -> SegnalazioneEvent {
    creata(id(50), id(1), dettagli("CASA", ottobre(1), None)).into()
}

fn chiusa(il: u32) -> SegnalazioneEvent {
    PraticaChiusa { chiusa_da: id(2), autonomamente: false, esito: "EVASA".into(), il: ottobre(il) }.into()
}

fn voce(stato: StatoSegnalazione) -> Option<String> {
    Some(stato.as_str().to_owned())
}

#[test]
fn a_contact_is_a_diamond_on_its_day_and_moves_with_it() {
    let modificata = SegnalazioneModificata { dettagli: dettagli("LAVORO", ottobre(3), None) };
    let r = segnalazioni(vec![nuova(), modificata.into()]);
    assert_eq!(correnti(&r), [(TipoVoce::Segnalazione, Some("LAVORO".into()), 3, Some(3))]);
    let prima = &righe(&r)[0];
    assert!(prima.row.istante && prima.to == Some(2) && prima.row.inizio == ottobre(1));
}

#[test]
fn an_assignment_is_a_bar_until_it_is_given_back_and_the_next_one_is_another() {
    let restituita =
        SegnalazioneRestituita { assegnatario: id(2), il: ottobre(4), motivo: "CARICO".into(), nota: None };
    let r = segnalazioni(vec![
        nuova(),
        assegnata(2, ottobre(2)).into(),
        restituita.into(),
        assegnata(3, ottobre(5)).into(),
    ]);
    let attese = [
        (TipoVoce::Segnalazione, Some("CASA".into()), 1, Some(1)),
        (TipoVoce::Assegnazione, voce(StatoSegnalazione::Restituita), 2, Some(4)),
        (TipoVoce::Assegnazione, voce(StatoSegnalazione::Assegnata), 5, None),
    ];
    assert_eq!(correnti(&r), attese);
}

#[test]
fn a_closure_ends_the_bar_and_a_reopening_opens_it_again() {
    let mut eventi = vec![nuova(), assegnata(2, ottobre(2)).into(), chiusa(6)];
    assert_eq!(
        correnti(&segnalazioni(eventi.clone()))[1],
        (TipoVoce::Assegnazione, voce(StatoSegnalazione::Chiusa), 2, Some(6))
    );
    eventi.push(PraticaRiaperta { riaperta_da: id(1), il: ottobre(7), motivo: cancellato(id(1)) }.into());
    assert_eq!(
        correnti(&segnalazioni(eventi))[1],
        (TipoVoce::Assegnazione, voce(StatoSegnalazione::Accettata), 2, None)
    );
}

#[test]
fn a_pratica_closed_without_assignment_has_no_bar() {
    assert_eq!(correnti(&segnalazioni(vec![nuova(), chiusa(2)])).len(), 1);
}

#[test]
fn two_memberships_of_one_person_are_two_bars() {
    let mut r = Registro::default();
    let nucleo: NucleoId = id(9);
    let mut scrivi = |e: NucleoDiFattoEvent| r.scrivi(nucleo, DomainFact::NucleoDiFatto(e));
    scrivi(aggiunto(id(2), ottobre(1)).into());
    scrivi(rimosso(id(2), ottobre(2)).into());
    scrivi(aggiunto(id(2), ottobre(3)).into());
    let attese = [
        (TipoVoce::NucleoDiFatto, Some("TRASFERIMENTO".into()), 1, Some(2)),
        (TipoVoce::NucleoDiFatto, Some("NASCITA".into()), 3, None),
    ];
    assert_eq!(correnti(&r), attese);
}

#[test]
fn a_member_of_the_register_is_a_bar_from_the_day_it_says_or_it_was_asked() {
    let mut r = Registro::default();
    let titolare: SoggettoId = id(1);
    let mut scrivi = |e: NucleoAnagrafeEvent| r.scrivi(titolare, DomainFact::NucleoAnagrafe(e));
    let componenti = vec![componente(id(1), "ROSSI", Some(ottobre(1))), componente(id(2), "VERDI", None)];
    let importato =
        NucleoAnagrafeImportato { soggetto: titolare, componenti, provenienza: provenienza(ottobre(5)) };
    scrivi(importato.into());
    let differenze = vec![Differenza::SoloInterno { componente: id(2) }];
    scrivi(NucleoAnagrafeAllineato { differenze, provenienza: provenienza(ottobre(8)) }.into());
    let attese = [(TipoVoce::NucleoAnagrafe, None, 1, None), (TipoVoce::NucleoAnagrafe, None, 5, Some(8))];
    assert_eq!(correnti(&r), attese);
}
