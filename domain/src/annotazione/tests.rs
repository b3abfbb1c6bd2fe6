//! The rules of a note, one test each.

use super::*;
use crate::attore::{Attore, Ruolo};
use crate::evento::Registrato;
use crate::prova::{Storia, cancellato, dato, domani, id, oggi};
use crate::rifiuto::{Codice, Rifiuto};
use crate::riservato::Classe;
use crate::visibilita::Sezione;
use cqrs_es::Aggregate;

fn chi(n: u128) -> Attore {
    Attore { operatore: id(n), ruolo: Ruolo::AssistenteSociale, unita: id(50) }
}

fn scrivi(sezione: &str, ambito: Option<&str>, testo: &str) -> AnnotazioneCommand {
    AnnotazioneCommand::Aggiungi {
        annotazione: id(400),
        segnalazione: id(200),
        segnalato: id(1),
        sezione: sezione.into(),
        ambito: ambito.map(ToOwned::to_owned),
        del: None,
        testo: testo.into(),
        chi: chi(10),
        oggi: oggi(),
    }
}

fn rettifica(testo: &str, motivo: &str, n: u128, in_carico: bool) -> AnnotazioneCommand {
    AnnotazioneCommand::Rettifica {
        testo: testo.into(),
        motivo: motivo.into(),
        chi: chi(n),
        in_carico,
        oggi: domani(),
    }
}

fn nessuna() -> Storia<Annotazione> {
    dato([])
}

fn rifiuto(storia: &Storia<Annotazione>, comando: AnnotazioneCommand) -> (Codice, Vec<String>) {
    let rifiuto = storia.stato.decidi(comando).expect_err("refused");
    (rifiuto.codice(), rifiuto.campi())
}

fn nota(storia: Storia<Annotazione>) -> Nota {
    storia.stato.nota.unwrap()
}

#[test]
fn a_reserved_note_is_sealed_under_the_class_of_what_it_is_about() {
    for (sezione, ambito, classe) in [
        ("ORDINARIA", None, Classe::Sociale),
        ("PRIVATA", None, Classe::Sociale),
        ("RISERVATA", Some("SALUTE"), Classe::Sanitaria),
        ("RISERVATA", Some("GIUDIZIARIO"), Classe::Giudiziaria),
        ("RISERVATA", Some("VIOLENZA"), Classe::Sociale),
        ("RISERVATA", Some("MINORI"), Classe::Giudiziaria),
    ] {
        let nota = nota(nessuna().poi(scrivi(sezione, ambito, " testo ")));
        assert_eq!(nota.testo().classe(), classe, "{sezione} {ambito:?}");
        assert_eq!((nota.testo().valore(), nota.testo().soggetto()), (Some("testo"), id(1)));
        assert_eq!(nota.aggiunta.sezione.as_str(), sezione);
    }
}

#[test]
fn only_a_reserved_note_says_what_it_is_about() {
    let campo = |codice, campo: &str| (codice, vec![campo.to_owned()]);
    for (sezione, ambito, atteso) in [
        ("", None, campo(Codice::CampoObbligatorio, "sezione")),
        ("SEGRETA", None, campo(Codice::VoceSconosciuta, "sezione")),
        ("RISERVATA", None, campo(Codice::CampoObbligatorio, "ambito")),
        ("RISERVATA", Some("PETTEGOLEZZI"), campo(Codice::VoceSconosciuta, "ambito")),
        ("ORDINARIA", Some("SALUTE"), campo(Codice::FormatoNonValido, "ambito")),
    ] {
        assert_eq!(rifiuto(&nessuna(), scrivi(sezione, ambito, "testo")), atteso);
    }
    assert_eq!(
        rifiuto(&nessuna(), scrivi("ORDINARIA", None, " ")),
        campo(Codice::CampoObbligatorio, "testo")
    );
    let AnnotazioneCommand::Aggiungi {
        annotazione,
        segnalazione,
        segnalato,
        sezione,
        ambito,
        testo,
        chi,
        oggi,
        ..
    } = scrivi("ORDINARIA", None, "testo")
    else {
        unreachable!()
    };
    let del = Some(domani());
    let futura = AnnotazioneCommand::Aggiungi {
        annotazione,
        segnalazione,
        segnalato,
        sezione,
        ambito,
        del,
        testo,
        chi,
        oggi,
    };
    assert_eq!(rifiuto(&nessuna(), futura), campo(Codice::DataFutura, "del"));
}

#[test]
fn its_author_and_who_has_the_case_in_charge_correct_it_with_a_reason_and_the_old_text_stays() {
    let storia = nessuna().poi(scrivi("RISERVATA", Some("SALUTE"), "prima"));
    assert_eq!(rifiuto(&storia, rettifica("poi", "refuso", 11, false)).0, Codice::AnnotazioneDiAltri);
    assert_eq!(rifiuto(&storia, rettifica("prima ", "refuso", 10, false)).0, Codice::NessunaModifica);
    let senza = rifiuto(&storia, rettifica("poi", " ", 10, false));
    assert_eq!(senza, (Codice::MotivoMancante, vec!["motivo".to_owned()]));
    let storia =
        storia.poi(rettifica("poi", "refuso", 10, false)).poi(rettifica("infine", "errore", 11, true));
    let nota = nota(storia);
    assert_eq!(nota.testo().valore(), Some("infine"));
    assert_eq!(nota.testo().classe(), Classe::Sanitaria);
    assert_eq!(nota.aggiunta.testo.valore(), Some("prima"));
    let motivi: Vec<_> = nota.rettifiche.iter().filter_map(|r| r.motivo.valore()).collect();
    assert_eq!(motivi, ["refuso", "errore"]);
    assert_eq!(nota.aggiunta.sezione, Sezione::Riservata);
}

#[test]
fn what_was_erased_is_not_written_again() {
    let storia = nessuna().poi(scrivi("ORDINARIA", None, "prima"));
    let aggiunta: AnnotazioneEvent = nota(storia).aggiunta.into();
    let mut stato = Annotazione::default();
    stato.apply(cancellato(&aggiunta));
    let rifiuto = stato.decidi(rettifica("poi", "refuso", 10, false)).expect_err("refused");
    assert_eq!(rifiuto.codice(), Codice::DatiCancellati);
    assert!(stato.nota.unwrap().testo().cancellazione().is_some());
}

#[test]
fn a_note_is_written_once_and_corrected_only_then() {
    assert_eq!(rifiuto(&nessuna(), rettifica("poi", "x", 10, true)).0, Codice::AnnotazioneInesistente);
    let storia = nessuna().poi(scrivi("ORDINARIA", None, "prima"));
    assert_eq!(rifiuto(&storia, scrivi("ORDINARIA", None, "poi")).0, Codice::Esistente);
}
