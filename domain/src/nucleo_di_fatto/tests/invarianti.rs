//! Whatever is asked, in whatever order.

use super::*;
use crate::evento::Registrato;
use crate::prova::cancellato;
use cqrs_es::Aggregate;
use proptest::prelude::*;

fn comando() -> impl Strategy<Value = NucleoDiFattoCommand> {
    let chi = || (1..5_u128).prop_map(id::<SoggettoId>);
    let quando = || (2018..2026_i32, 1..13_u32).prop_map(|(anno, mese)| giorno(anno, mese, 1));
    let codice = || prop::sample::select(vec!["1", "3", "4", "14", "77"]);
    prop_oneof![
        1 => quando().prop_map(|dal| apri("FAM. ROSSI", dal, None)),
        4 => (chi(), codice(), quando(), any::<bool>()).prop_map(|(componente, relazione, dal, conferma)| {
            let conferma = conferma.then_some("motivo");
            aggiungi(Nuovo { componente, relazione, dal, conferma, ..Nuovo::default() })
        }),
        3 => (chi(), quando()).prop_map(|(chi, al)| rimuovi(chi, "TRASFERIMENTO", al)),
        1 => (chi(), codice()).prop_map(|(chi, codice)| relazione(chi, codice)),
        1 => any::<String>().prop_map(|testo| note(&testo)),
    ]
}

proptest! {
    #[test]
    fn any_sequence_of_commands_leaves_coherent_memberships(
        comandi in prop::collection::vec(comando(), 0..30),
        cancellati in prop::collection::vec(any::<bool>(), 60),
    ) {
        let mut stato = NucleoDiFatto::default();
        let mut altrove = NucleoDiFatto::default();
        let mut cancellati = cancellati.into_iter();
        for comando in comandi {
            for evento in stato.decidi(comando).unwrap_or_default() {
                let traccia = if cancellati.next() == Some(true) { cancellato(&evento) } else { evento.clone() };
                altrove.apply(traccia);
                stato.apply(evento);
            }
        }
        let Some(nucleo) = stato.nucleo else { return Ok(()) };
        for componente in &nucleo.componenti {
            prop_assert!(componente.al().is_none_or(|al| componente.dal <= al && al <= oggi()));
            let sovrapposti = nucleo.componenti.iter().filter(|altro| {
                altro.componente == componente.componente && altro.valido_al(componente.dal)
            });
            prop_assert_eq!(sovrapposti.count(), 1, "one membership at a time");
        }
        // Who is in the nucleo does not depend on what was erased.
        let presenti = |n: &Nucleo| n.presenti().map(|c| c.componente).collect::<Vec<_>>();
        prop_assert_eq!(presenti(&nucleo), presenti(altrove.nucleo.as_ref().unwrap()));
    }
}
