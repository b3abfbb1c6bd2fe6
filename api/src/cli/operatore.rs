//! `sigess operatore`: operators and their memberships, for the first administrator and for small bodies. Names and
//! codici fiscali are read from standard input, not from the command line.

use super::unita::scrivi_elenco;
use super::{Esito, Guasto};
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::services::{Chiamante, Comando, Mancato, Risposta, Servizi};
use crate::servizio::componi;
use crate::terminale::{errore, riga};
use access::login::{By, Source, Which};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::attore::{Attore, NumeroIncarico, Ruolo};
use domain::identita::{OperatoreId, UnitaId};
use domain::operatore::{DatiOperatore, NuovoIncarico};
use projections::Cursore;
use projections::organizzazione::{FiltroOperatori, operatori};
use projections::page::PRIMI_MAX;
use std::io::BufRead;
use std::process::ExitCode;
use uuid::Uuid;

#[derive(Subcommand, Debug)]
pub(super) enum Operatore {
    /// Enable the first administrator, while there is none; standard input holds three lines: cognome, nome, codice
    /// fiscale
    PrimoAmministratore {
        /// Id of the unit from which downwards he administers
        unita: UnitaId,
        /// The act by which he is appointed
        #[arg(long)]
        atto: Option<String>,
    },
    /// Enable an operator; standard input holds three lines: cognome, nome, codice fiscale
    Abilita {
        #[command(flatten)]
        incarico: Incarico,
    },
    /// Disable an operator
    Disabilita {
        /// Id of the operator
        operatore: OperatoreId,
        /// Why
        #[arg(long)]
        motivo: Option<String>,
    },
    /// Enable a disabled operator again, with the memberships that he has still
    Riabilita {
        /// Id of the operator
        operatore: OperatoreId,
        /// Why
        #[arg(long)]
        motivo: Option<String>,
    },
    /// Give an operator a membership, or end one
    #[command(subcommand)]
    Incarico(ComandoIncarico),
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

#[derive(Subcommand, Debug)]
pub(super) enum ComandoIncarico {
    /// Give an operator one more membership
    Conferisci {
        /// Id of the operator
        operatore: OperatoreId,
        #[command(flatten)]
        incarico: Incarico,
    },
    /// End a membership
    Cessa {
        /// Id of the operator
        operatore: OperatoreId,
        /// Number of the membership
        numero: u32,
        /// Last day, YYYY-MM-DD; without it, today
        #[arg(long)]
        al: Option<NaiveDate>,
        /// Why
        #[arg(long)]
        motivo: Option<String>,
    },
}

/// A membership.
#[derive(Args, Debug)]
pub(super) struct Incarico {
    /// List RUOLO
    #[arg(value_parser = ruolo)]
    ruolo: Ruolo,
    /// Id of the unit
    unita: UnitaId,
    /// First day, YYYY-MM-DD; without it, today
    #[arg(long)]
    dal: Option<NaiveDate>,
    /// Last day, YYYY-MM-DD
    #[arg(long)]
    al: Option<NaiveDate>,
    /// Professional type, in words
    #[arg(long)]
    profilo_professionale: Option<String>,
    /// The act by which it is given
    #[arg(long)]
    atto: Option<String>,
    /// It opens reserved sections
    #[arg(long)]
    riservati: bool,
}

impl Incarico {
    fn nuovo(self, oggi: NaiveDate) -> NuovoIncarico {
        let Self { ruolo, unita, dal, al, profilo_professionale: profilo, atto, riservati } = self;
        NuovoIncarico { ruolo, unita, profilo, dal: dal.unwrap_or(oggi), al, atto, riservati }
    }
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

/// Does something with the services, on databases that are at hand or are started for it.
pub(super) async fn con_i_servizi(
    impostazioni: &Impostazioni,
    che_cosa: impl AsyncFnOnce(&Servizi) -> Esito,
) -> Esito {
    let banche = Banche::ottieni(impostazioni).await?;
    let esito = async {
        let servizi = componi(impostazioni, &banche).await?;
        che_cosa(&servizi).await
    }
    .await;
    banche.ferma().await?;
    esito
}

/// Says what became of a command: the id of what it wrote to, or the refusal.
pub(super) fn racconta(risposta: Risposta) -> Esito {
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

impl Operatore {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        con_i_servizi(impostazioni, async |servizi| self.con(servizi).await).await
    }

    async fn con(self, servizi: &Servizi) -> Esito {
        let (chi, oggi) = (dalla_riga_di_comando(), servizi.oggi());
        let c = Comando::senza_richiesta(&chi, b"");
        racconta(match self {
            Self::PrimoAmministratore { unita, atto } => {
                servizi.abilita_primo_amministratore(&c, leggi_dati()?, unita, atto).await
            }
            Self::Abilita { incarico } => {
                servizi.abilita_operatore(&c, leggi_dati()?, incarico.nuovo(oggi)).await
            }
            Self::Disabilita { operatore, motivo } => {
                servizi.disabilita_operatore(&c, operatore, motivo).await
            }
            Self::Riabilita { operatore, motivo } => servizi.riabilita_operatore(&c, operatore, motivo).await,
            Self::Incarico(ComandoIncarico::Conferisci { operatore, incarico }) => {
                servizi.conferisci_incarico(&c, operatore, incarico.nuovo(oggi)).await
            }
            Self::Incarico(ComandoIncarico::Cessa { operatore, numero, al, motivo }) => {
                let (numero, al) = (NumeroIncarico(numero), al.unwrap_or(oggi));
                servizi.cessa_incarico(&c, operatore, numero, al, motivo).await
            }
            Self::Sessioni { operatore, termina } => return sessioni(servizi, operatore, termina).await,
            Self::Elenco => return elenca(servizi).await,
        })
    }
}

fn leggi_dati() -> Result<DatiOperatore, Guasto> {
    let mut righe = std::io::stdin().lock().lines();
    let mut prossima = || righe.next().unwrap_or_else(|| Ok(String::new()));
    Ok(DatiOperatore { cognome: prossima()?, nome: prossima()?, codice_fiscale: prossima()? })
}

async fn sessioni(servizi: &Servizi, operatore: OperatoreId, termina: bool) -> Esito {
    let (access, adesso) = (servizi.access(), servizi.adesso());
    for s in access.open_sessions(operatore, servizi.limiti_sessione(), adesso).await? {
        riga(format!("{}  {:12} dal {}, usata {}", s.id, s.provider, s.begun, s.seen));
    }
    if termina {
        let quante =
            access.end_sessions(operatore, Which::All, By::CommandLine, Source::default(), adesso).await?;
        riga(format!("terminate: {quante}"));
    }
    Ok(ExitCode::SUCCESS)
}

async fn elenca(servizi: &Servizi) -> Esito {
    scrivi_elenco(servizi).await?;
    let (pool, oggi) = (servizi.log().pool(), servizi.oggi());
    let mut dopo = None;
    loop {
        let pagina = operatori(pool, &FiltroOperatori::default(), dopo.as_ref(), PRIMI_MAX).await?;
        for o in pagina.voci {
            let nome = [o.cognome, o.nome].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let stato = if o.attivo { "" } else { "  (disabilitato)" };
            riga(format!("{}  {nome}{stato}", o.operatore));
            for i in o.incarichi {
                let da = i.dal.map(|giorno| format!(" dal {giorno}")).unwrap_or_default();
                let a = i.al.map(|giorno| format!(" al {giorno}")).unwrap_or_default();
                let stato = if i.in_vigore_al(oggi) { "" } else { "  (non in vigore)" };
                riga(format!("    {:3}  {:24} {}{da}{a}{stato}", i.numero, i.ruolo.as_str(), i.unita));
            }
        }
        match (pagina.altra, pagina.cursori.into_iter().next_back()) {
            (true, Some(ultimo)) => dopo = Some(Cursore(ultimo)),
            _ => return Ok(ExitCode::SUCCESS),
        }
    }
}
