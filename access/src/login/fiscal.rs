//! The claim that says whose login it is: a codice fiscale, with or without the prefix `TINIT-`.

use domain::codice_fiscale::CodiceFiscale;
use serde_json::Value;
use std::str::FromStr;

/// Prefix of the Italian codice fiscale among the tax numbers of all countries.
const PREFIX: &str = "TINIT-";

/// Why a claim names no one who could log in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FiscalError {
    /// There is no such claim.
    Missing,
    /// It is a number of another country.
    Foreign,
    /// It is no codice fiscale: length, characters, date or check letter.
    Malformed,
}

/// The codice fiscale that a claim holds. The archive of places is not asked: it changes, a person's code does not.
///
/// # Errors
/// See [`FiscalError`].
pub(crate) fn codice_fiscale(claim: Option<&Value>) -> Result<CodiceFiscale, FiscalError> {
    let text = match claim {
        None | Some(Value::Null) => return Err(FiscalError::Missing),
        Some(Value::String(text)) => text.trim().to_uppercase(),
        Some(_) => return Err(FiscalError::Malformed),
    };
    if text.is_empty() {
        return Err(FiscalError::Missing);
    }
    let code = match text.strip_prefix(PREFIX) {
        Some(code) => code,
        None if text.contains('-') => return Err(FiscalError::Foreign),
        None => text.as_str(),
    };
    if code.len() != 16 {
        return Err(FiscalError::Malformed);
    }
    CodiceFiscale::from_str(code).map_err(|_| FiscalError::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn read(claim: &str) -> Result<String, FiscalError> {
        codice_fiscale(Some(&json!(claim))).map(|c| c.as_str().to_owned())
    }

    #[test]
    fn prefix_case_and_blanks_around_do_not_count() {
        for claim in
            ["TINIT-ZZSNNA85T45H501M", "tinit-zzsnna85t45h501m", " ZZSNNA85T45H501M\n", "ZZSNNA85T45H501M"]
        {
            assert_eq!(read(claim).as_deref(), Ok("ZZSNNA85T45H501M"), "{claim}");
        }
    }

    #[test]
    fn a_number_of_another_country_is_refused() {
        for claim in ["TINDE-ZZSNNA85T45H501M", "TINFR-12345", "VATIT-ZZSNNA85T45H501M"] {
            assert_eq!(read(claim), Err(FiscalError::Foreign), "{claim}");
        }
    }

    #[test]
    fn what_is_no_codice_fiscale_is_refused() {
        let wrong = [
            "ZZSNNA85T45H501X",
            "ZZSNNA85T45H501",
            "ZZSNNA85T45H501MM",
            "12345678901",
            "TINIT-",
            "ZZSN NA85T45H501M",
        ];
        for claim in wrong {
            assert_eq!(read(claim), Err(FiscalError::Malformed), "{claim}");
        }
        for claim in [json!(["ZZSNNA85T45H501M"]), json!(7), json!({})] {
            assert_eq!(codice_fiscale(Some(&claim)), Err(FiscalError::Malformed), "{claim}");
        }
    }

    #[test]
    fn no_claim_is_not_the_same_as_a_wrong_one() {
        assert_eq!(codice_fiscale(None), Err(FiscalError::Missing));
        assert_eq!(codice_fiscale(Some(&Value::Null)), Err(FiscalError::Missing));
        assert_eq!(read("  "), Err(FiscalError::Missing));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_refused(claim in "\\PC{0,40}") {
            if let Ok(code) = read(&claim) {
                prop_assert_eq!(code.len(), 16);
                prop_assert_eq!(read(&format!("TINIT-{code}")), Ok(code));
            }
        }
    }
}
