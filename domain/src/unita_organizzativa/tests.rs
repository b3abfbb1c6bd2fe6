//! The rules of an unita organizzativa, one test each.

use super::*;
use crate::evento::{Registrato, ambiti};
use crate::identita::UnitaId;
use crate::prova::{Storia, dato, id, in_chiaro};
use crate::rifiuto::Codice;

fn unita() -> UnitaId {
    id(50)
}

fn istituisci(codice: &str, descrizione: &str, tipo: &str) -> UnitaOrganizzativaCommand {
    UnitaOrganizzativaCommand::Istituisci {
        unita: unita(),
        codice: codice.into(),
        descrizione: descrizione.into(),
        tipo: tipo.into(),
        padre: Some(id(51)),
    }
}

fn rinomina(descrizione: &str) -> UnitaOrganizzativaCommand {
    UnitaOrganizzativaCommand::Rinomina { descrizione: descrizione.into() }
}

fn nessuna() -> Storia<UnitaOrganizzativa> {
    dato([])
}

fn istituita() -> Storia<UnitaOrganizzativa> {
    nessuna().poi(istituisci("SIGESS_COM1", "Comune 1", "COMUNE"))
}

#[test]
fn a_unit_is_set_up_with_code_description_and_kind() {
    let storia =
        nessuna().quando(istituisci("SIGESS_COM1", " Comune  1", "COMUNE")).allora([UnitaIstituita {
            unita: unita(),
            codice: "SIGESS_COM1".into(),
            descrizione: "Comune 1".into(),
            tipo: "COMUNE".into(),
            padre: Some(id(51)),
        }
        .into()]);
    assert!(!storia.stato.unita.unwrap().cessata);
}

#[test]
fn a_unit_is_set_up_once() {
    istituita().quando(istituisci("ALTRO", "Altro", "COMUNE")).rifiuta(Codice::Esistente, &[]);
}

#[test]
fn a_code_has_up_to_thirty_capitals_digits_and_underscores() {
    for (codice, atteso) in [
        ("", Codice::CampoObbligatorio),
        ("com1", Codice::FormatoNonValido),
        ("COM 1", Codice::FormatoNonValido),
        ("COMÙ", Codice::FormatoNonValido),
    ] {
        nessuna().quando(istituisci(codice, "Comune 1", "COMUNE")).rifiuta(atteso, &["codice"]);
    }
    nessuna().poi(istituisci(&"A".repeat(30), "Comune 1", "COMUNE"));
    nessuna()
        .quando(istituisci(&"A".repeat(31), "Comune 1", "COMUNE"))
        .rifiuta(Codice::CampoTroppoLungo, &["codice"]);
}

#[test]
fn a_unit_has_a_description_and_a_kind_from_the_list() {
    nessuna().quando(istituisci("COM1", " ", "COMUNE")).rifiuta(Codice::CampoObbligatorio, &["descrizione"]);
    nessuna().quando(istituisci("COM1", "Comune 1", "BOH")).rifiuta(Codice::VoceSconosciuta, &["tipo"]);
    nessuna().quando(istituisci("COM1", "Comune 1", "")).rifiuta(Codice::CampoObbligatorio, &["tipo"]);
}

#[test]
fn no_unit_is_above_itself() {
    let comando = UnitaOrganizzativaCommand::Istituisci {
        unita: unita(),
        codice: "COM1".into(),
        descrizione: "Comune 1".into(),
        tipo: "COMUNE".into(),
        padre: Some(unita()),
    };
    nessuna().quando(comando).rifiuta(Codice::FormatoNonValido, &["padre"]);
}

#[test]
fn a_unit_says_how_its_office_is_reached_until_it_takes_that_back() {
    let indica =
        |recapito: &str| UnitaOrganizzativaCommand::IndicaRecapito { recapito: Some(recapito.into()) };
    let indicato =
        |recapito: Option<&str>| RecapitoUnitaIndicato { recapito: recapito.map(Into::into) }.into();
    istituita().quando(indica(" ")).rifiuta(Codice::NessunaModifica, &[]);
    istituita().quando(indica(&"0".repeat(2000))).rifiuta(Codice::CampoTroppoLungo, &["recapito"]);
    istituita().quando(indica(" 06  1234567 ")).allora([indicato(Some("06 1234567"))]);
    let detto = || istituita().poi(indica("06 1234567"));
    detto().quando(indica("06 1234567")).rifiuta(Codice::NessunaModifica, &[]);
    detto().quando(indica("")).allora([indicato(None)]);
    nessuna().quando(indica("06 1234567")).rifiuta(Codice::UnitaInesistente, &[]);
}

#[test]
fn one_code_is_reserved_for_one_unit_for_ever() {
    let storia = istituita().poi(rinomina("Comune uno")).poi(UnitaOrganizzativaCommand::Cessa);
    let di = unita().to_string();
    let prenotazioni: Vec<_> =
        storia.eventi.iter().flat_map(|e| UnitaOrganizzativa::prenotazioni(e, &di)).collect();
    assert_eq!(in_chiaro(&prenotazioni), [(ambiti::UNITA, "SIGESS_COM1", di.as_str(), true)]);
    assert!(storia.eventi.iter().all(|e| UnitaOrganizzativa::soggetti(e, &di).is_empty()));
}

#[test]
fn a_unit_gets_another_description() {
    let storia = istituita()
        .quando(rinomina("Comune uno"))
        .allora([UnitaRinominata { descrizione: "Comune uno".into() }.into()]);
    assert_eq!(storia.stato.unita.unwrap().descrizione, "Comune uno");
}

#[test]
fn the_same_description_is_no_change() {
    istituita().quando(rinomina("Comune 1 ")).rifiuta(Codice::NessunaModifica, &[]);
    istituita().quando(rinomina(" ")).rifiuta(Codice::CampoObbligatorio, &["descrizione"]);
}

#[test]
fn a_ceased_unit_does_not_change() {
    let cessata = || istituita().poi(UnitaOrganizzativaCommand::Cessa);
    assert!(cessata().stato.unita.unwrap().cessata);
    for comando in [rinomina("Altro"), UnitaOrganizzativaCommand::Cessa] {
        cessata().quando(comando).rifiuta(Codice::UnitaCessata, &[]);
    }
}

#[test]
fn nothing_happens_to_an_unknown_unit() {
    for comando in [rinomina("Altro"), UnitaOrganizzativaCommand::Cessa] {
        nessuna().quando(comando).rifiuta(Codice::UnitaInesistente, &[]);
    }
}

#[test]
fn offices_belong_to_a_comune_or_a_district_and_these_stand_below_each_other_in_order() {
    let tipi = crate::codifiche::voci(crate::codifiche::Lista::TipoUo, None);
    let tutti: Vec<Option<&str>> = tipi.iter().map(|v| Some(v.codice.as_str())).chain([None]).collect();
    for tipo in tutti.iter().flatten() {
        let ammessi: &[Option<&str>] = match *tipo {
            "REGIONE" => &[None],
            "DISTRETTO" => &[Some("REGIONE"), None],
            "COMUNE" => &[Some("DISTRETTO"), None],
            _ => &[Some("DISTRETTO"), Some("COMUNE")],
        };
        for padre in &tutti {
            let esito = padre_ammesso(tipo, *padre);
            assert_eq!(esito.is_ok(), ammessi.contains(padre), "{tipo} below {padre:?}");
            if let Err(rifiuto) = esito {
                assert_eq!((rifiuto.codice, rifiuto.campo.as_str()), (Codice::UnitaSovraordinata, "padre"));
            }
        }
    }
}
