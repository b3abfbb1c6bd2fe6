//! Cards: whether their authorities can be read, and until when their revocation lists count. Without them nobody comes in
//! by card, and nothing else tells so before.

use super::Visita;
use crate::impostazioni::Impostazioni;
use crate::servizio::orologio;
use access::cns::{Cns, CnsConfig};

/// Configuration, authorities, lists; nothing where no cards are configured.
pub(super) async fn visita(visita: &mut Visita, impostazioni: &Impostazioni) {
    let Some(file) = &impostazioni.cns_config else { return };
    let adesso = orologio()();
    let cns = match CnsConfig::read(file).and_then(|config| Cns::new(config, adesso)) {
        Ok(cns) => cns,
        Err(errore) => return visita.esito(false, format!("tessere: {errore}")),
    };
    let liste = cns.revocation_lists(adesso).await;
    for lista in liste.iter().take_while(|lista| lista.next_update <= adesso) {
        visita.esito(
            false,
            format!(
                "tessere: {}: lista di revoca scaduta il {}, le tessere della sua autorità sono rifiutate",
                lista.file.display(),
                lista.next_update
            ),
        );
    }
    match liste.iter().find(|lista| lista.next_update > adesso) {
        Some(prima) => visita.esito(
            true,
            format!(
                "tessere: {} liste di revoca; la prima da rinnovare, entro il {}, è {}",
                liste.len(),
                prima.next_update,
                prima.file.display()
            ),
        ),
        None => visita.esito(false, "tessere: nessuna lista di revoca in vigore, ogni tessera è rifiutata"),
    }
}
