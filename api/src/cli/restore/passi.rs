//! The steps of a restore, in their order.

use super::{Guasto, Scelta};
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::{Avanzamento, avanza, riga};
use access::Tracciamento;
use chrono::{DateTime, Utc};
use event_store::backup::{
    RestoredKeys, keyless, restore_access, restore_keys, restore_read_log, tombstones_of,
};
use event_store::integrity::restore::position_at;
use event_store::integrity::{Checkpoint, CheckpointFolder, RestoreError, Step, Target, load_at, verify_at};
use event_store::seal::KeyEncryption;
use std::path::PathBuf;
use std::sync::Arc;

/// Up to which position of the log the erasures are known that were repeated; `None`: as far as the log goes, for the
/// key database was not restored from an older backup.
pub(super) type Note = Option<u64>;

/// Keys that are missing come back, erasures of every list at hand are repeated.
pub(super) async fn chiavi(scelta: &Scelta, banche: &Banche) -> Result<Note, Guasto> {
    let backup = scelta.chiavi.as_ref().map(|c| c.path.as_path());
    let liste: Vec<PathBuf> = scelta.accanto.iter().filter_map(|f| tombstones_of(&f.path)).collect();
    let fatto = restore_keys(&banche.chiavi, backup, &liste).await?;
    avanza(&format!("chiavi: {} soggetti aggiunti, {} cancellati di nuovo", fatto.added, fatto.erased));
    let con_lista = scelta.accanto.iter().filter(|f| tombstones_of(&f.path).is_some());
    let note = con_lista.chain(&scelta.chiavi).map(|f| f.manifest.position).max();
    // Keys in the base are as recent as the log; so are those of a key database that was not lost.
    let recenti = scelta.registro.manifest.keys || scelta.chiavi.is_none();
    Ok(note.filter(|_| !recenti))
}

/// Loads the exports and the access tables that lie beside the last of them.
pub(super) async fn esportazioni(
    scelta: &Scelta,
    banche: &Banche,
    kek: Arc<dyn KeyEncryption>,
    posizione: Option<u64>,
    istante: Option<DateTime<Utc>>,
) -> Result<(), Guasto> {
    let Some(owner) = &banche.proprietario else {
        return Err("PROPRIETARIO_DATABASE_URL non è impostato: un ripristino ne ha bisogno".into());
    };
    let files: Vec<PathBuf> = scelta.parti().map(|f| f.path.join("registro.jsonl")).collect();
    let fino_a = match istante {
        Some(istante) => Some(position_at(&files, istante)?),
        None => posizione,
    };
    let target = Target { owner, keys: &banche.chiavi, kek };
    let (mut controllo, mut carico) = (Avanzamento::nuovo("controllo"), Avanzamento::nuovo("caricamento"));
    let caricato = load_at(&target, &files, fino_a, |passo, fatti, totale| match passo {
        Step::Verifying => controllo.a(fatti, totale),
        Step::Loading => carico.a(fatti, totale),
    })
    .await;
    match caricato {
        Ok(caricato) => {
            if fino_a.is_some_and(|p| p > caricato.position) {
                avanza(&format!("fermo alla posizione {}: un comando è intero o non è", caricato.position));
            }
        }
        // A restore that was killed after this step goes on from here, if it is that very log.
        Err(RestoreError::NotEmpty(trovata)) if gia_caricato(scelta, banche, trovata, fino_a).await? => {
            avanza("il registro è già caricato: si prosegue");
        }
        Err(causa) => return Err(causa.into()),
    }
    restore_access(owner, &scelta.registro.path).await?;
    restore_read_log(owner, &scelta.registro.path).await?;
    Ok(())
}

/// Whether the log is what this restore would load.
async fn gia_caricato(
    scelta: &Scelta,
    banche: &Banche,
    trovata: u64,
    fino_a: Option<u64>,
) -> Result<bool, Guasto> {
    let manifest = &scelta.registro.manifest;
    if fino_a.is_some() || trovata != manifest.position {
        return Ok(false);
    }
    let report = verify_at(&banche.applicazione, &[], |_, _| {}).await?;
    Ok(report.root_hex() == manifest.root)
}

