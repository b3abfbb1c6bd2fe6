//! A subject as a row of a bulk load (feature `bulk`), equal to the one that the projection stores.

use super::lettura::{indicatore, precisione, sesso};
use super::parole;
use super::projection::{Riga, Saldo, Ultima};
use crate::bulk::Row;
use domain::identita::SoggettoId;
use domain::persona::{DatiAnagrafici, LuogoNascita};
use sqlx::PgConnection;

/// Table and columns.
pub(crate) const COLUMNS: &str = "letture.soggetti_v1 (soggetto, codice, cognome, nome, sesso, data_nascita, \
    precisione, luogo_nascita, codice_fiscale, indicatore_cf, stato_demografico, cf_base, cognome_nome, \
    nome_cognome, posizione)";

/// The words of all subjects of a load.
#[derive(Default)]
pub(crate) struct Dizionario(Saldo);

impl Dizionario {
    pub(crate) async fn store(&self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        parole::applica(connection, &self.0.0).await
    }
}

/// Writes one.
pub(crate) fn write(
    mut row: Row<'_>,
    dizionario: &mut Dizionario,
    soggetto: SoggettoId,
    codice: u64,
    dati: &DatiAnagrafici,
    posizione: u64,
) {
    let ultima = Ultima { creato: Some(posizione), posizione, dati: Some(dati) };
    let riga = Riga::nuova(soggetto.0, crate::sql::big(codice), &ultima);
    dizionario.0.conta(riga.cognome_nome.as_deref(), 1);
    row.value(riga.soggetto);
    row.value(riga.codice);
    row.optional_text(dati.cognome.as_deref());
    row.optional_text(dati.nome.as_deref());
    row.optional_text(dati.sesso.map(sesso));
    row.optional(dati.data_nascita.map(|n| n.data));
    row.optional_text(dati.data_nascita.map(|n| precisione(n.precisione)));
    row.optional_text(dati.luogo_nascita.as_ref().map(LuogoNascita::descrizione));
    row.optional_text(dati.codice_fiscale.as_deref());
    row.text(indicatore(dati.indicatore_cf));
    row.optional_text(dati.stato_demografico.as_deref());
    row.optional_text(riga.cf_base.as_deref());
    row.optional_text(riga.cognome_nome.as_deref());
    row.optional_text(riga.nome_cognome.as_deref());
    row.value(riga.posizione);
    row.end();
}
