//! People who are in every population: those of the manual, and one for each difficult case of the register.

use super::anagrafica::Anagrafica;
use super::luoghi;
use super::modello::{Componente, Famiglia, Indirizzo, Persona};
use chrono::NaiveDate;
use domain::persona::{DataParziale, LuogoNascita, Precisione, Sesso};

/// The person of the manual: lives with wife, son and brother.
pub const MARIO_ROSSI: &str = "RSSMRA86L11H514O";
/// Brother of [`MARIO_ROSSI`], in his household.
pub const ALESSIO_ROSSI: &str = "RSSLSS00B02M082H";
/// Wife of [`MARIO_ROSSI`].
pub const LUCIA_NERI: &str = "NRELCU88E60M082V";
/// Son of [`MARIO_ROSSI`].
pub const TOMMASO_ROSSI: &str = "RSSTMS18P03M082H";
/// Has a first name only.
pub const SENZA_COGNOME: &str = "XXXBLL98H21Z200M";
/// Only the year of birth is known.
pub const NASCITA_SOLO_ANNO: &str = "SMNMNA90A41Z345V";
/// Only month and year of birth are known.
pub const NASCITA_SENZA_GIORNO: &str = "TRRMSS95C01Z329L";
/// Born abroad, with letters that Italian has not; lives with a newborn child who has no codice fiscale.
pub const NATA_ALL_ESTERO: &str = "STFNIO91D57Z129H";
/// Died on [`GIORNO_DECESSO`]; his wife is [`VEDOVA`].
pub const DECEDUTO: &str = "MRTLDA38B09D024O";
/// Widow of [`DECEDUTO`].
pub const VEDOVA: &str = "FBBRSO42S65D024K";
/// Cancelled from the register.
pub const CANCELLATO: &str = "BNLKRM89M14Z330J";
/// Twice in the register, with two ID ANPR.
pub const DUPLICATA: &str = "CNTSLV72E46H501M";
/// An earlier code of a person who now has [`CF_ATTUALE`].
pub const CF_SOSTITUITO: &str = "DLBFNC84R42H501B";
/// The code that replaced [`CF_SOSTITUITO`].
pub const CF_ATTUALE: &str = "DLBFNC84R42M082H";
/// Responsabile of an institutional household.
pub const RESPONSABILE_CONVIVENZA: &str = "GRSLGU66C30C765C";
/// Guest of an institutional household.
pub const OSPITE_CONVIVENZA: &str = "MNCTRS36L58F499K";
/// Italian abroad.
pub const ALL_ESTERO_AIRE: &str = "FRRCLD70A19C773Q";
/// Has a codice fiscale that the tax agency has not validated.
pub const CF_NON_VALIDATO: &str = "MRTGNN79P09H282H";
/// A well-formed codice fiscale of nobody.
pub const INESISTENTE: &str = "SLAMRT40T05L814J";

/// Day of death of [`DECEDUTO`].
pub const GIORNO_DECESSO: NaiveDate = giorno(2025, 2, 10);

/// A codice fiscale to try, and what for.
#[derive(Clone, Copy)]
pub struct PersonaDemo {
    /// Codice fiscale.
    pub codice_fiscale: &'static str,
    /// What it shows, in Italian.
    pub caso: &'static str,
}

domain::debug_oscurato!(PersonaDemo);

/// The people of this module, for lists on a screen.
pub const DEMO: &[PersonaDemo] = &[
    demo(MARIO_ROSSI, "Persona del manuale, con moglie, figlio e fratello"),
    demo(ALESSIO_ROSSI, "Fratello di Mario Rossi"),
    demo(LUCIA_NERI, "Moglie di Mario Rossi"),
    demo(TOMMASO_ROSSI, "Figlio minore di Mario Rossi"),
    demo(SENZA_COGNOME, "Persona senza cognome"),
    demo(NASCITA_SOLO_ANNO, "Della nascita è noto solo l'anno"),
    demo(NASCITA_SENZA_GIORNO, "Della nascita sono noti mese e anno"),
    demo(NATA_ALL_ESTERO, "Nata all'estero, con un figlio senza codice fiscale"),
    demo(DECEDUTO, "Persona deceduta"),
    demo(VEDOVA, "Vedova della persona deceduta"),
    demo(CANCELLATO, "Persona cancellata da ANPR"),
    demo(DUPLICATA, "Persona registrata due volte"),
    demo(CF_SOSTITUITO, "Codice fiscale sostituito da un altro"),
    demo(CF_ATTUALE, "Persona il cui codice fiscale è stato sostituito"),
    demo(RESPONSABILE_CONVIVENZA, "Responsabile di una convivenza anagrafica"),
    demo(OSPITE_CONVIVENZA, "Ospite di una convivenza anagrafica"),
    demo(ALL_ESTERO_AIRE, "Italiano residente all'estero (AIRE)"),
    demo(CF_NON_VALIDATO, "Codice fiscale non validato dall'Agenzia delle Entrate"),
    demo(INESISTENTE, "Codice fiscale di nessuno"),
];

