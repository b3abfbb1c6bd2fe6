//! `sigess operatore`: units and operators, for the first ones and for small bodies. Personal data are read from
//! standard input, not from the command line.

use super::{Esito, Guasto};
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::services::{Chiamante, Comando, Mancato, Servizi};
use crate::servizio::componi;
use crate::terminale::{errore, riga};
use access::login::{By, SessionLimits, Which};
use clap::Subcommand;
use domain::attore::{Attore, Ruolo};
use domain::identita::{OperatoreId, UnitaId};
use domain::operatore::DatiOperatore;
use projections::organizzazione::{FiltroOperatori, operatori, unita};
use std::io::BufRead;
use std::process::ExitCode;
use uuid::Uuid;

#[derive(Subcommand, Debug)]
pub(super) enum Operatore {
    /// Set up a unit
    Unita {
        /// Code, for example `SIGESS_COM1`
        codice: String,
        /// Description
        descrizione: String,
        /// List TIPO_UO
        tipo: String,
        /// Id of the unit above
        #[arg(long)]
        padre: Option<UnitaId>,
    },
    /// Enable an operator; standard input holds three lines: cognome, nome, codice fiscale
    Abilita {
        /// List RUOLO
        #[arg(value_parser = ruolo)]
        ruolo: Ruolo,
        /// Id of the unit
        unita: UnitaId,
    },
    /// Disable an operator
    Disabilita {
        /// Id of the operator
        operatore: OperatoreId,
    },
    /// List the open sessions of an operator, or end them all
    Sessioni {
        /// Id of the operator
        operatore: OperatoreId,
        /// End them; he can log in again, unless he is disabled
        #[arg(long)]
        termina: bool,
    },
    /// List units and operators
    Elenco,
}

fn ruolo(testo: &str) -> Result<Ruolo, String> {
    Ruolo::da_str(testo).ok_or_else(|| "ruolo sconosciuto".to_owned())
}

/// Whoever sits at the machine: acts as an administrator without a file of his own, named in the metadata.
pub(super) fn dalla_riga_di_comando() -> Chiamante {
    let attore = Attore {
        operatore: OperatoreId(Uuid::nil()),
        ruolo: Ruolo::Amministratore,
        unita: UnitaId(Uuid::nil()),
    };
    Chiamante::nuovo(attore, "cli")
}

impl Operatore {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        let banche = Banche::ottieni(impostazioni).await?;
        let esito = async {
            let servizi = componi(impostazioni, &banche).await?;
            self.con(&servizi).await
        }
        .await;
        banche.ferma().await?;
        esito
    }

    async fn con(self, servizi: &Servizi) -> Esito {
        let chi = dalla_riga_di_comando();
        let comando = Comando { chi: &chi, id: Uuid::new_v4(), versione: None, canonica: Vec::new() };
        let risposta = match self {
            Self::Unita { codice, descrizione, tipo, padre } => {
                servizi.istituisci_unita(&comando, codice, descrizione, tipo, padre).await
            }
            Self::Abilita { ruolo, unita } => {
                servizi.abilita_operatore(&comando, leggi_dati()?, ruolo, unita).await
            }
            Self::Disabilita { operatore } => servizi.disabilita_operatore(&comando, operatore).await,
            Self::Sessioni { operatore, termina } => return sessioni(servizi, operatore, termina).await,
            Self::Elenco => return elenca(servizi).await,
        };
        match risposta {
            Ok(eseguito) => {
                riga(eseguito.stream);
                Ok(ExitCode::SUCCESS)
            }
            Err(Mancato::Rifiutato(r)) => {
                errore(format!("{} {} ({})", r.codice.messaggio(), r.campi.join(", "), r.codice));
                Ok(ExitCode::from(1))
            }
            Err(altro) => Err(Box::new(altro)),
        }
    }
}

fn leggi_dati() -> Result<DatiOperatore, Guasto> {
    let mut righe = std::io::stdin().lock().lines();
    let mut prossima = || righe.next().unwrap_or_else(|| Ok(String::new()));
    Ok(DatiOperatore { cognome: prossima()?, nome: prossima()?, codice_fiscale: prossima()? })
}

async fn sessioni(servizi: &Servizi, operatore: OperatoreId, termina: bool) -> Esito {
    let (access, adesso) = (servizi.access(), servizi.adesso());
    for s in access.open_sessions(operatore, SessionLimits::default(), adesso).await? {
        riga(format!("{}  {:12} dal {}, usata {}", s.id, s.provider, s.begun, s.seen));
    }
    if termina {
        let quante = access.end_sessions(operatore, Which::All, By::Administrator, adesso).await?;
        riga(format!("terminate: {quante}"));
    }
    Ok(ExitCode::SUCCESS)
}

async fn elenca(servizi: &Servizi) -> Esito {
    let pool = servizi.log().pool();
    for u in unita(pool).await? {
        riga(format!("{}  {:12} {} - {}", u.unita, u.tipo, u.codice, u.descrizione));
    }
    for o in operatori(pool, &FiltroOperatori::default()).await? {
        let nome = [o.cognome, o.nome].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let stato = if o.attivo { "" } else { "  (disabilitato)" };
        riga(format!("{}  {:24} {nome}{stato}", o.operatore, o.ruolo.as_str()));
    }
    Ok(ExitCode::SUCCESS)
}
