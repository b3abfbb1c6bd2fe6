//! The rules of an operator, one test each.

mod incarichi;

use super::*;
use crate::attore::{Attore, NumeroIncarico, Ruolo};
use crate::evento::{Registrato, ambiti};
use crate::identita::{OperatoreId, UnitaId};
use crate::prova::{Storia, dato, id, in_chiaro, oggi};
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

fn chi() -> OperatoreId {
    id(7)
}

fn comune() -> UnitaId {
    id(50)
}

fn dati(cognome: &str, codice_fiscale: &str) -> DatiOperatore {
    DatiOperatore { cognome: cognome.into(), nome: "GIOVANNA".into(), codice_fiscale: codice_fiscale.into() }
}

fn segretariato() -> NuovoIncarico {
    NuovoIncarico::dal(oggi(), Ruolo::OperatoreSegretariato, comune())
}

fn abilita(dati: DatiOperatore) -> OperatoreCommand {
    OperatoreCommand::Abilita { operatore: chi(), dati, incarico: segretariato() }
}

fn disabilita() -> OperatoreCommand {
    OperatoreCommand::Disabilita { motivo: Some("Trasferita".into()) }
}

fn riabilita() -> OperatoreCommand {
    OperatoreCommand::Riabilita { motivo: None }
}

fn motivo(testo: &str) -> Option<Riservato<MotivoAmministrativo>> {
    Some(Riservato::nuovo(chi().come_soggetto(), MotivoAmministrativo { testo: testo.into() }))
}

fn nessuno() -> Storia<Operatore> {
    dato([])
}

fn abilitato() -> Storia<Operatore> {
    nessuno().poi(abilita(dati("D'ARCO", "RSSMRA86L11H514O")))
}

fn al_lavoro(storia: &Storia<Operatore>) -> Vec<(u32, Ruolo)> {
    storia.stato.attori_al(oggi()).map(|(n, a)| (n.0, a.ruolo)).collect()
}

#[test]
fn an_operator_is_enabled_with_his_first_membership() {
    let incarico = NuovoIncarico {
        profilo: Some(" Educatrice".into()),
        atto: Some("Determinazione 12".into()),
        riservati: true,
        ..segretariato()
    };
    let comando =
        OperatoreCommand::Abilita { operatore: chi(), dati: dati(" D'ARCO ", "rssmra86l11h514o"), incarico };
    let dettagli =
        DettagliIncarico { profilo: Some("Educatrice".into()), atto: Some("Determinazione 12".into()) };
    let storia = nessuno().quando(comando).allora([OperatoreAbilitato {
        operatore: chi(),
        dati: Riservato::nuovo(chi().come_soggetto(), dati("D'ARCO", "RSSMRA86L11H514O")),
        ruolo: Ruolo::OperatoreSegretariato,
        unita: comune(),
        dal: Some(oggi()),
        al: None,
        riservati: true,
        dettagli: Some(Riservato::nuovo(chi().come_soggetto(), dettagli)),
    }
    .into()]);
    let atteso = Attore { operatore: chi(), ruolo: Ruolo::OperatoreSegretariato, unita: comune() };
    let attori: Vec<_> = storia.stato.attori_al(oggi()).collect();
    assert_eq!(attori, [(NumeroIncarico::PRIMO, atteso)]);
}

#[test]
fn an_operator_is_enabled_once() {
    abilitato().quando(abilita(dati("D'ARCO", "RSSMRA86L11H514O"))).rifiuta(Codice::Esistente, &[]);
}

#[test]
fn an_operator_has_names_and_a_personal_codice_fiscale() {
    nessuno().quando(abilita(dati(" ", "RSSMRA86L11H514O"))).rifiuta(Codice::CampoObbligatorio, &["cognome"]);
    for (codice, atteso) in [
        ("", Codice::CodiceFiscaleAssente),
        ("12345678903", Codice::CodiceFiscaleLunghezza),
        ("RSSMRA86L11H514X", Codice::CodiceFiscaleControllo),
    ] {
        nessuno().quando(abilita(dati("D'ARCO", codice))).rifiuta(atteso, &["codiceFiscale"]);
    }
}

#[test]
fn one_codice_fiscale_is_reserved_for_one_operator() {
    let storia = abilitato().poi(disabilita()).poi(riabilita());
    let di = chi().to_string();
    let prenotazioni: Vec<_> = storia.eventi.iter().flat_map(|e| Operatore::prenotazioni(e, &di)).collect();
    assert_eq!(in_chiaro(&prenotazioni), [(ambiti::OPERATORE, "RSSMRA86L11H514O", di.as_str(), true)]);
    assert!(storia.eventi.iter().all(|e| Operatore::soggetti(e, &di) == [chi().come_soggetto()]));
}

#[test]
fn a_disabled_operator_is_nobody_at_work() {
    let storia = abilitato().quando(disabilita()).allora([OperatoreDisabilitato {
        operatore: chi(),
        motivo: motivo("Trasferita"),
    }
    .into()]);
    assert!(al_lavoro(&storia).is_empty());
    storia.quando(disabilita()).rifiuta(Codice::NessunaModifica, &[]);
}

#[test]
fn who_is_enabled_again_has_the_memberships_that_he_had() {
    let storia = abilitato().poi(disabilita()).quando(riabilita()).allora([OperatoreRiabilitato {
        operatore: chi(),
        motivo: None,
    }
    .into()]);
    assert_eq!(al_lavoro(&storia), [(1, Ruolo::OperatoreSegretariato)]);
    storia.quando(riabilita()).rifiuta(Codice::NessunaModifica, &[]);
}

#[test]
fn nothing_happens_to_somebody_unknown() {
    let cessa =
        OperatoreCommand::CessaIncarico { numero: NumeroIncarico(1), al: oggi(), motivo: None, oggi: oggi() };
    let conferisci = OperatoreCommand::ConferisciIncarico { incarico: segretariato() };
    for comando in [disabilita(), riabilita(), conferisci, cessa] {
        nessuno().quando(comando).rifiuta(Codice::OperatoreInesistente, &[]);
    }
}

#[test]
fn an_operator_whose_names_were_erased_can_be_disabled() {
    let storia = abilitato().cancellata().poi(disabilita());
    assert!(al_lavoro(&storia).is_empty());
}
