//! What is looked for, as ranges of the keys: best first, and disjoint within one key, so that a page is read from one
//! after the other and its cursor is (range, place in it).

use super::Corrispondenza;
use super::criteri::{Nomi, Ricerca, senza_omocodia};
use super::lettura::Riga;
use std::collections::HashSet;

/// Sorts after every letter and digit.
const DOPO_TUTTO: char = '~';
/// Sorts right after the blank between the two words of a key.
const DOPO_IL_BIANCO: char = '!';

/// The key a range is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Colonna {
    CognomeNome,
    NomeCognome,
    CodiceFiscale,
    CfBase,
    Codice,
}

/// A range: `da <= key < a`.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Gamba {
    pub(super) colonna: Colonna,
    pub(super) da: String,
    pub(super) a: String,
    /// Range of «name surname» besides, where only the beginnings of both are known.
    pub(super) e_nome: Option<(String, String)>,
    pub(super) corrispondenza: Corrispondenza,
}

domain::debug_oscurato!(Gamba, Coppia);

impl Gamba {
    fn nuova(colonna: Colonna, da: String, a: String, corrispondenza: Corrispondenza) -> Self {
        Self { colonna, da, a, e_nome: None, corrispondenza }
    }

    /// The first word is exactly this.
    pub(super) fn parola(colonna: Colonna, parola: &str, corrispondenza: Corrispondenza) -> Self {
        Self::nuova(colonna, format!("{parola} "), format!("{parola}{DOPO_IL_BIANCO}"), corrispondenza)
    }

    /// The first word begins with this and is longer.
    fn inizio(colonna: Colonna, parola: &str) -> Self {
        let (da, a) = (format!("{parola}{DOPO_IL_BIANCO}"), format!("{parola}{DOPO_TUTTO}"));
        Self::nuova(colonna, da, a, Corrispondenza::Prefisso)
    }

    /// Both words are exactly these.
    pub(super) fn coppia(
        colonna: Colonna,
        prima: &str,
        seconda: &str,
        corrispondenza: Corrispondenza,
    ) -> Self {
        // No key goes on with a second blank.
        Self::nuova(colonna, format!("{prima} {seconda}"), format!("{prima} {seconda} "), corrispondenza)
    }

    /// The first word is exactly this, the second begins with that and is longer.
    fn coppia_iniziata(colonna: Colonna, prima: &str, seconda: &str) -> Self {
        let (da, a) = (format!("{prima} {seconda} "), format!("{prima} {seconda}{DOPO_TUTTO}"));
        Self::nuova(colonna, da, a, Corrispondenza::Prefisso)
    }

    /// The first word is exactly this, the second is or begins with that.
    pub(super) fn coppia_o_inizio(prima: &str, seconda: &str, corrispondenza: Corrispondenza) -> Self {
        let (da, a) = (format!("{prima} {seconda}"), format!("{prima} {seconda}{DOPO_TUTTO}"));
        Self::nuova(Colonna::CognomeNome, da, a, corrispondenza)
    }

    /// Whether a row lies in it, whatever else is asked of it.
    pub(super) fn contiene(&self, riga: &Riga) -> bool {
        let tra = |chiave: Option<&str>, da: &str, a: &str| chiave.is_some_and(|k| da <= k && k < a);
        let qui = match self.colonna {
            Colonna::Codice => riga.codice.to_string() == self.da,
            colonna => tra(riga.chiave(colonna), &self.da, &self.a),
        };
        qui && self.e_nome.as_ref().is_none_or(|(da, a)| tra(riga.nome_cognome.as_deref(), da, a))
    }
}

/// What is typed as it stands: whole words first, then beginnings.
pub(super) fn precise(ricerca: &Ricerca) -> Vec<Gamba> {
    use Colonna::{Codice, CognomeNome, NomeCognome};
    use Corrispondenza::Esatta;
    let mut gambe = Vec::new();
    if let Some(codice) = ricerca.codice {
        gambe.push(Gamba::nuova(Codice, codice.to_string(), String::new(), Esatta));
    }
    if !ricerca.cf_incerto {
        codice_fiscale(ricerca, &mut gambe);
    }
    match &ricerca.nomi {
        Nomi::Liberi(parole) => {
            let coppie = coppie(parole);
            let tutto = parole.concat();
            gambe.extend(coppie.iter().map(|c| Gamba::coppia(CognomeNome, &c.cognome, &c.nome, Esatta)));
            gambe.push(Gamba::parola(CognomeNome, &tutto, Esatta));
            gambe.push(Gamba::parola(NomeCognome, &tutto, Esatta));
            // What was typed last may be unfinished.
            gambe.extend(coppie.iter().map(|c| match c.ultimo {
                Ultimo::Nome => Gamba::coppia_iniziata(CognomeNome, &c.cognome, &c.nome),
                Ultimo::Cognome => Gamba::coppia_iniziata(NomeCognome, &c.nome, &c.cognome),
            }));
            gambe.push(Gamba::inizio(CognomeNome, &tutto));
            gambe.push(Gamba::inizio(NomeCognome, &tutto));
        }
        Nomi::Campi { cognome, nome } if nome.is_empty() => {
            gambe.push(Gamba::parola(CognomeNome, cognome, Esatta));
            gambe.push(Gamba::inizio(CognomeNome, cognome));
        }
        Nomi::Campi { cognome, nome } if cognome.is_empty() => {
            gambe.push(Gamba::parola(NomeCognome, nome, Esatta));
            gambe.push(Gamba::inizio(NomeCognome, nome));
        }
        Nomi::Campi { cognome, nome } => {
            gambe.push(Gamba::coppia(CognomeNome, cognome, nome, Esatta));
            gambe.push(Gamba::coppia_iniziata(CognomeNome, cognome, nome));
            let mut iniziali = Gamba::inizio(CognomeNome, cognome);
            iniziali.e_nome = Some((nome.clone(), format!("{nome}{DOPO_TUTTO}")));
            gambe.push(iniziali);
        }
        Nomi::Nessuno if gambe.is_empty() && ricerca.data.is_some() => {
            gambe.push(Gamba::nuova(CognomeNome, String::new(), DOPO_TUTTO.into(), Esatta));
        }
        Nomi::Nessuno => {}
    }
    if ricerca.cf_incerto {
        codice_fiscale(ricerca, &mut gambe);
    }
    // Equal words make equal ranges.
    senza_ripetizioni(gambe)
}

