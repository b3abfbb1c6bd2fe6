//! What every concern needs: scalars, pages, as-of readings, inputs, outcomes, loaders, errors.

mod alla;
mod apertura;
mod caricatori;
mod connessione;
mod contesto;
mod errori;
mod esito;
mod giri;
mod lettore;
mod macro_mutazione;
mod scalari;
mod svolgi;
mod tracciamento;

pub(crate) use alla::{AllaInput, Momento};
pub(crate) use apertura::{Apertura, secondi};
pub(crate) use caricatori::{Caricatore, ChiaveNome, ChiaveScheda};
pub(crate) use connessione::costo;
pub(crate) use connessione::{Pagina, pagina, pagina_di, primi};
pub(crate) use contesto::{
    Contesto, ContestoMacchina, Mezzi, Risorsa, amministratore, aperto, contesto, negato,
};
pub(crate) use errori::{di_lettura, guasto, guasto_condiviso, non_valida};
pub(crate) use esito::{Cancellazione, Esito, EsitoComando, Nota, Rifiuto};
pub(crate) use giri::Giri;
pub(crate) use lettore::{Lettore, giorno as leggi_giorno};
pub(crate) use macro_mutazione::{input_mutazione, payload};
pub(crate) use scalari::{Data, Istante};
pub(crate) use svolgi::{InputMutazione, Mostrabile, comando_di, dopo, svolgi, traduci};
pub(crate) use tracciamento::muto;
