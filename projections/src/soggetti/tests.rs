use super::criteri::senza_omocodia;
use super::projection::{Riga, Saldo, ultime};
use super::simili::Campo;
use crate::fact::DomainFact;
use crate::prova::*;
use domain::identita::SoggettoId;
use domain::persona::DatiAnagrafici;
use domain::riservato::Riservato;
use domain::soggetto::*;
use uuid::Uuid;

fn registrato(r: &mut Registro, chi: u128, anagrafica: Riservato<DatiAnagrafici>) -> u64 {
    r.scrivi(id::<SoggettoId>(chi), DomainFact::Soggetto(SoggettoRegistrato { anagrafica }.into()))
}

fn modificata(r: &mut Registro, chi: u128, anagrafica: Riservato<DatiAnagrafici>) -> u64 {
    let evento = AnagraficaModificata { anagrafica, correzione: cancellato(id(chi)) };
    r.scrivi(id::<SoggettoId>(chi), DomainFact::Soggetto(evento.into()))
}

fn dati(chi: u128, cognome: &str, nome: &str) -> Riservato<DatiAnagrafici> {
    Riservato::nuovo(id(chi), persona(cognome, nome))
}

#[test]
fn the_last_data_of_a_batch_hold_and_the_creation_is_remembered() {
    let mut r = Registro::default();
    registrato(&mut r, 1, dati(1, "ROSSI", "MARIO"));
    modificata(&mut r, 1, dati(1, "Rossi Bianchi", "Mariò"));
    let ultime = ultime(r.facts());
    let ultima = &ultime[&Uuid::from_u128(1)];
    assert_eq!((ultima.creato, ultima.posizione), (Some(1), 2));
    let riga = Riga::nuova(Uuid::from_u128(1), 7, ultima);
    assert_eq!(riga.cognome_nome.as_deref(), Some("rossibianchi mario"));
    assert_eq!(riga.nome_cognome.as_deref(), Some("mario rossibianchi"));
}

#[test]
fn an_erased_subject_leaves_the_search_and_keeps_his_row() {
    let mut r = Registro::default();
    registrato(&mut r, 1, cancellato(id(1)));
    let ultime = ultime(r.facts());
    let riga = Riga::nuova(Uuid::from_u128(1), 7, &ultime[&Uuid::from_u128(1)]);
    assert!(riga.dati.is_none() && riga.cognome_nome.is_none() && riga.nome_cognome.is_none());
    assert_eq!(riga.codice, 7);
}

#[test]
fn codes_that_differ_by_omocodia_have_one_base() {
    let mut r = Registro::default();
    let omocodico =
        ('A'..='Z').map(|c| format!("RSSMRA86L11H51Q{c}")).find(|cf| senza_omocodia(cf).is_some());
    for (chi, cf) in [(1, "RSSMRA86L11H514O".to_owned()), (2, omocodico.unwrap())] {
        let mut persona = persona("ROSSI", "MARIO");
        persona.codice_fiscale = Some(cf);
        registrato(&mut r, chi, Riservato::nuovo(id(chi), persona));
    }
    let ultime = ultime(r.facts());
    let base = |chi: u128| Riga::nuova(Uuid::from_u128(chi), 1, &ultime[&Uuid::from_u128(chi)]).cf_base;
    assert_eq!(base(1).as_deref(), Some("RSSMRA86L11H514O"));
    assert_eq!(base(2), base(1));
}

#[test]
fn a_corrected_name_moves_in_the_dictionary() {
    let mut saldo = Saldo::default();
    saldo.conta(Some("rosi mario"), -1);
    saldo.conta(Some("rossi mario"), 1);
    saldo.conta(Some("rossi "), 1);
    saldo.conta(None, 1);
    let parola = |campo, p: &str| saldo.0.get(&(campo, p.to_owned())).copied();
    assert_eq!(parola(Campo::Cognome, "rosi"), Some(-1));
    assert_eq!(parola(Campo::Cognome, "rossi"), Some(2));
    assert_eq!(parola(Campo::Nome, "mario"), Some(0));
    assert_eq!(saldo.0.len(), 3, "no empty word");
}
