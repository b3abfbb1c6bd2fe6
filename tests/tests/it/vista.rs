//! What is kept about people is read as whoever asks may see it. A function that reads a read model about people takes a
//! [`projections::visibilita::Vista`] and puts the predicate into its statement; the few that need not are listed here, each
//! with its reason.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Read models that say nothing of anybody who is followed; every other one is about people, also one that comes tomorrow.
const DI_NESSUNO: &[(&str, &str)] = &[
    ("unita", "units: everybody may know them"),
    ("operatori", "who works here: shown with what he did"),
    ("incarichi", "in which role and unit he does"),
    (
        "soggetti_dizionario",
        "words that are names, and not whose; what is found by them passes the predicate",
    ),
    ("soggetti_varianti", "the same words with a letter left out"),
];

/// What puts the predicate into a statement.
const PREDICATO: &[&str] = &[
    "push_soggetto",
    "push_pratica",
    "push_nucleo",
    "push_annotazione",
    "push_titoli",
    "push_vale",
    "push_join",
    "push_join_titoli",
    "push_di_altri",
];

/// Functions that read as somebody, without the predicate: file, name, why.
const SENZA_PREDICATO: &[(&str, &str, &str)] = &[
    (
        "segnalazioni/query.rs",
        "numeri",
        "an open file shows the numbers of the cases that it names, open or not",
    ),
    (
        "segnalazioni/query.rs",
        "per_numero",
        "answers an id only; whether that is open is asked next, and noted",
    ),
    (
        "visibilita/query.rs",
        "seguito_da",
        "all that intake may be told of a person who is followed elsewhere",
    ),
];

/// Functions that read as nobody: file, name, the only sources of `api` that call them, why.
const SENZA_VISTA: &[(&str, &str, &str, &str)] = &[
    (
        "segnalazioni/query.rs",
        "pratiche_su",
        "services/emergenze.rs",
        "which cases an emergency access opens: they go into its event, and are shown when it is open",
    ),
    (
        "segnalazioni/query.rs",
        "con_pratica_aperta",
        "services/verifiche.rs",
        "a job: whose household is to be compared; it shows nobody what it reads",
    ),
    (
        "emergenze/query.rs",
        "aperte_dopo",
        "services/sorveglianza.rs",
        "a job: of which emergency accesses there must be an alert; it shows nobody what it reads",
    ),
    (
        "soggetti/query.rs",
        "omonimi",
        "importazione/soggetti.rs",
        "the import at the command line, whose user holds the database",
    ),
    (
        "visibilita/query.rs",
        "schede_di_operatori",
        "services/sorveglianza.rs",
        "a job: whether operators read their own files; it shows nobody what it reads",
    ),
    (
        "visibilita/unita.rs",
        "ha_pratiche_aperte",
        "services/organizzazione.rs",
        "a rule: whether a unit may end; it says of nobody what case that is",
    ),
];

/// Sources of the projector: they write the read models, over the connection of the runner.
const PROIETTORE: &[&str] = &["projection.rs", "store.rs", "copy_row.rs", "parole.rs"];
/// Folders that move read models as a whole, and look at no row: the runner, rebuilds, and the loader of the benchmarks.
const INTERE: &[&str] = &["runner/", "rebuild/", "bulk/"];

/// A function, as its source has it.
struct Funzione {
    dove: String,
    nome: String,
    parametri: BTreeSet<String>,
    parole: BTreeSet<String>,
    testi: Vec<String>,
}

