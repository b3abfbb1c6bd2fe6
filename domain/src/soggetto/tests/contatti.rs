//! Contacts.

use super::*;
use crate::rifiuto::Codice;
use crate::riservato::Riservato;

fn contatti(contatti: Contatti) -> SoggettoCommand {
    SoggettoCommand::ModificaContatti { contatti }
}

fn telefoni(numeri: &[&str]) -> Contatti {
    Contatti { telefoni: numeri.iter().map(|n| (*n).to_owned()).collect(), ..Contatti::default() }
}

#[test]
fn contacts_are_replaced_as_a_whole() {
    let nuovi = Contatti { email: Some(" mario@example.org ".into()), ..telefoni(&["06 123456", "", " "]) };
    let attesi = Contatti { email: Some("mario@example.org".into()), ..telefoni(&["06 123456"]) };
    let storia = registrato()
        .quando(contatti(nuovi))
        .allora([ContattiModificati { contatti: Riservato::nuovo(soggetto(), attesi.clone()) }.into()]);
    assert_eq!(storia.stato.scheda.unwrap().contatti.unwrap().valore(), Some(&attesi));
}

#[test]
fn equal_contacts_are_no_change() {
    registrato().quando(contatti(telefoni(&[""]))).rifiuta(Codice::NessunaModifica, &[]);
    let con_telefono = registrato().poi(contatti(telefoni(&["06123456"])));
    con_telefono.quando(contatti(telefoni(&["06123456 "]))).rifiuta(Codice::NessunaModifica, &[]);
}

#[test]
fn refuses_a_malformed_mail_address_and_names_the_field() {
    for indirizzo in
        ["mario", "@example.org", "mario@", "mario@example", "a b@example.org", "a@b@c.it", "a@.it"]
    {
        let errato = || Some(indirizzo.to_owned());
        for (nuovi, campo) in [
            (Contatti { email: errato(), ..Contatti::default() }, "email"),
            (Contatti { pec: errato(), ..Contatti::default() }, "pec"),
            (Contatti { domicilio_digitale: errato(), ..Contatti::default() }, "domicilioDigitale"),
        ] {
            registrato().quando(contatti(nuovi)).rifiuta(Codice::RecapitoNonValido, &[campo]);
        }
    }
}

#[test]
fn a_telephone_has_digits_blanks_and_a_few_signs() {
    registrato().poi(contatti(telefoni(&["+39 06/123-456", "12345"])));
    for numero in ["1234", "casa 06123456", "06.123456"] {
        registrato().quando(contatti(telefoni(&[numero]))).rifiuta(Codice::RecapitoNonValido, &["telefoni"]);
    }
}

#[test]
fn there_are_at_most_three_telephones() {
    registrato().poi(contatti(telefoni(&["06123451", "06123452", "06123453"])));
    registrato()
        .quando(contatti(telefoni(&["06123451", "06123452", "06123453", "06123454"])))
        .rifiuta(Codice::RecapitoNonValido, &["telefoni"]);
}

#[test]
fn erased_contacts_are_not_replaced() {
    let storia = registrato().poi(contatti(telefoni(&["06123456"])));
    let mut eventi = storia.eventi;
    eventi[1] = crate::prova::cancellato(&eventi[1]);
    crate::prova::dato::<Soggetto>(eventi)
        .quando(contatti(Contatti::default()))
        .rifiuta(Codice::DatiCancellati, &[]);
}
