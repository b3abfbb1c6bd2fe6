//! What is sent (`RichiestaE002`). Absent fields are left out: the gateway refuses nulls.

use crate::CasoUso;
use chrono::NaiveDate;
use domain::anagrafe::ContestoConsultazione;
use serde::Serialize;

/// By what a person is looked for; always exactly one criterion.
#[derive(Serialize)]
pub(crate) enum Criterio<'a> {
    /// Codice fiscale.
    #[serde(rename = "codiceFiscale")]
    CodiceFiscale(&'a str),
    /// ID ANPR.
    #[serde(rename = "idANPR")]
    IdAnpr(&'a str),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Richiesta<'a> {
    id_operazione_client: &'a str,
    criteri_ricerca: Criterio<'a>,
    dati_richiesta: DatiRichiesta<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DatiRichiesta<'a> {
    data_riferimento_richiesta: NaiveDate,
    motivo_richiesta: &'a str,
    caso_uso: &'static str,
}

/// The body, serialised once: the same bytes are signed and sent.
pub(crate) fn corpo(
    caso_uso: CasoUso,
    criterio: Criterio<'_>,
    contesto: &ContestoConsultazione,
    id_operazione_client: &str,
) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Richiesta {
        id_operazione_client,
        criteri_ricerca: criterio,
        dati_richiesta: DatiRichiesta {
            data_riferimento_richiesta: contesto.data_riferimento,
            motivo_richiesta: &contesto.motivo,
            caso_uso: caso_uso.as_str(),
        },
    })
}
