//! «Confronto Nucleo con Anagrafe», and aligning.

use super::*;
use crate::evento::{Registrato, ambiti};
use crate::prova::in_chiaro;
use crate::rifiuto::Codice;

fn differenze(storia: &Storia<NucleoAnagrafe>) -> &[Differenza] {
    &storia.stato.confronto.as_ref().unwrap().differenze
}

fn figlio_cresciuto() -> Rilevato {
    let (chi, mut dati) = figlio();
    dati.anagrafica.nome = Some("ALESSIO MARIA".into());
    dati.anagrafica.cittadinanze = vec!["100".into()];
    (chi, dati)
}

fn figlio_adottivo() -> Rilevato {
    let (chi, mut dati) = figlio();
    dati.codice_legame = Some("13".into());
    (chi, dati)
}

#[test]
fn equal_households_have_no_difference_in_any_order() {
    let storia = importato().poi(confronta(vec![figlio(), intestatario()]));
    assert!(differenze(&storia).is_empty());
    assert_eq!(storia.stato.confronto.as_ref().unwrap().versione, 2);
}

#[test]
fn a_member_of_the_register_only_is_named_with_his_data() {
    let storia = nessuno().poi(importa(vec![intestatario()])).poi(confronta(vec![intestatario(), figlio()]));
    let [Differenza::SoloAnpr { rilevato }] = differenze(&storia) else { panic!("one difference") };
    assert_eq!((rilevato.componente, rilevato.dati.valore()), (alessio(), Some(&figlio().1)));
}

#[test]
fn a_member_known_here_only_is_named_by_his_id() {
    let storia = importato().poi(confronta(vec![intestatario()]));
    assert_eq!(differenze(&storia), [Differenza::SoloInterno { componente: alessio() }]);
}

#[test]
fn different_data_name_the_fields() {
    let storia = importato().poi(confronta(vec![intestatario(), figlio_cresciuto()]));
    let [Differenza::DatiDiversi { campi, .. }] = differenze(&storia) else { panic!("one difference") };
    assert_eq!(campi, &["nome", "cittadinanze"]);
}

#[test]
fn a_different_relation_is_a_difference_of_its_own() {
    let storia = importato().poi(confronta(vec![intestatario(), figlio_adottivo()]));
    assert!(matches!(differenze(&storia), [Differenza::RelazioneDiversa { .. }]));
    let (chi, mut dati) = figlio_cresciuto();
    dati.codice_legame = None;
    let storia = importato().poi(confronta(vec![intestatario(), (chi, dati)]));
    assert!(matches!(
        differenze(&storia),
        [Differenza::DatiDiversi { .. }, Differenza::RelazioneDiversa { .. }]
    ));
}

#[test]
fn without_a_verified_household_all_members_are_in_the_register_only() {
    for storia in [nessuno(), nessuno().poi(non_verificato())] {
        let storia = storia.poi(confronta(vec![intestatario(), figlio()]));
        assert_eq!(differenze(&storia).len(), 2);
        assert!(differenze(&storia).iter().all(|d| matches!(d, Differenza::SoloAnpr { .. })));
        assert!(!storia.stato.verificato());
        let versione = storia.stato.versione;
        assert!(storia.poi(allinea(versione)).stato.verificato());
    }
}

#[test]
fn comparing_refuses_a_member_named_twice() {
    importato().quando(confronta(vec![figlio(), figlio()])).rifiuta(Codice::AnprRispostaNonValida, &[]);
}

#[test]
fn aligning_applies_the_differences_of_the_last_comparison() {
    let nuovo: Rilevato = (id(3), componente(solo("BIANCHI"), "2"));
    let storia = nessuno()
        .poi(importa(vec![intestatario(), figlio(), (id(4), componente(solo("VERDI"), "9"))]))
        .poi(confronta(vec![intestatario(), figlio_adottivo(), nuovo.clone()]))
        .poi(allinea(2));
    let nucleo = &storia.stato;
    assert_eq!(
        nucleo.componenti.iter().map(|c| c.componente).collect::<Vec<_>>(),
        [mario(), alessio(), id(3)]
    );
    assert_eq!(nucleo.componente(alessio()).unwrap().dati.valore(), Some(&figlio_adottivo().1));
    assert!(nucleo.confronto.as_ref().unwrap().allineato);
    let storia = storia.poi(confronta(vec![intestatario(), figlio_adottivo(), nuovo]));
    assert!(differenze(&storia).is_empty());
}

#[test]
fn only_a_comparison_with_differences_is_aligned() {
    nessuno().quando(allinea(0)).rifiuta(Codice::NucleoAnagrafeAssente, &["soggetto"]);
    importato().quando(allinea(1)).rifiuta(Codice::NucleoNonConfrontato, &[]);
    importato()
        .poi(confronta(vec![intestatario(), figlio()]))
        .quando(allinea(2))
        .rifiuta(Codice::NessunaModifica, &[]);
}

#[test]
fn only_the_comparison_that_the_operator_saw_is_aligned() {
    importato()
        .poi(confronta(vec![intestatario()]))
        .poi(confronta(vec![intestatario()]))
        .quando(allinea(2))
        .rifiuta(Codice::ConfrontoSuperato, &["confronto"]);
}

