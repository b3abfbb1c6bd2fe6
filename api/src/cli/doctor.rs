//! `sigess doctor`: says in words whether everything is as it should be. Exit 0 when it is, 1 when not.

mod anpr;
mod tessere;

use super::{Esito, in_funzione};
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::servizio::componi;
use crate::terminale::riga;
use event_store::postgres::examine;
use std::os::unix::fs::PermissionsExt;
use std::process::ExitCode;

/// What to look at.
#[derive(clap::Args, Debug)]
pub(super) struct Doctor {
    #[command(subcommand)]
    solo: Option<Solo>,
}

#[derive(clap::Subcommand, Debug)]
enum Solo {
    /// Only the way to ANPR: configuration, key, clock, services, vouchers; asks about nobody
    Anpr,
}

impl Doctor {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        let Some(Solo::Anpr) = self.solo else { return esegui(impostazioni).await };
        let mut visita = Visita::default();
        anpr::visita(&mut visita, impostazioni).await;
        visita.conclude();
        Ok(ExitCode::from(u8::from(visita.male > 0)))
    }
}

/// What was looked at, and whether it is well.
#[derive(Default)]
pub(super) struct Visita {
    male: usize,
}

impl Visita {
    pub(super) fn esito(&mut self, bene: bool, testo: impl AsRef<str>) {
        self.male += usize::from(!bene);
        riga(format!("{} {}", if bene { "[ ok ]" } else { "[MALE]" }, testo.as_ref()));
    }

    pub(super) fn nota(testo: impl AsRef<str>) {
        riga(format!("[nota] {}", testo.as_ref()));
    }

    fn conclude(&self) {
        riga(match self.male {
            0 => "Tutto in ordine.".to_owned(),
            n => format!("Da sistemare: {n}."),
        });
    }
}

async fn esegui(impostazioni: &Impostazioni) -> Esito {
    let mut visita = Visita::default();
    let banche = match Banche::ottieni(impostazioni).await {
        Ok(banche) => banche,
        Err(causa) => {
            visita.esito(false, format!("PostgreSQL: {}", super::racconta(&causa)));
            return Ok(ExitCode::from(1));
        }
    };
    let bene = visita_tutto(&mut visita, impostazioni, &banche).await;
    banche.ferma().await?;
    Ok(ExitCode::from(u8::from(!bene)))
}

/// Looks at databases that are open already; answers whether all is well.
pub(super) async fn visita_aperte(impostazioni: &Impostazioni, banche: &Banche) -> bool {
    visita_tutto(&mut Visita::default(), impostazioni, banche).await
}

async fn visita_tutto(visita: &mut Visita, impostazioni: &Impostazioni, banche: &Banche) -> bool {
    visita.esito(true, format!("PostgreSQL: {}", banche.descrizione));
    visita_banche(visita, banche).await;
    visita_chiave(visita, impostazioni);
    tessere::visita(visita, impostazioni).await;
    visita_servizio(visita, impostazioni, banche).await;
    in_funzione::visita(visita, impostazioni).await;
    visita.conclude();
    visita.male == 0
}

async fn visita_banche(visita: &mut Visita, banche: &Banche) {
    let log = match examine(&banche.applicazione).await {
        Ok(log) => log,
        Err(causa) => return visita.esito(false, format!("registro non raggiungibile: {causa}")),
    };
    visita.esito(
        log.unsafe_settings.is_empty(),
        match log.unsafe_settings.as_slice() {
            [] => format!("registro su PostgreSQL {}: scritture durevoli", log.version),
            altre => format!("registro: impostazioni non sicure: {}", altre.join(", ")),
        },
    );
    visita.esito(
        !log.can_bypass,
        if log.can_bypass {
            "il ruolo applicativo può scrivere nel registro senza la funzione append"
        } else {
            "il ruolo applicativo scrive solo attraverso la funzione append"
        },
    );
    match log.position {
        Some(posizione) => visita.esito(true, format!("registro fino alla posizione {posizione}")),
        None => visita.esito(false, "registro non ancora creato: eseguire «sigess migrate»"),
    }
    match examine(&banche.chiavi).await {
        Ok(chiavi) if chiavi.system_identifier == log.system_identifier => Visita::nota(
            "le chiavi stanno sullo stesso server del registro: una cancellazione non vale per i backup comuni",
        ),
        Ok(_) => visita.esito(true, "chiavi su un server separato"),
        Err(causa) => visita.esito(false, format!("banca delle chiavi non raggiungibile: {causa}")),
    }
}

fn visita_chiave(visita: &mut Visita, impostazioni: &Impostazioni) {
    let file = impostazioni.file_kek();
    match std::fs::metadata(&file) {
        Ok(dati) if dati.permissions().mode() & 0o077 == 0 => {
            visita.esito(true, format!("chiave di cifratura delle chiavi: {}", file.display()));
        }
        Ok(_) => visita.esito(false, format!("{}: leggibile da altri utenti", file.display())),
        Err(_) => {
            visita.esito(false, format!("{}: non c'è; crearla con «sigess config chiave»", file.display()));
        }
    }
}

async fn visita_servizio(visita: &mut Visita, impostazioni: &Impostazioni, banche: &Banche) {
    match &impostazioni.anpr_config {
        Some(file) => Visita::nota(format!("ANPR: {}", file.display())),
        None => Visita::nota("ANPR non configurato (SIGESS_ANPR_CONFIG): si inseriscono i dati a mano"),
    }
    let servizi = match componi(impostazioni, banche).await {
        Ok(servizi) => servizi,
        Err(causa) => return visita.esito(false, format!("servizio: {}", super::racconta(&causa))),
    };
    match servizi.projector().status().await {
        Ok(stati) => {
            for s in stati {
                let testo =
                    format!("modello di lettura {} v{} alla posizione {}", s.name, s.version, s.position);
                match s.error {
                    None => visita.esito(true, testo),
                    Some(errore) => visita.esito(false, format!("{testo}: fermo su {errore}")),
                }
            }
        }
        Err(causa) => visita.esito(false, format!("modelli di lettura: {causa}")),
    }
    anpr::consumo(visita, &servizi).await;
    for altro in servizi.projector().others().await.unwrap_or_default() {
        let di_chi = if altro.newer { "nuovo di questo" } else { "vecchio, finché qualcuno lo legge" };
        Visita::nota(format!(
            "modello di lettura {} v{} alla posizione {}: di un programma più {di_chi}",
            altro.name, altro.version, altro.position
        ));
    }
    servizi.projector().clone().stop().await;
}
