//! Cookies, origins and pages, without a database.

use super::pages::{NOT_ENABLED, Page, STYLE_PATH};
use super::{RequestId, Times, cookies, csrf, within_times};
use access::login::{LoginError, Reason};
use axum::body::Body;
use axum::http::{self, HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::routing::{get, post};
use axum::{Extension, Router, middleware};
use std::time::Duration;
use tower::ServiceExt;
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

/// Behind the times of these routes: the answer to a request.
async fn answered(request: http::Request<Body>) -> (StatusCode, HeaderMap, String) {
    let times = Times { body: Duration::from_millis(50), answer: Duration::from_millis(50) };
    let slow = || async { std::future::pending::<()>().await };
    let routes = Router::new()
        .route("/auth/logout", post(|| async { "fatto" }))
        .route("/auth/incarico", post(slow))
        .route("/auth/callback/{provider}", get(slow))
        .layer(middleware::from_fn_with_state(times, within_times))
        .layer(Extension(RequestId(Uuid::new_v4())));
    let (parts, body) = routes.oneshot(request).await.unwrap().into_parts();
    let bytes = axum::body::to_bytes(body, 64 * 1024).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_given_up_as_at_graphql() {
    let never = Body::from_stream(futures::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let (status, headers, text) = answered(http::Request::post("/auth/logout").body(never).unwrap()).await;
    assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
    assert!(headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("application/json"));
    assert!(text.contains("REQUEST_TIMEOUT"), "{text}");
    let whole = http::Request::post("/auth/logout").body(Body::from("{}")).unwrap();
    assert_eq!(answered(whole).await.2, "fatto");
}

#[tokio::test]
async fn what_takes_too_long_is_told_as_json_or_to_who_logs_in_as_a_page() {
    let (status, headers, text) =
        answered(http::Request::post("/auth/incarico").body(Body::empty()).unwrap()).await;
    assert_eq!(
        (status, &headers[header::RETRY_AFTER]),
        (StatusCode::SERVICE_UNAVAILABLE, &"1".parse().unwrap())
    );
    assert!(text.contains("\"UNAVAILABLE\""), "{text}");
    let (status, _, text) =
        answered(http::Request::get("/auth/callback/prova").body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text.contains("<html lang=\"it\">"), "{text}");
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