#[test]
fn each_class_of_differences_is_accepted_on_its_own() {
    use ClasseDifferenza::{DatiDiversi, RelazioneDiversa, SoloAnpr, SoloInterno};
    let nuovo: Rilevato = (id(3), componente(solo("BIANCHI"), "2"));
    let (chi, mut cambiato) = figlio_cresciuto();
    cambiato.codice_legame = Some("13".into());
    let confrontato = || {
        nessuno()
            .poi(importa(vec![intestatario(), figlio(), (id(4), componente(solo("VERDI"), "9"))]))
            .poi(confronta(vec![intestatario(), (chi, cambiato.clone()), nuovo.clone()]))
    };
    // The data without the relation, then the relation without the data.
    let storia = confrontato().poi(accetta(2, &[DatiDiversi]));
    let di_alessio =
        |s: &Storia<NucleoAnagrafe>| s.stato.componente(alessio()).unwrap().dati.valore().cloned();
    let dati = di_alessio(&storia).unwrap();
    assert_eq!((dati.anagrafica, dati.codice_legame.as_deref()), (cambiato.anagrafica.clone(), Some("3")));
    let storia = storia.poi(accetta(2, &[RelazioneDiversa]));
    assert_eq!(di_alessio(&storia), Some(cambiato.clone()));
    let solo_relazione = di_alessio(&confrontato().poi(accetta(2, &[RelazioneDiversa]))).unwrap();
    assert_eq!(
        (solo_relazione.anagrafica, solo_relazione.codice_legame.as_deref()),
        (figlio().1.anagrafica, Some("13"))
    );
    // Who went is not lost because somebody came.
    let storia = storia.poi(accetta(2, &[SoloAnpr]));
    assert!(storia.stato.componente(id(3)).is_some() && storia.stato.componente(id(4)).is_some());
    assert!(!storia.stato.confronto.as_ref().unwrap().allineato);
    let storia = storia.poi(accetta(2, &[SoloInterno]));
    assert!(storia.stato.componente(id(4)).is_none());
    assert!(storia.stato.confronto.as_ref().unwrap().allineato);
}

#[test]
fn a_class_without_differences_or_applied_already_changes_nothing() {
    use ClasseDifferenza::{SoloAnpr, SoloInterno};
    let storia =
        || importato().poi(confronta(vec![intestatario(), (id(3), componente(solo("BIANCHI"), "2"))]));
    storia().quando(accetta(2, &[ClasseDifferenza::DatiDiversi])).rifiuta(Codice::NessunaModifica, &[]);
    storia()
        .poi(accetta(2, &[SoloAnpr]))
        .quando(accetta(2, &[SoloAnpr]))
        .rifiuta(Codice::NessunaModifica, &[]);
    storia()
        .poi(accetta(2, &[SoloAnpr, SoloInterno]))
        .quando(allinea(2))
        .rifiuta(Codice::NucleoNonConfrontato, &[]);
}

#[test]
fn a_comparison_is_aligned_once() {
    importato()
        .poi(confronta(vec![intestatario()]))
        .poi(allinea(2))
        .quando(allinea(2))
        .rifiuta(Codice::NucleoNonConfrontato, &[]);
}

#[test]
fn an_import_makes_an_older_comparison_void() {
    nessuno()
        .poi(confronta(vec![intestatario()]))
        .poi(importa(vec![intestatario()]))
        .quando(allinea(1))
        .rifiuta(Codice::NucleoNonConfrontato, &[]);
}

#[test]
fn erased_members_are_neither_compared_nor_aligned() {
    importato()
        .cancellata()
        .quando(confronta(vec![intestatario(), figlio()]))
        .rifiuta(Codice::DatiCancellati, &[]);
    importato()
        .poi(confronta(vec![intestatario(), figlio_cresciuto()]))
        .cancellata()
        .quando(allinea(2))
        .rifiuta(Codice::DatiCancellati, &[]);
}

#[test]
fn an_erased_member_who_left_can_still_be_removed() {
    let storia = importato().poi(confronta(vec![intestatario()])).cancellata().poi(allinea(2));
    assert_eq!(storia.stato.componenti.len(), 1);
}

#[test]
fn comparing_and_aligning_reserve_new_and_changed_codes() {
    let (chi, mut dati) = figlio();
    dati.anagrafica.codice_fiscale = Some("RSSLSS00B02M082H".into());
    let storia = importato().poi(confronta(vec![intestatario(), (chi, dati)])).poi(allinea(2));
    let di_chi = alessio().to_string();
    for evento in &storia.eventi[1..] {
        let prenotazioni = NucleoAnagrafe::prenotazioni(evento, &mario().to_string());
        assert_eq!(
            in_chiaro(&prenotazioni),
            [(ambiti::CODICE_FISCALE, "RSSLSS00B02M082H", di_chi.as_str(), true)]
        );
        assert_eq!(NucleoAnagrafe::soggetti(evento, &mario().to_string()), [mario(), alessio()]);
    }
    let storia = importato().poi(confronta(vec![intestatario(), figlio_adottivo()]));
    assert!(NucleoAnagrafe::prenotazioni(&storia.eventi[1], &mario().to_string()).is_empty());
}