const fn demo(codice_fiscale: &'static str, caso: &'static str) -> PersonaDemo {
    PersonaDemo { codice_fiscale, caso }
}

const fn giorno(anno: i32, mese: u32, giorno: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(anno, mese, giorno) {
        Some(data) => data,
        None => NaiveDate::MIN,
    }
}

/// Puts everybody of this module into a register.
pub(super) fn aggiungi(a: &mut Anagrafica) {
    famiglia_rossi(a);
    storie_di_nomi_e_date(a);
    storie_di_codici(a);
    decesso_e_cancellazione(a);
    convivenza(a);
}

fn famiglia_rossi(a: &mut Anagrafica) {
    let mut alessio = persona("RA00202SS", ALESSIO_ROSSI, "ROSSI", "ALESSIO", Sesso::M, (2000, 2, 2));
    alessio.luogo_nascita = comune("M082", alessio.nascita.data);
    let mut mario = persona("RM86711RS", MARIO_ROSSI, "ROSSI", "MARIO", Sesso::M, (1986, 7, 11));
    mario.luogo_nascita = comune("H514", mario.nascita.data);
    mario.stato_civile = Persona::CONIUGATO;
    let mut lucia = persona("NL88520CU", LUCIA_NERI, "NERI", "LUCIA", Sesso::F, (1988, 5, 20));
    lucia.stato_civile = Persona::CONIUGATO;
    let tommaso = persona("RT18903MM", TOMMASO_ROSSI, "ROSSI", "TOMMASO", Sesso::M, (2018, 9, 3));
    let membri = [
        (mario, Componente::INTESTATARIO),
        (lucia, Componente::CONIUGE),
        (tommaso, Componente::FIGLIO),
        (alessio, Componente::FRATELLO),
    ];
    insieme(a, Famiglia::FAMIGLIA, "M082", 12, giorno(2017, 3, 1), membri);
}

fn storie_di_nomi_e_date(a: &mut Anagrafica) {
    let mut senza_cognome = persona("XA98621BD", SENZA_COGNOME, "", "ABDULLAH", Sesso::M, (1998, 6, 21));
    senza_cognome.cognome = None;
    nato_fuori(&mut senza_cognome, "Z200", "301", "KABUL");
    solo(a, "M082", 3, senza_cognome);

    let mut solo_anno = persona("OA90101MN", NASCITA_SOLO_ANNO, "OSMAN", "AMINA", Sesso::F, (1990, 1, 1));
    solo_anno.nascita.precisione = Precisione::Anno;
    nato_fuori(&mut solo_anno, "Z345", "453", "MOGADISCIO");
    solo(a, "D024", 41, solo_anno);

    let mut senza_giorno =
        persona("TM95301SS", NASCITA_SENZA_GIORNO, "TRAORÉ", "MOUSSA", Sesso::M, (1995, 3, 1));
    senza_giorno.nascita.precisione = Precisione::Mese;
    nato_fuori(&mut senza_giorno, "Z329", "435", "BAMAKO");
    solo(a, "C765", 8, senza_giorno);

    let mut madre = persona("SI91417NA", NATA_ALL_ESTERO, "ȘTEFĂNESCU", "IOANA", Sesso::F, (1991, 4, 17));
    nato_fuori(&mut madre, "Z129", "235", "IAȘI");
    let mut figlio = persona("SM25130TE", "", "ȘTEFĂNESCU", "MATEI", Sesso::M, (2025, 11, 30));
    figlio.codice_fiscale = None;
    figlio.cittadinanza = "235".to_owned();
    let membri = [(madre, Componente::INTESTATARIO), (figlio, Componente::FIGLIO)];
    insieme(a, Famiglia::FAMIGLIA, "M082", 77, giorno(2021, 9, 15), membri);
}

fn storie_di_codici(a: &mut Anagrafica) {
    for id in ["CS72506LV", "CS72506L2"] {
        let mut duplicata = persona(id, DUPLICATA, "CONTI", "SILVIA", Sesso::F, (1972, 5, 6));
        duplicata.luogo_nascita = comune("H501", duplicata.nascita.data);
        solo(a, "F499", 5, duplicata);
    }
    let mut sostituita = persona("DF84102NC", CF_ATTUALE, "DEL BIANCO", "FRANCESCA", Sesso::F, (1984, 10, 2));
    sostituita.codice_fiscale_precedente = Some(CF_SOSTITUITO.to_owned());
    solo(a, "L814", 19, sostituita);

    let mut non_validato =
        persona("MG79909NN", CF_NON_VALIDATO, "MARTINI", "GIOVANNI", Sesso::M, (1979, 9, 9));
    non_validato.luogo_nascita = comune("H282", non_validato.nascita.data);
    non_validato.cf_validato = false;
    solo(a, "H282", 2, non_validato);
}

