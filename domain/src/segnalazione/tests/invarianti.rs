//! Whatever is asked, by whomever, in whatever order.

use super::*;
use crate::evento::Registrato;
use crate::prova::cancellato;
use cqrs_es::Aggregate;
use proptest::prelude::*;

fn comando() -> impl Strategy<Value = SegnalazioneCommand> {
    let chi = || prop::sample::select(vec![autrice(), assistente(), estraneo(), coordinatore()]);
    let codice = prop::sample::select(vec!["INFO_FORNITA", "RINUNCIA", "PROPOSTA_PIC", "DUPLICATA", "BOH"]);
    prop_oneof![
        1 => Just(crea(contatto())),
        2 => ("[a-c]", chi()).prop_map(|(note, chi)| modifica(con_note(&note), chi)),
        4 => (codice, chi()).prop_map(|(codice, chi)| esito(codice, chi)),
        4 => (chi(), chi()).prop_map(|(a, da)| assegna(a, da)),
        4 => chi().prop_map(accetta),
        2 => chi().prop_map(|chi| restituisci("COMPETENZA", chi)),
        4 => chi().prop_map(chiudi),
        2 => ("[ a]{1,3}", chi()).prop_map(|(motivo, chi)| riapri(&motivo, chi)),
        2 => (49u128..53, 0u64..3, 0u64..3, chi()).prop_map(|(a, dal, al, chi)| {
            let tra = |giorni| oggi().checked_add_days(chrono::Days::new(giorni));
            let (dal, al) = (tra(dal), tra(al).unwrap());
            let accesso =
                ConcessioneInput { a: id(a), sezioni: Vec::new(), dal, al, motivo: "insieme".into() };
            SegnalazioneCommand::Concedi { accesso, chi, oggi: oggi() }
        }),
        2 => (1u32..4, chi()).prop_map(|(concessione, chi)| {
            SegnalazioneCommand::Revoca { concessione, motivo: None, chi, oggi: oggi() }
        }),
    ]
}

fn coerente(pratica: &Pratica) -> Result<(), TestCaseError> {
    use StatoSegnalazione::{Accettata, Aperta, Assegnata, Chiusa, Restituita};
    let in_corso = pratica.assegnazioni.iter().filter(|a| a.in_corso()).count();
    prop_assert!(in_corso <= 1, "at most one open assignment");
    prop_assert_eq!(in_corso == 1, pratica.assegnatario.is_some());
    prop_assert_eq!(pratica.assegnazione().map(|a| a.assegnatario), pratica.assegnatario);
    let aperte = pratica.chiusure.iter().filter(|c| c.riapertura.is_none()).count();
    prop_assert_eq!(aperte, usize::from(pratica.stato == Chiusa));
    for (concessa, n) in pratica.concessioni.iter().zip(1u32..) {
        prop_assert_eq!(concessa.concesso.concessione, n);
        let altre = pratica.concessioni.iter().filter(|c| c.concesso.a == concessa.concesso.a);
        let insieme = altre.filter(|c| concessa.vale(oggi()) && c.vale(oggi())).count();
        prop_assert!(insieme <= 1, "one grant at a time for a unit");
    }
    let accettata = pratica.assegnazione().is_some_and(|a| a.accettata_il.is_some());
    match pratica.stato {
        Aperta | Restituita => prop_assert!(pratica.assegnatario.is_none()),
        Assegnata => prop_assert!(pratica.assegnatario.is_some() && !accettata),
        Accettata => prop_assert!(accettata),
        Chiusa => {
            let chiusura = pratica.chiusura().unwrap();
            prop_assert_eq!(Some(&chiusura.esito), pratica.esito.as_ref().map(|e| &e.esito));
            prop_assert_eq!(chiusura.autonomamente, pratica.assegnazioni.is_empty());
            prop_assert!(pratica.assegnatario.is_none() || accettata);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_sequence_of_commands_leaves_a_coherent_segnalazione(
        comandi in prop::collection::vec(comando(), 0..60),
    ) {
        let mut segnalazione = Segnalazione::default();
        let mut senza_dati = Segnalazione::default();
        for comando in comandi {
            for evento in segnalazione.decidi(comando).unwrap_or_default() {
                senza_dati.apply(cancellato(&evento));
                segnalazione.apply(evento);
            }
            if let Some(pratica) = &segnalazione.pratica {
                coerente(pratica)?;
                // Where it stands does not depend on what was erased.
                coerente(senza_dati.pratica.as_ref().unwrap())?;
                prop_assert_eq!(pratica.stato, senza_dati.pratica.as_ref().unwrap().stato);
            }
        }
    }
}
