//! `sigess config`: the settings in force, and the key-encryption key.

use super::Esito;
use crate::impostazioni::Impostazioni;
use crate::terminale::riga;
use clap::Subcommand;
use event_store::seal::FileKek;
use std::process::ExitCode;

#[derive(Subcommand, Debug)]
pub(super) enum Config {
    /// Show every setting with the value in force
    Mostra,
    /// Make the key-encryption key, unless it is there
    Chiave,
}

impl Config {
    pub(super) fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        match self {
            Self::Mostra => {
                for (nome, valore) in impostazioni.elenco() {
                    riga(format!("{nome:28} {valore}"));
                }
            }
            Self::Chiave => {
                let file = impostazioni.file_kek();
                FileKek::open_or_create(&file)?;
                riga(format!("Chiave di cifratura delle chiavi: {}", file.display()));
                riga(
                    "Conservarne una copia separata dai backup: senza di essa i dati personali non si leggono più.",
                );
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
