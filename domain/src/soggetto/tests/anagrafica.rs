//! Correcting personal data.

use super::*;
use crate::evento::{Registrato, ambiti};
use crate::persona::IndicatoreCf;
use crate::prova::{in_chiaro, solo};
use crate::rifiuto::Codice;

#[test]
fn a_correction_carries_the_whole_data_and_the_reason() {
    let comando = SoggettoCommand::ModificaAnagrafica {
        dati: DatiAnagrafici { nome: Some("MARIA".into()), ..rossi() },
        motivo: Some(" errore di battitura ".into()),
        oggi: oggi(),
    };
    let scheda = registrato().poi(comando).stato.scheda.unwrap();
    assert_eq!(scheda.anagrafica.valore().unwrap().nome.as_deref(), Some("MARIA"));
    let correzione = scheda.correzione.unwrap();
    let correzione = correzione.valore().unwrap();
    assert_eq!(correzione.motivo.as_deref(), Some("errore di battitura"));
    assert_eq!(correzione.codice_fiscale_precedente, None);
}

#[test]
fn a_correction_obeys_the_rules_of_the_registration() {
    registrato().quando(modifica(solo(" "))).rifiuta(Codice::NomeMancante, &["cognome", "nome"]);
    let calcolato =
        DatiAnagrafici { indicatore_cf: IndicatoreCf::Calcolato, nome: Some("LUIGI".into()), ..rossi() };
    registrato()
        .quando(modifica(calcolato))
        .rifiuta(Codice::CodiceFiscaleIncoerente, &["codiceFiscale", "indicatoreCf"]);
}

#[test]
fn equal_data_are_no_correction() {
    let con_blanchi = DatiAnagrafici { nome: Some(" MARIO ".into()), ..rossi() };
    registrato().quando(modifica(con_blanchi)).rifiuta(Codice::NessunaModifica, &[]);
}

#[test]
fn what_the_register_wrote_may_stay_as_it_is() {
    let dal_registro = DatiAnagrafici {
        cittadinanze: vec!["Italiana".into()],
        stato_demografico: Some("VECCHIO".into()),
        ..rossi()
    };
    let importato = || nessuno().poi(importa(dal_registro.clone()));
    importato().poi(modifica(DatiAnagrafici { nome: Some("MARIA".into()), ..dal_registro.clone() }));
    let nuova = DatiAnagrafici { cittadinanze: vec!["Marziana".into()], ..dal_registro.clone() };
    importato().quando(modifica(nuova)).rifiuta(Codice::VoceSconosciuta, &["cittadinanze"]);
}

#[test]
fn nobody_unknown_is_corrected() {
    nessuno().quando(modifica(rossi())).rifiuta(Codice::SoggettoInesistente, &["soggetto"]);
}

#[test]
fn a_new_codice_fiscale_takes_the_place_of_the_former_one() {
    let id = soggetto().to_string();
    let nuovo = DatiAnagrafici { codice_fiscale: Some("RSSLSS00B02M082H".into()), ..rossi() };
    let storia = registrato().poi(modifica(nuovo));
    let prenotazioni = Soggetto::prenotazioni(&storia.eventi[1], &id);
    assert_eq!(
        in_chiaro(&prenotazioni),
        [
            (ambiti::CODICE_FISCALE, "RSSMRA86L11H514O", id.as_str(), false),
            (ambiti::CODICE_FISCALE, "RSSLSS00B02M082H", id.as_str(), true),
        ]
    );
    let senza =
        DatiAnagrafici { codice_fiscale: None, indicatore_cf: IndicatoreCf::NonDisponibile, ..rossi() };
    let storia = registrato().poi(modifica(senza));
    let prenotazioni = Soggetto::prenotazioni(&storia.eventi[1], &id);
    assert_eq!(in_chiaro(&prenotazioni), [(ambiti::CODICE_FISCALE, "RSSMRA86L11H514O", id.as_str(), false)]);
}

#[test]
fn an_erased_subject_takes_no_more_data() {
    for comando in [
        modifica(rossi()),
        SoggettoCommand::ModificaContatti { contatti: Contatti::default() },
        SoggettoCommand::RegistraIndirizzo { tipo: "1".into(), indirizzo: indirizzo(), oggi: oggi() },
    ] {
        registrato().cancellata().quando(comando).rifiuta(Codice::DatiCancellati, &[]);
    }
}

#[test]
fn an_erased_subject_is_still_one() {
    registrato().cancellata().quando(importa(rossi())).rifiuta(Codice::SoggettoEsistente, &[]);
}