/// Each range once, where it comes first.
pub(super) fn senza_ripetizioni(gambe: Vec<Gamba>) -> Vec<Gamba> {
    let mut viste = HashSet::new();
    gambe
        .into_iter()
        .filter(|g| viste.insert((g.colonna, g.da.clone(), g.a.clone(), g.e_nome.is_some())))
        .collect()
}

fn codice_fiscale(ricerca: &Ricerca, gambe: &mut Vec<Gamba>) {
    let Some(cf) = &ricerca.cf else { return };
    let esatto = |colonna, codice: &str, corrispondenza| {
        Gamba::nuova(colonna, codice.to_owned(), format!("{codice} "), corrispondenza)
    };
    gambe.push(esatto(Colonna::CodiceFiscale, cf, Corrispondenza::Esatta));
    gambe.push(Gamba::nuova(
        Colonna::CodiceFiscale,
        format!("{cf} "),
        format!("{cf}{DOPO_TUTTO}"),
        Corrispondenza::Prefisso,
    ));
    if let Some(base) = senza_omocodia(cf) {
        gambe.push(esatto(Colonna::CfBase, &base, Corrispondenza::Simile));
    }
}

/// One way to read a free text: some words are the surname, the others the name.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Coppia {
    pub(super) cognome: String,
    pub(super) nome: String,
    ultimo: Ultimo,
}

/// What was typed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ultimo {
    Nome,
    Cognome,
}

/// Every way to read two words or more, surname first before name first.
pub(super) fn coppie(parole: &[String]) -> Vec<Coppia> {
    let tagli = || (1..parole.len()).map(|i| (parole[..i].concat(), parole[i..].concat()));
    let cognome_prima = tagli().map(|(cognome, nome)| Coppia { cognome, nome, ultimo: Ultimo::Nome });
    let nome_prima = tagli().map(|(nome, cognome)| Coppia { cognome, nome, ultimo: Ultimo::Cognome });
    cognome_prima.chain(nome_prima).collect()
}

#[cfg(test)]
mod tests {
    use super::super::criteri::Criteri;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_a_text_in_both_orders() {
        let parole = ["de".to_owned(), "rossi".to_owned(), "anna".to_owned()];
        let lette: Vec<_> = coppie(&parole).into_iter().map(|c| (c.cognome, c.nome)).collect();
        let attese = [("de", "rossianna"), ("derossi", "anna"), ("rossianna", "de"), ("anna", "derossi")];
        assert_eq!(lette, attese.map(|(c, n)| (c.to_owned(), n.to_owned())));
    }

    #[test]
    fn exact_matches_come_before_beginnings() {
        let ricerca = Ricerca::nuova(&Criteri { testo: Some("rossi mario".into()), ..Criteri::default() });
        let ordine: Vec<_> = precise(&ricerca).into_iter().map(|g| g.corrispondenza).collect();
        assert!(ordine.is_sorted());
    }

    proptest! {
        /// Else a page could show somebody twice, or loop over him.
        #[test]
        fn ranges_of_one_key_are_disjoint(parole in prop::collection::vec("[a-z]{1,5}", 1..4)) {
            let ricerca = Ricerca { nomi: Nomi::Liberi(parole), ..Ricerca::default() };
            let gambe = precise(&ricerca);
            for (i, una) in gambe.iter().enumerate() {
                for altra in &gambe[..i] {
                    if una.colonna == altra.colonna {
                        prop_assert!(una.a <= altra.da || altra.a <= una.da);
                    }
                }
            }
        }

        #[test]
        fn a_person_is_found_by_his_names_and_their_beginnings(
            cognome in "[a-z]{1,8}", nome in "[a-z]{1,8}", quanto in 1usize..8, prima_il_nome: bool,
        ) {
            let riga = Riga::di_prova(&cognome, &nome);
            let (prima, dopo) = if prima_il_nome { (&nome, &cognome) } else { (&cognome, &nome) };
            let testo = format!("{prima} {}", &dopo[..quanto.min(dopo.len())]);
            let ricerca = Ricerca::nuova(&Criteri { testo: Some(testo), ..Criteri::default() });
            prop_assert!(precise(&ricerca).iter().any(|g| g.contiene(&riga)));
        }
    }
}
