//! Which units stand below which: Regione, distretto, comune, offices.

use crate::codifiche::{Lista, voce};
use crate::rifiuto::{Codice, ErroreCampo};

/// Whether a unit of that kind may stand below one of the other kind, or below none. Region, district and comune may be
/// the top of an installation; every other unit is an office and belongs to exactly one comune or district.
///
/// # Errors
/// `UnitaSovraordinata`, for the field `padre`.
pub fn padre_ammesso(tipo: &str, padre: Option<&str>) -> Result<(), ErroreCampo> {
    if voce(Lista::TipoUo, tipo).is_none() {
        // That no such kind exists is said where the unit is set up.
        return Ok(());
    }
    let ammesso = match tipo {
        "REGIONE" => padre.is_none(),
        "DISTRETTO" => matches!(padre, None | Some("REGIONE")),
        "COMUNE" => matches!(padre, None | Some("DISTRETTO")),
        _ => matches!(padre, Some("DISTRETTO" | "COMUNE")),
    };
    if ammesso { Ok(()) } else { Err(ErroreCampo::nuovo(Codice::UnitaSovraordinata, "padre")) }
}