fn decesso_e_cancellazione(a: &mut Anagrafica) {
    let mut vedova = persona("FR42125SO", VEDOVA, "FABBRI", "ROSA", Sesso::F, (1942, 11, 25));
    vedova.luogo_nascita = comune("D024", vedova.nascita.data);
    vedova.stato_civile = Persona::VEDOVO;
    let mut deceduto = persona("MA38209LD", DECEDUTO, "MORETTI", "ALDO", Sesso::M, (1938, 2, 9));
    deceduto.luogo_nascita = comune("D024", deceduto.nascita.data);
    deceduto.stato_civile = Persona::CONIUGATO;
    deceduto.decesso = Some(GIORNO_DECESSO);
    let membri = [(vedova, Componente::INTESTATARIO), (deceduto, Componente::CONIUGE)];
    insieme(a, Famiglia::FAMIGLIA, "D024", 6, giorno(1998, 1, 10), membri);

    let mut cancellato = persona("BK89814RM", CANCELLATO, "BENALI", "KARIM", Sesso::M, (1989, 8, 14));
    nato_fuori(&mut cancellato, "Z330", "436", "CASABLANCA");
    cancellato.cancellata = true;
    solo(a, "G135", 30, cancellato);

    let mut aire = persona("FC70119LD", ALL_ESTERO_AIRE, "FERRARI", "CLAUDIO", Sesso::M, (1970, 1, 19));
    aire.luogo_nascita = comune("C773", aire.nascita.data);
    aire.aire = true;
    insieme(a, Famiglia::AIRE, "C773", 1, giorno(2015, 6, 1), [(aire, Componente::INTESTATARIO)]);
}

fn convivenza(a: &mut Anagrafica) {
    let mut responsabile =
        persona("GL66330GU", RESPONSABILE_CONVIVENZA, "GRASSI", "LUIGI", Sesso::M, (1966, 3, 30));
    responsabile.luogo_nascita = comune("C765", responsabile.nascita.data);
    let mut ospite = persona("MT36718RS", OSPITE_CONVIVENZA, "MANCINI", "TERESA", Sesso::F, (1936, 7, 18));
    ospite.luogo_nascita = comune("F499", ospite.nascita.data);
    ospite.stato_civile = Persona::VEDOVO;
    let membri = [(responsabile, Componente::INTESTATARIO), (ospite, Componente::MEMBRO)];
    insieme(a, Famiglia::CONVIVENZA, "C765", 100, giorno(2019, 5, 2), membri);
}

/// An Italian born in Viterbo; what differs is set afterwards.
fn persona(id: &str, cf: &str, cognome: &str, nome: &str, sesso: Sesso, nascita: (i32, u32, u32)) -> Persona {
    let nascita = giorno(nascita.0, nascita.1, nascita.2);
    Persona {
        id_anpr: id.to_owned(),
        codice_fiscale: Some(cf.to_owned()),
        codice_fiscale_precedente: None,
        cf_validato: true,
        cognome: Some(cognome.to_owned()),
        nome: nome.to_owned(),
        sesso,
        nascita: DataParziale::certa(nascita),
        luogo_nascita: comune("M082", nascita),
        cittadinanza: Persona::ITALIANA.to_owned(),
        stato_civile: Persona::CELIBE,
        decesso: None,
        cancellata: false,
        aire: false,
    }
}

fn comune(codice: &str, giorno: NaiveDate) -> LuogoNascita {
    luoghi::comune(codice, giorno)
        .unwrap_or_else(|| LuogoNascita::Descritto { descrizione: codice.to_owned() })
}

fn nato_fuori(persona: &mut Persona, stato: &str, cittadinanza: &str, localita: &str) {
    persona.luogo_nascita = luoghi::estero(stato, Some(localita));
    persona.cittadinanza = cittadinanza.to_owned();
}

fn solo(a: &mut Anagrafica, comune: &'static str, civico: u16, persona: Persona) {
    insieme(a, Famiglia::FAMIGLIA, comune, civico, giorno(2019, 1, 7), [(persona, Componente::INTESTATARIO)]);
}

fn insieme<const N: usize>(
    a: &mut Anagrafica,
    tipo_legame: u8,
    comune: &'static str,
    civico: u16,
    dal: NaiveDate,
    membri: [(Persona, u8); N],
) {
    let componenti = membri
        .into_iter()
        .map(|(persona, codice_legame)| {
            let dal = dal.max(persona.nascita.data);
            Componente { persona: a.aggiungi(persona), codice_legame, dal }
        })
        .collect();
    let indirizzo = Indirizzo { comune, specie: "VIA", denominazione: "DELLE PROVE", civico };
    a.famiglie.push(Famiglia { tipo_legame, indirizzo, componenti });
}