/// Verifies the log against every checkpoint at hand; answers its last position, or `None` when something is wrong.
pub(super) async fn verifica(
    impostazioni: &Impostazioni,
    scelta: &Scelta,
    banche: &Banche,
) -> Result<Option<u64>, Guasto> {
    let mut tenuti = CheckpointFolder::new(scelta.registro.path.join("checkpoint")).held()?.good;
    tenuti.extend(CheckpointFolder::new(impostazioni.cartella_checkpoint()).held()?.good);
    tenuti.extend(scelta.accanto.iter().filter_map(|f| {
        let root = event_store::seal::kek::unhex(&f.manifest.root)?.try_into().ok()?;
        Some(Checkpoint { origin: "sigess/registro".to_owned(), size: f.manifest.position, root })
    }));
    let arriva = event_store::backup::head_of(&banche.applicazione).await?.position;
    let oltre = tenuti.iter().map(|c| c.size).filter(|size| *size > arriva).max();
    tenuti.retain(|c| c.size <= arriva);
    let mut avanzamento = Avanzamento::nuovo("verifica");
    let report =
        verify_at(&banche.applicazione, &tenuti, |letti, totale| avanzamento.a(letti, totale)).await?;
    for trovato in &report.findings {
        riga(trovato.to_string());
    }
    riga(format!("Eventi: {}  Radice: {}", report.events, report.root_hex()));
    if let Some(oltre) = oltre {
        avanza(&format!(
            "checkpoint o backup più recenti arrivano alla posizione {oltre}: ciò che segue la {arriva} non è stato \
             ripristinato. Per firmare di nuovo serve una cartella nuova (SIGESS_CHECKPOINT)"
        ));
    }
    if !report.is_sound() {
        riga(format!("Il registro ripristinato NON è integro: {} difetti.", report.findings.len()));
        return Ok(None);
    }
    // Checkpoints of it may be younger than the backup: what it lacks, the log lacks as well.
    let letture = Tracciamento::start(banche.tracciamento.clone()).verifica(&[]).await?;
    letture.difetti.iter().for_each(|trovato| riga(trovato.to_string()));
    riga(format!("Letture: {}", letture.lette));
    if !letture.difetti.is_empty() {
        return Ok(None);
    }
    if let Some((posizione, soggetti)) = keyless(&banche.applicazione, &banche.chiavi, |_| {}).await? {
        riga(format!(
            "Le chiavi sono più vecchie del registro: mancano quelle di {soggetti} soggetti, dalla posizione {posizione}."
        ));
        return Ok(None);
    }
    Ok(Some(arriva))
}

/// What is to be noted about the erasures of a log restored up to `registro`.
pub(super) fn lapidi(note: Note, registro: u64, confermate: bool) -> Option<RestoredKeys> {
    let restored = RestoredKeys { log: registro, tombstones: note?, confirmed: confermate };
    if restored.is_open() {
        avanza(&format!(
            "le cancellazioni sono note fino alla posizione {}, il registro arriva alla {registro}: il servizio non \
             parte finché non lo si conferma (--conferma-lapidi)",
            restored.tombstones
        ));
    }
    Some(restored)
}

/// Folds every read model anew, then once more to compare: whoever restores reads rows and digests that are proved.
pub(super) async fn ricostruisci(impostazioni: &Impostazioni, banche: &Banche) -> Result<(), Guasto> {
    let log = banche.apri(impostazioni).await?;
    let mut avanzamento: Option<(String, Avanzamento)> = None;
    let mut segna = |nome: &str, fatti: u64, totale: u64| {
        if avanzamento.as_ref().is_none_or(|(di, _)| di != nome) {
            avanzamento = Some((nome.to_owned(), Avanzamento::nuovo(nome)));
        }
        if let Some((_, avanzamento)) = &mut avanzamento {
            avanzamento.a(fatti, totale);
        }
    };
    projections::rebuild(&log, None, false, &mut segna).await?;
    let rapporti = projections::rebuild(&log, None, true, &mut segna).await?;
    for r in &rapporti {
        let impronta = r.digest_shadow.as_deref().unwrap_or_default();
        riga(format!("{:16} v{}  {:>8} righe  {impronta}", r.name, r.version, r.rows));
    }
    match rapporti.iter().find(|r| r.equal == Some(false)) {
        Some(diverso) => {
            Err(format!("il modello di lettura {} non è uguale al registro", diverso.name).into())
        }
        None => Ok(()),
    }
}