/// Every Rust file below a folder but tests, with its path from there.
fn sorgenti(cartella: &Path) -> Vec<(String, String)> {
    let mut cartelle = vec![cartella.to_owned()];
    let mut lette = Vec::new();
    while let Some(qui) = cartelle.pop() {
        for voce in std::fs::read_dir(qui).unwrap() {
            let path: PathBuf = voce.unwrap().path();
            if path.is_dir() {
                cartelle.push(path);
            } else if path.extension().is_some_and(|e| e == "rs")
                && path.file_stem().is_some_and(|n| n != "tests")
            {
                let nome = path.strip_prefix(cartella).unwrap().display().to_string();
                lette.push((nome, std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    lette.sort();
    lette
}

fn crate_src(nome: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(nome).join("src")
}

/// Words and texts of these tokens, whatever groups they are in.
fn spoglia(tokens: TokenStream, parole: &mut BTreeSet<String>, testi: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(gruppo) => spoglia(gruppo.stream(), parole, testi),
            TokenTree::Ident(parola) => {
                parole.insert(parola.to_string());
            }
            TokenTree::Literal(testo) => testi.push(testo.to_string()),
            TokenTree::Punct(_) => {}
        }
    }
}

/// The functions of a source, and the texts of its constants; what is compiled for tests only is left out.
fn leggi(
    dove: &str,
    tokens: TokenStream,
    funzioni: &mut Vec<Funzione>,
    costanti: &mut BTreeMap<String, String>,
) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let parola = |i: usize| match tokens.get(i) {
        Some(TokenTree::Ident(parola)) => Some(parola.to_string()),
        _ => None,
    };
    let (mut i, mut solo_prova) = (0, false);
    while i < tokens.len() {
        match &tokens[i] {
            TokenTree::Punct(segno) if segno.as_char() == '#' => {
                let attributo = tokens.get(i + 1).map(ToString::to_string).unwrap_or_default();
                solo_prova |= attributo.replace(' ', "") == "[cfg(test)]";
            }
            TokenTree::Punct(segno) if segno.as_char() == ';' => solo_prova = false,
            // Of a lifetime, nothing follows.
            TokenTree::Punct(segno) if segno.as_char() == '\'' => i += 1,
            TokenTree::Ident(chiave) if chiave == "const" || chiave == "static" => {
                if let Some(nome) = parola(i + 1).filter(|nome| nome != "fn") {
                    let fino =
                        tokens[i..].iter().position(|t| t.to_string() == ";").map_or(tokens.len(), |n| i + n);
                    let (mut parole, mut testi) = (BTreeSet::new(), Vec::new());
                    spoglia(tokens[i..fino].iter().cloned().collect(), &mut parole, &mut testi);
                    costanti.insert(nome, testi.join(" "));
                    i = fino;
                    continue;
                }
            }
            TokenTree::Ident(chiave) if chiave == "fn" && parola(i + 1).is_some() => {
                let nome = parola(i + 1).unwrap();
                let corpo = tokens[i..].iter().position(|t| {
                    matches!(t, TokenTree::Group(g) if g.delimiter() == Delimiter::Brace)
                        || t.to_string() == ";"
                });
                let corpo = corpo.map_or(tokens.len() - 1, |n| i + n);
                if let (TokenTree::Group(gruppo), false) = (&tokens[corpo], solo_prova) {
                    let (mut parametri, mut parole, mut testi) =
                        (BTreeSet::new(), BTreeSet::new(), Vec::new());
                    // With what it answers: a function that hands out a `Vista` has one, too.
                    spoglia(tokens[i + 2..corpo].iter().cloned().collect(), &mut parametri, &mut Vec::new());
                    spoglia(gruppo.stream(), &mut parole, &mut testi);
                    funzioni.push(Funzione { dove: dove.to_owned(), nome, parametri, parole, testi });
                }
                (i, solo_prova) = (corpo, false);
            }
            TokenTree::Group(gruppo) if gruppo.delimiter() == Delimiter::Brace => {
                let salta = std::mem::take(&mut solo_prova);
                let dentro = if salta { TokenStream::new() } else { gruppo.stream() };
                leggi(dove, dentro, funzioni, costanti);
            }
            _ => {}
        }
        i += 1;
    }
}

/// The tables of the read models, with their version.
fn tabelle() -> BTreeSet<String> {
    let mut tutte = BTreeSet::new();
    for cartella in std::fs::read_dir(crate_src("projections")).unwrap() {
        let Ok(schema) = std::fs::read_to_string(cartella.unwrap().path().join("schema.sql")) else {
            continue;
        };
        let nomi = schema.lines().filter_map(|riga| riga.strip_prefix("CREATE TABLE IF NOT EXISTS "));
        tutte.extend(nomi.map(|nome| nome.trim_end_matches(" (").to_owned()));
    }
    tutte
}

/// The tables that hold something about people, without their version.
fn tabelle_di_persone() -> BTreeSet<String> {
    let mut tutte: BTreeSet<String> =
        tabelle().iter().filter_map(|nome| Some(nome.rsplit_once("_v")?.0.to_owned())).collect();
    for (nessuno, _) in DI_NESSUNO {
        assert!(tutte.remove(*nessuno), "there is no table {nessuno}");
    }
    assert!(tutte.len() >= 8, "the tables were found: {tutte:?}");
    tutte
}

/// Whether a text names one of the tables, or one that it puts together.
fn nomina(testo: &str, tabelle: &BTreeSet<String>) -> bool {
    let parole = testo.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let versione = |v: &str| !v.is_empty() && v.bytes().all(|b| b.is_ascii_digit());
    let tabella = |parola: &str| {
        parola.rsplit_once("_v").is_some_and(|(nome, v)| versione(v) && tabelle.contains(nome))
    };
    testo.contains("letture.{") || parole.into_iter().any(tabella)
}

/// The functions of a crate that read what is kept about people.
fn di_persone(nome: &str) -> Vec<Funzione> {
    let tabelle = tabelle_di_persone();
    let mut tutte = Vec::new();
    for (dove, testo) in sorgenti(&crate_src(nome)) {
        let (mut funzioni, mut costanti) = (Vec::new(), BTreeMap::new());
        let tokens: TokenStream = testo.parse().unwrap_or_else(|e| panic!("{dove}: {e}"));
        leggi(&dove, tokens, &mut funzioni, &mut costanti);
        let usa = |f: &Funzione, costante: &str| {
            f.parole.contains(costante) || f.testi.iter().any(|t| t.contains(&format!("{{{costante}}}")))
        };
        funzioni.retain(|f| {
            f.testi.iter().any(|t| nomina(t, &tabelle))
                || costanti.iter().any(|(costante, testo)| nomina(testo, &tabelle) && usa(f, costante))
        });
        tutte.extend(funzioni);
    }
    tutte
}

fn ha(parole: &BTreeSet<String>, attese: &[&str]) -> bool {
    attese.iter().any(|parola| parole.contains(*parola))
}

#[test]
fn whoever_reads_what_is_kept_about_people_reads_it_as_somebody() {
    let lette = di_persone("projections");
    assert!(lette.len() > 15, "the functions were found");
    let (mut senza_vista, mut senza_predicato) = (BTreeSet::new(), BTreeSet::new());
    for f in &lette {
        let scrive =
            PROIETTORE.iter().any(|nome| f.dove.ends_with(nome)) && f.parametri.contains("PgConnection");
        if scrive || INTERE.iter().any(|cartella| f.dove.starts_with(cartella)) {
            continue;
        }
        if !ha(&f.parametri, &["Vista", "Sguardo"]) {
            senza_vista.insert((f.dove.as_str(), f.nome.as_str()));
        } else if !ha(&f.parole, PREDICATO) {
            senza_predicato.insert((f.dove.as_str(), f.nome.as_str()));
        }
    }
    let noti = SENZA_VISTA.iter().map(|(dove, nome, _, _)| (*dove, *nome)).collect();
    assert_eq!(senza_vista, noti, "take a `Vista`, or say here why there is none");
    let noti = SENZA_PREDICATO.iter().map(|(dove, nome, _)| (*dove, *nome)).collect();
    assert_eq!(
        senza_predicato, noti,
        "put the predicate into the statement, or say here why it is not there"
    );
}

#[test]
fn what_reads_as_nobody_is_called_from_where_it_is_meant_for() {
    let api = sorgenti(&crate_src("api"));
    for (_, nome, chi, _) in SENZA_VISTA {
        let chiama = |testo: &str| {
            let (mut parole, mut testi) = (BTreeSet::new(), Vec::new());
            spoglia(testo.parse().unwrap(), &mut parole, &mut testi);
            parole.contains(*nome)
        };
        let da_chi: Vec<&str> =
            api.iter().filter(|(_, testo)| chiama(testo)).map(|(dove, _)| dove.as_str()).collect();
        assert_eq!(da_chi, [*chi], "{nome}");
    }
}

/// What reads another version compiles, and finds nothing there.
#[test]
fn whatever_reads_a_read_model_reads_the_version_that_is_kept() {
    let tabelle = tabelle();
    for nome in ["access", "api", "bench", "event-store", "projections"] {
        for (dove, testo) in sorgenti(&crate_src(nome)) {
            let (mut parole, mut testi) = (BTreeSet::new(), Vec::new());
            spoglia(testo.parse().unwrap(), &mut parole, &mut testi);
            for letta in testi.iter().flat_map(|testo| testo.split("letture.").skip(1)) {
                let tabella = letta.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
                let tabella = tabella.unwrap_or_default();
                assert!(
                    !tabella.contains("_v") || tabelle.contains(tabella),
                    "{nome}/{dove} reads letture.{tabella}: there is none"
                );
            }
        }
    }
}

#[test]
fn no_other_crate_names_a_table_of_people() {
    for nome in ["access", "anpr-adapter", "api", "domain", "event-store"] {
        let lette: Vec<_> = di_persone(nome).into_iter().map(|f| (f.dove, f.nome)).collect();
        assert_eq!(lette, [], "{nome}");
    }
}

#[test]
fn the_scan_sees_tables_in_texts_constants_and_macros_but_not_in_tests() {
    let fonte = r##"
        const SELECT: &str = "SELECT 1 FROM letture.soggetti_v7 WHERE ";
        fn testo() { query("SELECT \
            1 FROM letture.nuclei_v1"); }
        fn costante() { query(SELECT); }
        fn incorporata() { query(&format!("{SELECT} true")); }
        impl T { async fn macro_<F: Fn(u8) -> u8>(vista: &Vista) -> u8 { q.push(format_args!("x {a} letture.titoli_v2")); } }
        fn composta() { format!("FROM letture.{nome}"); }
        fn altra() { query("SELECT 1 FROM letture.unita_v3, letture.soggetti_dizionario_v1"); }
        #[cfg(test)] mod tests { fn prova() { query("letture.soggetti_v1"); } }
        #[cfg(test)] fn prova() { query("letture.soggetti_v1"); }
        fn dopo() { query("letture.quadro_v1"); }
    "##;
    let (mut funzioni, mut costanti) = (Vec::new(), BTreeMap::new());
    leggi("x.rs", fonte.parse().unwrap(), &mut funzioni, &mut costanti);
    let tabelle = tabelle_di_persone();
    let nomi: Vec<_> = (funzioni.iter())
        .filter(|f| {
            f.testi.iter().any(|t| nomina(t, &tabelle) || t.contains("{SELECT}"))
                || f.parole.contains("SELECT")
        })
        .map(|f| (f.nome.as_str(), f.parametri.contains("Vista")))
        .collect();
    let attesi = ["testo", "costante", "incorporata", "macro_", "composta", "dopo"];
    assert_eq!(nomi, attesi.map(|nome| (nome, nome == "macro_")));
    assert!(nomina(&costanti["SELECT"], &tabelle));
}
