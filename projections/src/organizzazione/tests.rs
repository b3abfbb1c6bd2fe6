use super::projection::{Righe, fold};
use crate::fact::DomainFact;
use crate::prova::*;
use chrono::NaiveDate;
use domain::attore::{NumeroIncarico, Ruolo};
use domain::identita::{OperatoreId, UnitaId};
use domain::operatore::*;
use domain::riservato::Riservato;
use domain::unita_organizzativa::*;
use uuid::Uuid;

fn fold_all(registro: &Registro) -> Righe {
    let mut righe = Righe::default();
    for fact in registro.facts() {
        fold(&mut righe, fact);
    }
    righe
}

fn abilitato(dati: Riservato<DatiOperatore>) -> OperatoreAbilitato {
    OperatoreAbilitato {
        operatore: id(5),
        dati,
        ruolo: Ruolo::Coordinatore,
        unita: id(7),
        dal: None,
        al: None,
        riservati: false,
        dettagli: None,
    }
}

fn dati() -> Riservato<DatiOperatore> {
    let dati = DatiOperatore {
        cognome: "VERDI".into(),
        nome: "ANNA".into(),
        codice_fiscale: "VRDNNA80A41F205X".into(),
    };
    Riservato::nuovo(id(5), dati)
}

const CHI: Uuid = Uuid::from_u128(5);

fn dopo(eventi: impl IntoIterator<Item = OperatoreEvent>) -> Righe {
    let mut r = Registro::default();
    for evento in eventi {
        r.scrivi(OperatoreId(CHI), DomainFact::Operatore(evento));
    }
    fold_all(&r)
}

#[test]
fn a_changed_charge_of_former_days_changes_the_first_membership_and_enables_again() {
    let prima: [OperatoreEvent; 2] =
        [abilitato(dati()).into(), OperatoreDisabilitato { operatore: id(5), motivo: None }.into()];
    assert!(!dopo(prima.clone()).operatori[&CHI].attivo);
    let modificato = IncaricoModificato { operatore: id(5), ruolo: Ruolo::AssistenteSociale, unita: id(8) };
    let righe = dopo(prima.into_iter().chain([modificato.into()]));
    let (operatore, incarico) = (&righe.operatori[&CHI], &righe.incarichi[&(CHI, 1)]);
    assert!(operatore.attivo && incarico.ruolo == Ruolo::AssistenteSociale);
    assert_eq!((incarico.unita, operatore.cognome.as_deref()), (Uuid::from_u128(8), Some("VERDI")));
}

#[test]
fn memberships_are_given_and_end_one_by_one() {
    let giorno = |mese| NaiveDate::from_ymd_opt(2024, mese, 1).unwrap();
    let dettagli = DettagliIncarico { profilo: None, atto: Some("Determinazione 12".into()) };
    let conferito = IncaricoConferito {
        operatore: id(5),
        numero: NumeroIncarico(2),
        ruolo: Ruolo::AssistenteSociale,
        unita: id(8),
        dal: giorno(3),
        al: None,
        riservati: true,
        dettagli: Some(Riservato::nuovo(id(5), dettagli)),
    };
    let cessato =
        IncaricoCessato { operatore: id(5), numero: NumeroIncarico(2), al: giorno(9), motivo: None };
    let righe = dopo([abilitato(dati()).into(), conferito.into(), cessato.into()]);
    let secondo = &righe.incarichi[&(CHI, 2)];
    assert_eq!((secondo.dal, secondo.al, secondo.riservati), (Some(giorno(3)), Some(giorno(9)), true));
    assert_eq!(secondo.atto.as_deref(), Some("Determinazione 12"));
    assert_eq!(righe.incarichi[&(CHI, 1)].al, None);
}

#[test]
fn who_is_enabled_again_is_active() {
    let disabilitato = OperatoreDisabilitato { operatore: id(5), motivo: None };
    let riabilitato = OperatoreRiabilitato { operatore: id(5), motivo: None };
    assert!(dopo([abilitato(dati()).into(), disabilitato.into(), riabilitato.into()]).operatori[&CHI].attivo);
}

#[test]
fn an_erased_operator_keeps_role_and_unit_without_names() {
    let righe = dopo([abilitato(cancellato(id(5))).into()]);
    let operatore = &righe.operatori[&CHI];
    assert!(operatore.cognome.is_none() && operatore.nome.is_none() && operatore.codice_fiscale.is_none());
    assert_eq!(righe.incarichi[&(CHI, 1)].ruolo, Ruolo::Coordinatore);
}

#[test]
fn a_unit_is_renamed_says_how_it_is_reached_and_ceases() {
    let mut r = Registro::default();
    let unita: UnitaId = id(7);
    let mut scrivi = |e: UnitaOrganizzativaEvent| r.scrivi(unita, DomainFact::UnitaOrganizzativa(e));
    scrivi(
        UnitaIstituita {
            unita,
            codice: "SIGESS_COM1".into(),
            descrizione: "Comune 1".into(),
            tipo: "COMUNE".into(),
            padre: Some(id(70)),
        }
        .into(),
    );
    scrivi(UnitaRinominata { descrizione: "Comune di prova".into() }.into());
    scrivi(RecapitoUnitaIndicato { recapito: Some("06 1234567".into()) }.into());
    scrivi(UnitaCessata { unita }.into());
    let riga = &fold_all(&r).unita[&unita.0];
    assert_eq!((riga.descrizione.as_str(), riga.cessata), ("Comune di prova", true));
    assert_eq!((riga.recapito.as_deref(), riga.versione), (Some("06 1234567"), 4));
    assert_eq!((riga.codice.as_str(), riga.padre), ("SIGESS_COM1", Some(Uuid::from_u128(70))));
}
