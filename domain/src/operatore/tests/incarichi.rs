//! Memberships: given, ended, never twice at once.

use super::*;
use crate::prova::{domani, giorno};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn conferisci(ruolo: Ruolo, dal: NaiveDate, al: Option<NaiveDate>) -> OperatoreCommand {
    OperatoreCommand::ConferisciIncarico {
        incarico: NuovoIncarico { al, ..NuovoIncarico::dal(dal, ruolo, comune()) },
    }
}

fn cessa(numero: u32, al: NaiveDate) -> OperatoreCommand {
    OperatoreCommand::CessaIncarico { numero: NumeroIncarico(numero), al, motivo: None, oggi: oggi() }
}

/// As an older release wrote it.
fn di_una_volta() -> Storia<Operatore> {
    dato([OperatoreAbilitato {
        operatore: chi(),
        dati: Riservato::nuovo(chi().come_soggetto(), dati("D'ARCO", "RSSMRA86L11H514O")),
        ruolo: Ruolo::OperatoreSegretariato,
        unita: comune(),
        dal: None,
        al: None,
        riservati: false,
        dettagli: None,
    }
    .into()])
}

#[test]
fn a_membership_is_given_the_next_number() {
    let atteso = IncaricoConferito {
        operatore: chi(),
        numero: NumeroIncarico(2),
        ruolo: Ruolo::Coordinatore,
        unita: comune(),
        dal: oggi(),
        al: Some(domani()),
        riservati: false,
        dettagli: None,
    };
    let comando = conferisci(Ruolo::Coordinatore, oggi(), Some(domani()));
    let storia = abilitato().quando(comando).allora([atteso.into()]);
    assert_eq!(al_lavoro(&storia), [(1, Ruolo::OperatoreSegretariato), (2, Ruolo::Coordinatore)]);
}

#[test]
fn a_membership_holds_from_its_first_day_to_its_last() {
    let storia = abilitato().poi(conferisci(Ruolo::Coordinatore, domani(), Some(domani())));
    let in_vigore = |giorno: NaiveDate| storia.stato.attori_al(giorno).map(|(n, _)| n.0).collect::<Vec<_>>();
    assert_eq!(in_vigore(oggi()), [1]);
    assert_eq!(in_vigore(domani()), [1, 2]);
    assert_eq!(in_vigore(domani() + Days::new(1)), [1]);
    assert!(in_vigore(oggi() - Days::new(1)).is_empty());
}

#[test]
fn nobody_has_the_same_role_for_the_same_unit_twice_at_once() {
    let gia =
        || abilitato().poi(conferisci(Ruolo::Coordinatore, giorno(2024, 11, 1), Some(giorno(2024, 11, 30))));
    for (dal, al) in [
        (giorno(2024, 10, 25), Some(giorno(2024, 11, 1))),
        (giorno(2024, 11, 30), None),
        (giorno(2024, 10, 1), None),
        (giorno(2024, 11, 10), Some(giorno(2024, 11, 10))),
    ] {
        gia()
            .quando(conferisci(Ruolo::Coordinatore, dal, al))
            .rifiuta(Codice::IncaricoSovrapposto, &["dal", "al"]);
    }
    gia()
        .poi(conferisci(Ruolo::Coordinatore, giorno(2024, 12, 1), None))
        .poi(conferisci(Ruolo::Coordinatore, giorno(2024, 10, 1), Some(giorno(2024, 10, 31))))
        .poi(conferisci(Ruolo::AssistenteSociale, giorno(2024, 11, 1), None));
}

#[test]
fn the_days_of_a_membership_are_in_order_and_of_this_age() {
    let prova = |dal, al, codice, campo: &str| {
        abilitato().quando(conferisci(Ruolo::Coordinatore, dal, al)).rifiuta(codice, &[campo]);
    };
    prova(domani(), Some(oggi()), Codice::PeriodoNonValido, "al");
    prova(giorno(1969, 12, 31), None, Codice::DataTroppoRemota, "dal");
    prova(oggi(), Some(giorno(10_000, 1, 1)), Codice::DataNonValida, "al");
    prova(giorno(10_000, 1, 1), None, Codice::DataNonValida, "dal");
}

