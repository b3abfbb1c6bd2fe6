//! The sentences of the story, by event type, and the labels of its fields.

use domain::codifiche::Lista;

/// What happened, in a sentence.
pub(super) fn descrizione(tipo: &str) -> &'static str {
    match tipo {
        "SoggettoImportato" => "Soggetto importato da ANPR",
        "SoggettoRegistrato" => "Soggetto inserito in anagrafe",
        "AnagraficaModificata" => "Dati anagrafici modificati",
        "ContattiModificati" => "Contatti modificati",
        "StatoCivileStoricizzato" => "Stato civile storicizzato",
        "IndirizzoRegistrato" => "Indirizzo registrato",
        "NucleoDiFattoAperto" => "Nucleo di fatto aperto",
        "ComponenteAggiunto" => "Componente aggiunto al nucleo di fatto",
        "ComponenteRimosso" => "Componente rimosso dal nucleo di fatto",
        "RelazioneParentelaModificata" => "Relazione di parentela modificata",
        "NoteNucleoModificate" => "Note del nucleo modificate",
        "NucleoAnagrafeImportato" => "Nucleo anagrafe importato da ANPR",
        "NucleoAnagrafeNonVerificato" => "Nucleo anagrafe non verificato",
        "NucleoAnagrafeConfrontato" => "Nucleo confrontato con l'anagrafe",
        "NucleoAnagrafeAllineato" => "Nucleo allineato con l'anagrafe",
        "SegnalazioneCreata" => "Segnalazione inserita",
        "SegnalazioneModificata" => "Segnalazione modificata",
        "EsitoRegistrato" => "Esito registrato",
        "SegnalazioneAssegnata" => "Segnalazione assegnata",
        "SegnalazioneAccettata" => "Assegnazione accettata",
        "SegnalazioneRestituita" => "Segnalazione restituita",
        "PraticaChiusa" => "Pratica chiusa",
        "PraticaRiaperta" => "Pratica riaperta",
        "AccessoConcesso" => "Lettura concessa a un'altra unità",
        "AccessoRevocato" => "Concessione di lettura revocata",
        "EmergenzaAperta" => "Accesso di emergenza aperto",
        "EmergenzaChiusa" => "Accesso di emergenza chiuso",
        "EmergenzaRiesaminata" => "Accesso di emergenza riesaminato",
        "AnnotazioneAggiunta" => "Annotazione aggiunta",
        "AnnotazioneRettificata" => "Annotazione rettificata",
        "OperatoreAbilitato" => "Operatore abilitato",
        "OperatoreDisabilitato" => "Operatore disabilitato",
        "OperatoreRiabilitato" => "Operatore abilitato di nuovo",
        "IncaricoConferito" => "Incarico conferito",
        "IncaricoCessato" => "Incarico cessato",
        "IncaricoModificato" => "Ruolo o unità dell'operatore modificati",
        "UnitaIstituita" => "Unità organizzativa istituita",
        "UnitaRinominata" => "Unità organizzativa rinominata",
        "RecapitoUnitaIndicato" => "Recapito dell'unità organizzativa indicato",
        "UnitaCessata" => "Unità organizzativa cessata",
        _ => "Evento registrato",
    }
}

/// Whether an event is about one of several things of its kind: a membership, a grant, a member. What was said before of the
/// same fields was said of another one, and did not change.
pub(super) fn uno_di_molti(tipo: &str) -> bool {
    matches!(
        tipo,
        "IncaricoConferito"
            | "IncaricoCessato"
            | "AccessoConcesso"
            | "AccessoRevocato"
            | "ComponenteAggiunto"
            | "ComponenteRimosso"
            | "RelazioneParentelaModificata"
    )
}

/// Label of a field, by its path: by the end of it that the table knows, else by its last part.
pub(super) fn etichetta(percorso: &str) -> String {
    const NOTE: [(&str, &str); 23] = [
        ("data_nascita.data", "Data di nascita"),
        ("data_nascita.precisione", "Precisione della data di nascita"),
        ("luogo_nascita.denominazione", "Luogo di nascita"),
        ("luogo_nascita.stato", "Stato di nascita"),
        ("luogo_nascita.codice", "Codice del luogo di nascita"),
        ("luogo_nascita.tipo", "Nazione di nascita"),
        ("provenienza.consultato_il", "Consultata il"),
        ("provenienza.id_operazione", "Operazione ANPR"),
        ("stato_civile.codice", "Stato civile"),
        ("segnalante.tipo", "Tipo di segnalante"),
        ("note.testo", "Note"),
        ("nota.testo", "Nota"),
        ("motivo.testo", "Motivo"),
        ("codice_fiscale", "Codice fiscale"),
        ("codice_fiscale_precedente", "Codice fiscale precedente"),
        ("indicatore_cf", "Indicatore C.F."),
        ("id_anpr", "Rif. Anagrafe Centrale"),
        ("data_contatto", "Data del contatto"),
        ("canale", "Modalità"),
        ("pec", "PEC"),
        ("cap", "CAP"),
        ("riservati", "Sezioni riservate"),
        ("il", "Data"),
    ];
    let noto = NOTE.iter().find(|(fine, _)| {
        percorso.strip_suffix(fine).is_some_and(|inizio| inizio.is_empty() || inizio.ends_with('.'))
    });
    if let Some((_, etichetta)) = noto {
        return (*etichetta).to_owned();
    }
    let mut testo = percorso.rsplit('.').next().unwrap_or(percorso).replace('_', " ");
    if let Some(prima) = testo.get_mut(0..1) {
        prima.make_ascii_uppercase();
    }
    testo
}

/// The code list from which the values of a field of an event type come, if from one.
pub(super) fn lista(tipo: &str, campo: &str) -> Option<Lista> {
    Some(match (tipo, campo) {
        (_, "canale") => Lista::Canale,
        (_, "sezioni" | "sezione") => Lista::Sezione,
        (_, "ambito") => Lista::AmbitoRiservato,
        ("EmergenzaAperta", "motivo") => Lista::MotivoEmergenza,
        ("EmergenzaRiesaminata", "esito") => Lista::EsitoRiesame,
        (_, "urgenza") => Lista::Urgenza,
        (_, "esito") => Lista::EsitoSegnalazione,
        (_, "relazione") => Lista::RelazioneParentela,
        (_, "sesso") => Lista::Sesso,
        (_, "ruolo") => Lista::Ruolo,
        (_, "indicatore_cf") => Lista::IndicatoreCf,
        (_, "stato_demografico") => Lista::StatoDemografico,
        ("SegnalazioneCreata" | "SegnalazioneModificata", "motivo") => Lista::MotivoSegnalazione,
        ("SegnalazioneCreata" | "SegnalazioneModificata", "tipo") => Lista::TipoSegnalante,
        ("SegnalazioneRestituita", "motivo") => Lista::MotivoRiassegnazione,
        ("ComponenteAggiunto", "motivo") => Lista::MotivoIngressoNucleo,
        ("ComponenteRimosso", "motivo") => Lista::MotivoUscitaNucleo,
        ("StatoCivileStoricizzato", "codice") => Lista::StatoCivile,
        ("IndirizzoRegistrato", "tipo") => Lista::TipoIndirizzo,
        _ => return None,
    })
}
