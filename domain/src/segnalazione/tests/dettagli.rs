//! Recording a contact and changing what was recorded.

use super::*;
use crate::evento::Registrato;
use crate::prova::domani;
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

fn conoscente() -> DettagliInput {
    DettagliInput { tipo_segnalante: "CONOSCENTE".into(), ..contatto() }
}

fn di_nome(denominazione: &str) -> Option<(SoggettoId, DatiSegnalante)> {
    Some((id(5), DatiSegnalante { denominazione: denominazione.into(), recapito: Some(" 06 1 ".into()) }))
}

#[test]
fn a_contact_is_recorded_and_open() {
    let storia = nessuna().quando(crea(con_note(" chiede\r\naiuto "))).allora([SegnalazioneCreata {
        segnalazione: questa(),
        segnalato: mario(),
        distretto: id(60),
        autore: autrice(),
        dettagli: Dettagli {
            data_contatto: giorno(2024, 9, 21),
            canale: "SPORTELLO".into(),
            motivo: "ECONOMICO".into(),
            urgenza: "ORDINARIA".into(),
            segnalante: Segnalante { tipo: "INTERESSATO".into(), soggetto: None, dati: None },
            note: Some(Riservato::nuovo(mario(), NoteSegnalazione { testo: "chiede\naiuto".into() })),
        },
        numero_originario: None,
    }
    .into()]);
    assert_eq!(Segnalazione::soggetti(&storia.eventi[0], "x"), [mario()]);
    assert!(Segnalazione::prenotazioni(&storia.eventi[0], "x").is_empty());
    assert_eq!(pratica(storia).stato, StatoSegnalazione::Aperta);
}

#[test]
fn a_segnalazione_is_recorded_once() {
    aperta().quando(crea(contatto())).rifiuta(Codice::Esistente, &[]);
}

#[test]
fn nothing_happens_to_an_unknown_segnalazione() {
    for comando in [
        modifica(contatto(), autrice()),
        esito("INFO_FORNITA", autrice()),
        assegna(assistente(), autrice()),
        accetta(assistente()),
        restituisci("COMPETENZA", assistente()),
        chiudi(autrice()),
        riapri("errore", autrice()),
    ] {
        nessuna().quando(comando).rifiuta(Codice::SegnalazioneInesistente, &["segnalazione"]);
    }
}

#[test]
fn back_dating_is_normal_but_not_to_the_future_nor_before_1900() {
    let del = |data_contatto| crea(DettagliInput { data_contatto, ..contatto() });
    nessuna().poi(del(giorno(1900, 1, 1)));
    nessuna().poi(del(oggi()));
    nessuna().quando(del(domani())).rifiuta(Codice::DataFutura, &["dataContatto"]);
    nessuna().quando(del(giorno(1899, 12, 31))).rifiuta(Codice::DataTroppoRemota, &["dataContatto"]);
}

#[test]
fn codes_come_from_the_lists() {
    for (input, campo) in [
        (DettagliInput { canale: "FAX".into(), ..contatto() }, "canale"),
        (DettagliInput { motivo: "BOH".into(), ..contatto() }, "motivo"),
        (DettagliInput { urgenza: "BOH".into(), ..contatto() }, "urgenza"),
        (DettagliInput { tipo_segnalante: "BOH".into(), ..contatto() }, "tipoSegnalante"),
    ] {
        nessuna().quando(crea(input)).rifiuta(Codice::VoceSconosciuta, &[campo]);
    }
    for (input, campo) in [
        (DettagliInput { canale: String::new(), ..contatto() }, "canale"),
        (DettagliInput { motivo: " ".into(), ..contatto() }, "motivo"),
    ] {
        nessuna().quando(crea(input)).rifiuta(Codice::CampoObbligatorio, &[campo]);
    }
}

#[test]
fn other_has_to_be_specified() {
    for input in [
        DettagliInput { canale: "ALTRO".into(), ..contatto() },
        DettagliInput { motivo: "ALTRO".into(), ..contatto() },
        DettagliInput { tipo_segnalante: "ALTRO".into(), segnalante: Some(id(2)), ..contatto() },
    ] {
        nessuna().quando(crea(input.clone())).rifiuta(Codice::SpecificareAltro, &["note"]);
        nessuna().poi(crea(DettagliInput { note: Some("specifica".into()), ..input }));
    }
    let input = DettagliInput {
        tipo_segnalante: "ALTRO".into(),
        dati_segnalante: di_nome("Amministratore del condominio"),
        ..contatto()
    };
    nessuna().poi(crea(input));
}

#[test]
fn whoever_speaks_for_himself_is_nobody_else() {
    for input in [
        DettagliInput { segnalante: Some(id(2)), ..contatto() },
        DettagliInput { dati_segnalante: di_nome("ROSSI"), ..contatto() },
    ] {
        nessuna()
            .quando(crea(input))
            .rifiuta(Codice::SegnalanteIncoerente, &["tipoSegnalante", "segnalante", "datiSegnalante"]);
    }
    let storia = nessuna().poi(crea(DettagliInput { segnalante: Some(mario()), ..contatto() }));
    assert_eq!(pratica(storia).dettagli.segnalante.soggetto, None);
}

#[test]
fn nobody_stands_behind_an_anonymous_or_an_office_report() {
    for tipo in ["ANONIMO", "UFFICIO"] {
        let input = DettagliInput { tipo_segnalante: tipo.into(), ..contatto() };
        nessuna().poi(crea(input.clone()));
        for input in [
            DettagliInput { segnalante: Some(id(2)), ..input.clone() },
            DettagliInput { dati_segnalante: di_nome("ROSSI"), ..input },
        ] {
            nessuna()
                .quando(crea(input))
                .rifiuta(Codice::SegnalanteIncoerente, &["tipoSegnalante", "segnalante", "datiSegnalante"]);
        }
    }
}