#[test]
fn who_sees_no_file_has_no_right_to_reserved_sections() {
    for ruolo in [Ruolo::Amministratore, Ruolo::Analista] {
        let incarico = NuovoIncarico { riservati: true, ..NuovoIncarico::dal(oggi(), ruolo, comune()) };
        abilitato()
            .quando(OperatoreCommand::ConferisciIncarico { incarico })
            .rifiuta(Codice::RiservatiNonDelRuolo, &["riservati"]);
    }
}

#[test]
fn a_membership_ends_on_its_last_day() {
    let atteso = IncaricoCessato {
        operatore: chi(),
        numero: NumeroIncarico(1),
        al: oggi(),
        motivo: motivo("Fine della sostituzione"),
    };
    let comando = OperatoreCommand::CessaIncarico {
        numero: NumeroIncarico(1),
        al: oggi(),
        motivo: Some(" Fine della sostituzione ".into()),
        oggi: oggi(),
    };
    let storia = abilitato().quando(comando).allora([atteso.into()]);
    assert_eq!(al_lavoro(&storia).len(), 1, "he works until the evening");
    assert_eq!(storia.stato.attori_al(domani()).count(), 0);
}

#[test]
fn a_membership_that_should_never_have_been_ends_the_day_before_its_first() {
    let ieri = oggi() - Days::new(1);
    abilitato().quando(cessa(1, ieri - Days::new(1))).rifiuta(Codice::PeriodoNonValido, &["al"]);
    let storia = abilitato().poi(cessa(1, ieri));
    assert!(al_lavoro(&storia).is_empty());
    // And stands in nobody's way.
    let storia = storia.poi(conferisci(Ruolo::OperatoreSegretariato, ieri, None));
    assert_eq!(al_lavoro(&storia), [(2, Ruolo::OperatoreSegretariato)]);
}

#[test]
fn the_end_of_a_membership_only_moves_nearer() {
    let con_fine = || abilitato().poi(conferisci(Ruolo::Coordinatore, oggi(), Some(giorno(2024, 12, 31))));
    con_fine().quando(cessa(2, giorno(2024, 12, 31))).rifiuta(Codice::NessunaModifica, &[]);
    con_fine().quando(cessa(2, giorno(2025, 1, 1))).rifiuta(Codice::NessunaModifica, &[]);
    con_fine().poi(cessa(2, domani())).poi(cessa(2, oggi()));
    con_fine().quando(cessa(3, oggi())).rifiuta(Codice::IncaricoInesistente, &["incarico"]);
    abilitato().quando(cessa(1, giorno(10_000, 1, 1))).rifiuta(Codice::DataNonValida, &["al"]);
}

#[test]
fn what_is_over_does_not_end_again() {
    let finito =
        abilitato().poi(conferisci(Ruolo::Coordinatore, giorno(2024, 1, 1), Some(giorno(2024, 6, 30))));
    finito.quando(cessa(2, giorno(2024, 5, 31))).rifiuta(Codice::IncaricoFinito, &["incarico"]);
}

#[test]
fn a_disabled_operator_is_given_nothing_but_may_lose_something() {
    let disabilitato = || abilitato().poi(disabilita());
    disabilitato()
        .quando(conferisci(Ruolo::Coordinatore, oggi(), None))
        .rifiuta(Codice::OperatoreDisabilitato, &[]);
    let storia = disabilitato().poi(cessa(1, oggi())).poi(riabilita());
    assert_eq!(storia.stato.attori_al(domani()).count(), 0);
}

