//! Plans as `auto_explain` writes them into the log of the server, and what is wrong with them.

use serde_json::Value;
use std::collections::BTreeSet;

/// Rows that may be sorted, or read for nothing.
const POCHE: f64 = 1000.0;
/// Blocks that a way down an index and the row at its end may take.
const BLOCCHI_PER_RIGA: f64 = 12.0;

/// What the plans of one run show.
#[derive(Default)]
pub(super) struct Esito {
    /// Indexes that were read.
    pub(super) indici: BTreeSet<String>,
    /// What is wrong, with the statement.
    pub(super) difetti: BTreeSet<String>,
    /// How many plans there were.
    pub(super) piani: usize,
}

/// Reads what was logged. Plans follow a line that ends with `plan:`, each of their lines after a tab.
pub(super) fn leggi(log: &str, tabelle: &BTreeSet<String>) -> Esito {
    let mut esito = Esito::default();
    let mut righe = log.lines().peekable();
    while let Some(riga) = righe.next() {
        if !riga.ends_with("plan:") {
            continue;
        }
        let mut json = String::new();
        while let Some(riga) = righe.next_if(|r| r.starts_with('\t')) {
            json.push_str(riga);
        }
        let piano: Value = serde_json::from_str(&json).expect("a plan is JSON");
        esito.piani += 1;
        let statement = piano["Query Text"].as_str().unwrap_or_default();
        let radice = &piano["Plan"];
        esito.visita(radice, tabelle, statement, risultato(radice));
    }
    esito
}

/// Rows of the answer, or those that were changed.
fn risultato(radice: &Value) -> f64 {
    match radice["Node Type"].as_str() {
        Some("ModifyTable") => figli(radice).map(tutte).sum(),
        _ => tutte(radice),
    }
}

fn figli(nodo: &Value) -> impl Iterator<Item = &Value> {
    nodo["Plans"].as_array().into_iter().flatten()
}

fn numero(nodo: &Value, nome: &str) -> f64 {
    nodo[nome].as_f64().unwrap_or_default()
}

/// Rows of all loops of a node.
fn tutte(nodo: &Value) -> f64 {
    numero(nodo, "Actual Rows") * numero(nodo, "Actual Loops")
}

impl Esito {
    fn visita(&mut self, nodo: &Value, tabelle: &BTreeSet<String>, statement: &str, risultato: f64) {
        if let Some(indice) = nodo["Index Name"].as_str()
            && numero(nodo, "Actual Loops") > 0.0
        {
            self.indici.insert(indice.to_owned());
        }
        if let Some(difetto) = difetto(nodo, tabelle, risultato) {
            self.difetti.insert(format!(
                "{difetto}\n    {}",
                statement.split_whitespace().collect::<Vec<_>>().join(" ")
            ));
        }
        for figlio in figli(nodo) {
            self.visita(figlio, tabelle, statement, risultato);
        }
    }
}

fn difetto(nodo: &Value, tabelle: &BTreeSet<String>, risultato: f64) -> Option<String> {
    let tipo = nodo["Node Type"].as_str().unwrap_or_default();
    if tipo.ends_with("Sort") {
        // What it was given, and not what a limit left of it. An answer of many rows may be put into its order.
        let righe = figli(nodo).map(|f| numero(f, "Actual Rows")).fold(0.0, f64::max);
        return (righe > POCHE && righe > risultato).then(|| format!("{tipo} of {righe} rows"));
    }
    let tabella = nodo["Relation Name"].as_str().filter(|t| tabelle.contains(*t))?;
    // Of an insert this is the table that is written.
    if tipo == "ModifyTable" {
        return None;
    }
    if tipo == "Seq Scan" {
        return Some(format!("Seq Scan of {tabella}"));
    }
    let (volte, tenute) = (numero(nodo, "Actual Loops"), tutte(nodo));
    let scartate =
        volte * (numero(nodo, "Rows Removed by Filter") + numero(nodo, "Rows Removed by Index Recheck"));
    if scartate > POCHE && scartate > 10.0 * tenute {
        return Some(format!("{tipo} of {tabella}: {scartate} rows read for nothing, {tenute} kept"));
    }
    // What an index reads between its bounds and does not show as a row.
    let blocchi = numero(nodo, "Shared Hit Blocks") + numero(nodo, "Shared Read Blocks");
    if blocchi > POCHE && blocchi > BLOCCHI_PER_RIGA * (volte + tenute) {
        return Some(format!("{tipo} of {tabella}: {blocchi} blocks for {tenute} rows in {volte} turns"));
    }
    (tenute > POCHE && tenute > 20.0 * risultato.max(1.0))
        .then(|| format!("{tipo} of {tabella}: {tenute} rows for an answer of {risultato}"))
}