#[test]
fn every_other_segnalante_is_one_person() {
    nessuna().quando(crea(conoscente())).rifiuta(Codice::SegnalanteMancante, &["segnalante"]);
    let entrambi =
        DettagliInput { segnalante: Some(id(2)), dati_segnalante: di_nome("BIANCHI"), ..conoscente() };
    let se_stesso = DettagliInput { segnalante: Some(mario()), ..conoscente() };
    let (_, dati) = di_nome("ROSSI").unwrap();
    let coi_propri_dati = DettagliInput { dati_segnalante: Some((mario(), dati)), ..conoscente() };
    for input in [entrambi, se_stesso, coi_propri_dati] {
        nessuna()
            .quando(crea(input))
            .rifiuta(Codice::SegnalanteIncoerente, &["tipoSegnalante", "segnalante", "datiSegnalante"]);
    }
}

#[test]
fn a_segnalante_with_a_file_is_named_by_his_id() {
    let storia = nessuna().poi(crea(DettagliInput { segnalante: Some(id(2)), ..conoscente() }));
    assert_eq!(Segnalazione::soggetti(&storia.eventi[0], "x"), [mario(), id(2)]);
    assert_eq!(pratica(storia).dettagli.segnalante.soggetto, Some(id(2)));
}

#[test]
fn a_segnalante_without_a_file_has_a_name_of_his_own() {
    let input = DettagliInput { dati_segnalante: di_nome(" Scuola  Prova "), ..conoscente() };
    let storia = nessuna().poi(crea(input));
    assert_eq!(Segnalazione::soggetti(&storia.eventi[0], "x"), [mario(), id(5)]);
    let dati = pratica(storia).dettagli.segnalante.dati.unwrap();
    let atteso = DatiSegnalante { denominazione: "Scuola Prova".into(), recapito: Some("06 1".into()) };
    assert_eq!((dati.soggetto, dati.valore()), (id(5), Some(&atteso)));
    nessuna()
        .quando(crea(DettagliInput { dati_segnalante: di_nome(" "), ..conoscente() }))
        .rifiuta(Codice::CampoObbligatorio, &["denominazione"]);
}

#[test]
fn refuses_notes_too_long_or_with_control_characters() {
    nessuna().quando(crea(con_note(&"a".repeat(4001)))).rifiuta(Codice::CampoTroppoLungo, &["note"]);
    nessuna().quando(crea(con_note("a\0"))).rifiuta(Codice::CaratteriNonAmmessi, &["note"]);
}

#[test]
fn a_number_of_an_older_system_is_kept() {
    let con = |numero: &str| SegnalazioneCommand::Crea {
        segnalazione: questa(),
        segnalato: mario(),
        distretto: id(60),
        dettagli: contatto(),
        numero_originario: Some(numero.into()),
        chi: autrice(),
        oggi: oggi(),
    };
    assert_eq!(pratica(nessuna().poi(con(" 2023/7 "))).numero_originario.as_deref(), Some("2023/7"));
    nessuna().quando(con(&"1".repeat(31))).rifiuta(Codice::CampoTroppoLungo, &["numeroOriginario"]);
}

#[test]
fn details_are_changed_as_a_whole() {
    let storia = aperta().poi(modifica(con_note("nuova"), autrice()));
    let note = pratica(storia).dettagli.note.unwrap();
    assert_eq!(note.valore().unwrap().testo, "nuova");
}

#[test]
fn changed_details_obey_the_rules_of_new_ones() {
    let input = DettagliInput { canale: "FAX".into(), ..contatto() };
    aperta().quando(modifica(input, autrice())).rifiuta(Codice::VoceSconosciuta, &["canale"]);
}

#[test]
fn equal_details_are_no_change() {
    aperta().quando(modifica(con_note("  "), autrice())).rifiuta(Codice::NessunaModifica, &[]);
    // The same segnalante stays the same person, although a new id was made for him.
    let con = |chi| DettagliInput {
        dati_segnalante: Some((id(chi), DatiSegnalante { denominazione: "BIANCHI".into(), recapito: None })),
        ..conoscente()
    };
    nessuna().poi(crea(con(5))).quando(modifica(con(6), autrice())).rifiuta(Codice::NessunaModifica, &[]);
}

#[test]
fn a_code_retired_since_may_stay() {
    let mut evento = aperta().eventi.remove(0);
    if let SegnalazioneEvent::SegnalazioneCreata(creata) = &mut evento {
        creata.dettagli.canale = "X_FAX".into();
    }
    let storia = || dato::<Segnalazione>([evento.clone()]);
    let con = |canale: &str| DettagliInput { canale: canale.into(), ..con_note("nuova") };
    storia().poi(modifica(con("X_FAX"), autrice()));
    storia().quando(modifica(con("X_TELEX"), autrice())).rifiuta(Codice::VoceSconosciuta, &["canale"]);
}

#[test]
fn an_erased_note_is_not_rewritten() {
    let storia = nessuna().poi(crea(con_note("nota"))).cancellata();
    storia.quando(modifica(con_note("altra"), autrice())).rifiuta(Codice::DatiCancellati, &[]);
}

#[test]
fn the_trace_of_an_erased_segnalante_stays() {
    let input = DettagliInput { dati_segnalante: di_nome("BIANCHI"), ..conoscente() };
    let storia = nessuna().poi(crea(input)).cancellata();
    let motivo = DettagliInput { motivo: "INFO".into(), ..conoscente() };
    let pratica = pratica(storia.poi(modifica(motivo, autrice())));
    assert_eq!(pratica.dettagli.motivo, "INFO");
    assert!(pratica.dettagli.segnalante.dati.unwrap().valore().is_none());
}