#[test]
fn a_membership_without_days_holds_from_ever_and_can_end() {
    let storia = di_una_volta();
    assert_eq!(storia.stato.attori_al(giorno(1980, 1, 1)).count(), 1);
    storia
        .quando(conferisci(Ruolo::OperatoreSegretariato, oggi(), None))
        .rifiuta(Codice::IncaricoSovrapposto, &["dal", "al"]);
    di_una_volta().quando(cessa(1, giorno(1969, 12, 31))).rifiuta(Codice::DataTroppoRemota, &["al"]);
    let storia =
        di_una_volta().poi(cessa(1, oggi())).poi(conferisci(Ruolo::OperatoreSegretariato, domani(), None));
    assert_eq!(storia.stato.attori_al(domani()).map(|(n, _)| n.0).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_changed_charge_of_former_days_is_that_of_the_first_membership_and_enables_again() {
    let eventi = di_una_volta().poi(disabilita()).eventi;
    let modificato = IncaricoModificato { operatore: chi(), ruolo: Ruolo::Coordinatore, unita: id(51) };
    let storia = dato::<Operatore>(eventi.into_iter().chain([modificato.into()]));
    let attori: Vec<_> = storia.stato.attori_al(oggi()).collect();
    let atteso = Attore { operatore: chi(), ruolo: Ruolo::Coordinatore, unita: id(51) };
    assert_eq!(attori, [(NumeroIncarico::PRIMO, atteso)]);
}

fn un_giorno() -> impl Strategy<Value = NaiveDate> {
    (0u64..40).prop_map(|n| oggi() - Days::new(20) + Days::new(n))
}

fn un_incarico() -> impl Strategy<Value = NuovoIncarico> {
    (0..2usize, 50..52u128, un_giorno(), prop::option::of(un_giorno())).prop_map(|(ruolo, unita, dal, al)| {
        let ruolo = [Ruolo::OperatoreSegretariato, Ruolo::Coordinatore][ruolo];
        NuovoIncarico { al, ..NuovoIncarico::dal(dal, ruolo, id(unita)) }
    })
}

fn un_comando() -> impl Strategy<Value = OperatoreCommand> {
    prop_oneof![
        1 => un_incarico().prop_map(|incarico| OperatoreCommand::Abilita {
            operatore: chi(),
            dati: dati("D'ARCO", "RSSMRA86L11H514O"),
            incarico,
        }),
        1 => Just(disabilita()),
        1 => Just(riabilita()),
        4 => un_incarico().prop_map(|incarico| OperatoreCommand::ConferisciIncarico { incarico }),
        3 => (1..5u32, un_giorno()).prop_map(|(numero, al)| cessa(numero, al)),
    ]
}

/// Numbers follow each other, days are in order, nothing is there twice, nobody disabled is at work.
fn regolare(stato: &Operatore) -> Result<(), TestCaseError> {
    let Some(abilitazione) = &stato.abilitazione else { return Ok(()) };
    for (incarico, numero) in abilitazione.incarichi.iter().zip(1..) {
        prop_assert_eq!(incarico.numero.0, numero);
        let in_ordine = incarico.dal.zip(incarico.al).is_none_or(|(dal, al)| al >= dal - Days::new(1));
        prop_assert!(in_ordine, "a membership ends before it begins");
    }
    for giorno in (0..60).map(|n| oggi() - Days::new(30) + Days::new(n)) {
        let attori: Vec<_> = stato.attori_al(giorno).collect();
        prop_assert!(abilitazione.attiva || attori.is_empty(), "a disabled operator at work");
        for (n, (_, attore)) in attori.iter().enumerate() {
            prop_assert_eq!(attore.operatore, chi());
            prop_assert!(attori[..n].iter().all(|(_, altro)| altro != attore), "twice the same on one day");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_history_folds_to_memberships_in_order(
        di_prima in any::<bool>(),
        comandi in prop::collection::vec(un_comando(), 0..30),
    ) {
        let mut stato = if di_prima { di_una_volta().stato } else { Operatore::default() };
        for comando in comandi {
            for evento in stato.decidi(comando).unwrap_or_default() {
                cqrs_es::Aggregate::apply(&mut stato, evento);
            }
            regolare(&stato)?;
        }
    }
}
