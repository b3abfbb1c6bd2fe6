//! The details of a segnalazione as the form sends them.

use crate::graphql::common::Lettore;
use crate::services::DettagliSegnalazione;
use async_graphql::{ID, InputObject};
use domain::rifiuto::Codice;
use domain::segnalazione::DatiSegnalante;
use serde::Serialize;

/// «Dettagli» di una segnalazione, per intero.
#[derive(InputObject, Serialize)]
pub(crate) struct DettagliSegnalazioneInput {
    /// Giorno del contatto, `2024-10-21` o `21/10/2024`.
    data_contatto: String,
    /// Elenco CANALE.
    canale: String,
    /// Elenco MOTIVO_SEGNALAZIONE.
    motivo: String,
    /// Elenco URGENZA.
    urgenza: String,
    /// Elenco TIPO_SEGNALANTE.
    tipo_segnalante: String,
    /// Chi segnala, se ha una scheda.
    segnalante: Option<ID>,
    /// Chi segnala, se non ha una scheda.
    dati_segnalante: Option<DatiSegnalanteInput>,
    /// Note; obbligatorie quando una voce è «altro».
    note: Option<String>,
}

/// Chi segnala, quando non ha una scheda.
#[derive(InputObject, Serialize)]
pub(crate) struct DatiSegnalanteInput {
    /// Nome della persona o dell'ente.
    denominazione: String,
    /// Come raggiungerlo.
    recapito: Option<String>,
}

domain::debug_oscurato!(DettagliSegnalazioneInput, DatiSegnalanteInput);

impl DettagliSegnalazioneInput {
    pub(super) fn leggi(&self, l: &mut Lettore) -> DettagliSegnalazione {
        let dati_segnalante = self.dati_segnalante.as_ref().map(|d| {
            if d.denominazione.trim().is_empty() {
                l.rifiuta(Codice::CampoObbligatorio, "denominazione");
            }
            DatiSegnalante {
                denominazione: l.testo("denominazione", &d.denominazione),
                recapito: l.facoltativo("recapito", d.recapito.as_ref()),
            }
        });
        DettagliSegnalazione {
            data_contatto: l.data("dataContatto", &self.data_contatto),
            canale: l.testo("canale", &self.canale),
            motivo: l.testo("motivo", &self.motivo),
            urgenza: l.testo("urgenza", &self.urgenza),
            tipo_segnalante: l.testo("tipoSegnalante", &self.tipo_segnalante),
            segnalante: l.id_facoltativo("segnalante", self.segnalante.as_ref()),
            dati_segnalante,
            note: l.facoltativo("note", self.note.as_ref()),
        }
    }
}
