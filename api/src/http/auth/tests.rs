//! Cookies, origins and pages, without a database.

use super::pages::{NOT_ENABLED, Page, STYLE_PATH};
use super::{cookies, csrf};
use access::login::{LoginError, Reason};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use uuid::Uuid;

const OWN: &str = "https://sigess.example.it";

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }
    headers
}

const MARK: (&str, &str) = ("x-requested-with", "sigess");

#[test]
fn our_own_pages_are_let_through() {
    assert!(csrf::from_our_pages(&headers(&[MARK, ("origin", OWN)]), OWN));
    assert!(csrf::from_our_pages(&headers(&[MARK, ("sec-fetch-site", "same-origin")]), OWN));
}

#[test]
fn foreign_pages_are_not() {
    let foreign = [
        "null",
        "",
        "https://altrove.example",
        "http://sigess.example.it",
        "https://sigess.example.it:8443",
        "https://sigess.example.it.altrove.example",
        "https://SIGESS.example.it",
        "https://sigess.example.it/",
    ];
    for origin in foreign {
        let sent = headers(&[MARK, ("origin", origin), ("sec-fetch-site", "same-origin")]);
        assert!(!csrf::from_our_pages(&sent, OWN), "{origin:?}");
    }
    for site in ["same-site", "cross-site", "none", ""] {
        assert!(!csrf::from_our_pages(&headers(&[MARK, ("sec-fetch-site", site)]), OWN), "{site:?}");
    }
    assert!(!csrf::from_our_pages(&headers(&[MARK]), OWN));
    assert!(!csrf::from_our_pages(
        &headers(&[MARK, ("origin", OWN), ("origin", "https://altrove.example")]),
        OWN
    ));
}

#[test]
fn without_the_mark_of_our_script_nothing_helps() {
    assert!(!csrf::from_our_pages(&headers(&[("origin", OWN)]), OWN));
    assert!(!csrf::from_our_pages(&headers(&[("x-requested-with", "XMLHttpRequest"), ("origin", OWN)]), OWN));
}

#[test]
fn a_cookie_is_found_among_others_and_not_by_half_its_name() {
    let sent = headers(&[("cookie", "a=1; __Host-sigess-login=x"), ("cookie", "__Host-sigess=y; b")]);
    assert_eq!(cookies::read(&sent, cookies::SESSION), Some("y"));
    assert_eq!(cookies::read(&sent, cookies::LOGIN), Some("x"));
    assert_eq!(cookies::read(&headers(&[("cookie", "sigess=y")]), cookies::SESSION), None);
}

#[test]
fn a_cookie_with_two_values_has_none() {
    let two = headers(&[("cookie", "__Host-sigess=a; __Host-sigess=b")]);
    assert_eq!(cookies::read(&two, cookies::SESSION), None);
    let same = headers(&[("cookie", "__Host-sigess=a; __Host-sigess=a")]);
    assert_eq!(cookies::read(&same, cookies::SESSION), Some("a"));
}

#[test]
fn a_request_that_authenticates_otherwise_has_no_cookies() {
    let sent = headers(&[("cookie", "__Host-sigess=y"), ("authorization", "Bearer sgs_x")]);
    assert_eq!(cookies::read(&sent, cookies::SESSION), None);
}

#[test]
fn cookies_have_every_attribute_they_need() {
    let mut set = HeaderMap::new();
    cookies::set_session(&mut set, "v");
    cookies::set_login(&mut set, "w");
    cookies::clear(&mut set, cookies::SESSION);
    let values: Vec<_> = set.get_all(header::SET_COOKIE).iter().map(|v| v.to_str().unwrap()).collect();
    assert_eq!(
        values,
        [
            "__Host-sigess=v; Path=/; Secure; HttpOnly; SameSite=Lax",
            "__Host-sigess-login=w; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax",
            "__Host-sigess=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax",
        ]
    );
}

#[tokio::test]
async fn pages_are_in_italian_and_name_the_request_only() {
    let id = Uuid::new_v4();
    let errors = [LoginError::NoTransaction, LoginError::Unavailable, LoginError::Refused(Reason::Signature)];
    let pages = errors.iter().map(Page::of).chain([NOT_ENABLED]);
    for page in pages {
        let response = page.answer(id);
        assert!(!response.status().is_success());
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{policy}");
        let bytes = axum::body::to_bytes(response.into_body(), 64 * 1024).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(text.contains("lang=\"it\"") && text.contains(&id.to_string()), "{text}");
        assert_eq!(text.matches("<h1>").count(), 1, "{text}");
        assert!(text.contains(&format!("href=\"{STYLE_PATH}\"")) && !text.contains("style="), "{text}");
        assert!(!text.contains("FIRMA") && !text.to_lowercase().contains("signature"), "{text}");
    }
}
