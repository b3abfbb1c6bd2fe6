//! Where the codice fiscale comes from: userinfo, the ID token, or both.

use super::error::{LoginError, Reason};
use super::fiscal;
use super::jws::{self, Jws};
use super::provider::{Known, Provider};
use domain::codice_fiscale::CodiceFiscale;
use openidconnect::AccessToken;
use openidconnect::http::{Request, StatusCode, header};
use serde_json::{Map, Value};

/// The claims of userinfo, if the provider has it; of the same subject as the ID token.
pub(super) async fn userinfo(
    provider: &Provider,
    known: &Known,
    access_token: &AccessToken,
    subject: &str,
) -> Result<Option<Map<String, Value>>, LoginError> {
    let refused = || LoginError::Refused(Reason::Userinfo);
    let Some(address) = known.metadata.userinfo_endpoint() else { return Ok(None) };
    let request = Request::get(address.as_str())
        .header(header::ACCEPT, "application/json, application/jwt;q=0.9")
        .header(header::AUTHORIZATION, format!("Bearer {}", access_token.secret()))
        .body(Vec::new())
        .map_err(|_| refused())?;
    let answer = provider.http.send(request).await.map_err(|cause| {
        tracing::warn!(target: "access.login", %cause, "userinfo endpoint");
        LoginError::Unavailable
    })?;
    if answer.status() != StatusCode::OK {
        return Err(refused());
    }
    let content_type =
        answer.headers().get(header::CONTENT_TYPE).and_then(|t| t.to_str().ok()).unwrap_or_default();
    let claims: Map<String, Value> = if content_type.starts_with("application/jwt") {
        let token = std::str::from_utf8(answer.body()).map_err(|_| refused())?;
        let claims =
            Jws::parse(token).and_then(|jws| jws.verify(&known.keys)).map_err(LoginError::Refused)?;
        let from = claims.get("iss").and_then(Value::as_str) == Some(known.metadata.issuer().as_str());
        if !from || !jws::is_only_audience(claims.get("aud"), &provider.config.client_id) {
            return Err(refused());
        }
        claims
    } else {
        serde_json::from_slice(answer.body()).map_err(|_| refused())?
    };
    if claims.get("sub").and_then(Value::as_str) != Some(subject) {
        return Err(LoginError::Refused(Reason::Subject));
    }
    Ok(Some(claims))
}

/// The codice fiscale, from userinfo or from the ID token; when both name one they must agree.
pub(super) fn person(
    claim: &str,
    userinfo: Option<&Map<String, Value>>,
    id_token: &Map<String, Value>,
) -> Result<CodiceFiscale, LoginError> {
    let refused = |error: fiscal::FiscalError| LoginError::Refused(error.into());
    let places = [userinfo.and_then(|claims| claims.get(claim)), id_token.get(claim)];
    let mut found: Option<CodiceFiscale> = None;
    for place in places.into_iter().flatten() {
        let code = fiscal::codice_fiscale(Some(place)).map_err(refused)?;
        if found.as_ref().is_some_and(|before| *before != code) {
            return Err(LoginError::Refused(Reason::FiscalMalformed));
        }
        found = Some(code);
    }
    found.ok_or(LoginError::Refused(Reason::FiscalMissing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const CLAIM: &str = "fiscalNumber";

    fn claims(value: Value) -> Map<String, Value> {
        [(CLAIM.to_owned(), value)].into_iter().collect()
    }

    fn reason(found: &Result<CodiceFiscale, LoginError>) -> Option<Reason> {
        match found {
            Err(LoginError::Refused(reason)) => Some(*reason),
            _ => None,
        }
    }

    #[test]
    fn the_codice_fiscale_is_taken_from_wherever_it_is() {
        let (here, nowhere) = (claims(json!("TINIT-ZZSNNA85T45H501M")), Map::new());
        for (userinfo, id_token) in
            [(Some(&here), &nowhere), (None, &here), (Some(&nowhere), &here), (Some(&here), &here)]
        {
            assert_eq!(person(CLAIM, userinfo, id_token).unwrap().as_str(), "ZZSNNA85T45H501M");
        }
        assert_eq!(reason(&person(CLAIM, Some(&nowhere), &nowhere)), Some(Reason::FiscalMissing));
        assert_eq!(reason(&person("altro", Some(&here), &here)), Some(Reason::FiscalMissing));
    }

    #[test]
    fn two_different_codes_are_no_code() {
        let (one, two) = (claims(json!("ZZSNNA85T45H501M")), claims(json!("NRELCU88E60M082V")));
        assert_eq!(reason(&person(CLAIM, Some(&one), &two)), Some(Reason::FiscalMalformed));
        let foreign = claims(json!("TINDE-123"));
        assert_eq!(reason(&person(CLAIM, Some(&one), &foreign)), Some(Reason::FiscalForeign));
    }
}
