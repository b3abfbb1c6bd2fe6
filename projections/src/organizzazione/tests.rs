use super::projection::{Righe, fold};
use crate::fact::DomainFact;
use crate::prova::*;
use domain::attore::Ruolo;
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
    OperatoreAbilitato { operatore: id(5), dati, ruolo: Ruolo::Coordinatore, unita: id(7) }
}

fn dati() -> Riservato<DatiOperatore> {
    let dati = DatiOperatore {
        cognome: "VERDI".into(),
        nome: "ANNA".into(),
        codice_fiscale: "VRDNNA80A41F205X".into(),
    };
    Riservato::nuovo(id(5), dati)
}

#[test]
fn a_new_charge_enables_an_operator_again() {
    let mut r = Registro::default();
    let chi: OperatoreId = id(5);
    let mut scrivi = |e: OperatoreEvent| r.scrivi(chi, DomainFact::Operatore(e));
    scrivi(abilitato(dati()).into());
    scrivi(OperatoreDisabilitato { operatore: chi }.into());
    assert!(!fold_all(&r).operatori[&chi.0].attivo);
    let incarico = IncaricoModificato { operatore: chi, ruolo: Ruolo::AssistenteSociale, unita: id(8) };
    r.scrivi(chi, DomainFact::Operatore(incarico.into()));
    let operatore = &fold_all(&r).operatori[&chi.0];
    assert!(operatore.attivo && operatore.ruolo == Ruolo::AssistenteSociale);
    assert_eq!((operatore.unita, operatore.cognome.as_deref()), (Uuid::from_u128(8), Some("VERDI")));
}

#[test]
fn an_erased_operator_keeps_role_and_unit_without_names() {
    let mut r = Registro::default();
    r.scrivi(id::<OperatoreId>(5), DomainFact::Operatore(abilitato(cancellato(id(5))).into()));
    let operatore = &fold_all(&r).operatori[&Uuid::from_u128(5)];
    assert!(operatore.cognome.is_none() && operatore.nome.is_none() && operatore.codice_fiscale.is_none());
    assert_eq!(operatore.ruolo, Ruolo::Coordinatore);
}

#[test]
fn a_unit_is_renamed_and_ceases() {
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
    scrivi(UnitaCessata { unita }.into());
    let riga = &fold_all(&r).unita[&unita.0];
    assert_eq!((riga.descrizione.as_str(), riga.cessata), ("Comune di prova", true));
    assert_eq!((riga.codice.as_str(), riga.padre), ("SIGESS_COM1", Some(Uuid::from_u128(70))));
}
