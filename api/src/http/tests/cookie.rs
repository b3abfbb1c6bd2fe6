//! A session cookie opens GraphQL for requests of our own pages only; a bearer token leaves cookies unread.

use super::*;

const OWN: &str = "https://sigess.example.it";

fn with_login() -> HttpState<Prova> {
    HttpState { origin: Some(OWN.into()), ..state(Profilo::Produzione) }
}

/// A request of our own page with that cookie; `change` makes it another one.
async fn asked(cookie: &str, change: impl FnOnce(&mut HeaderMap)) -> Answer {
    let mut request = graphql("{ saluto }");
    let headers = request.headers_mut();
    headers.remove(header::AUTHORIZATION);
    headers.insert(header::COOKIE, cookie.parse().unwrap());
    headers.insert(header::ORIGIN, OWN.parse().unwrap());
    headers.insert("x-requested-with", "sigess".parse().unwrap());
    change(headers);
    send_to(with_login(), request).await
}

#[tokio::test]
async fn a_session_cookie_opens_for_our_own_pages() {
    assert_eq!(asked("__Host-sigess=aperta", |_| ()).await.body["data"]["saluto"], "ciao ");
    let without_origin = asked("__Host-sigess=aperta", |headers| {
        headers.remove(header::ORIGIN);
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    });
    assert_eq!(without_origin.await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_cookie_that_opens_nothing_is_no_login() {
    for cookie in
        ["__Host-sigess=chiusa", "__Host-sigess=", "sigess=aperta", "__Host-sigess=aperta; __Host-sigess=x"]
    {
        let answer = asked(cookie, |_| ()).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"), "{cookie}");
    }
}

#[tokio::test]
async fn a_foreign_page_is_refused_before_the_cookie_is_looked_at() {
    for origin in ["https://altrove.example", "null"] {
        for cookie in ["__Host-sigess=aperta", "__Host-sigess=chiusa"] {
            let answer = asked(cookie, |headers| {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            });
            let answer = answer.await;
            assert_eq!((answer.status, answer.code()), (StatusCode::FORBIDDEN, "FOREIGN_ORIGIN"));
        }
    }
    let without_mark = asked("__Host-sigess=aperta", |headers| {
        headers.remove("x-requested-with");
    });
    assert_eq!(without_mark.await.code(), "FOREIGN_ORIGIN");
    let from_nowhere = asked("__Host-sigess=aperta", |headers| {
        headers.remove(header::ORIGIN);
    });
    assert_eq!(from_nowhere.await.code(), "FOREIGN_ORIGIN");
}

#[tokio::test]
async fn a_form_of_a_foreign_page_is_refused_by_its_type() {
    let form = asked("__Host-sigess=aperta", |headers| {
        headers.insert(header::CONTENT_TYPE, "text/plain".parse().unwrap());
    });
    assert_eq!(form.await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn a_bearer_token_leaves_cookies_unread() {
    for token in ["Bearer sgs_altro", "Bearer", "Basic YTpi"] {
        let answer = asked("__Host-sigess=aperta", |headers| {
            headers.insert(header::AUTHORIZATION, token.parse().unwrap());
        });
        assert_eq!(answer.await.status, StatusCode::UNAUTHORIZED, "{token}");
    }
    // And needs no page of ours.
    let answer = asked("__Host-sigess=chiusa", |headers| {
        headers.insert(header::AUTHORIZATION, TOKEN.parse().unwrap());
        headers.insert(header::ORIGIN, "https://altrove.example".parse().unwrap());
    });
    assert_eq!(answer.await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_logins_no_cookie_opens() {
    let mut request = graphql("{ saluto }");
    request.headers_mut().remove(header::AUTHORIZATION);
    request.headers_mut().insert(header::COOKIE, "__Host-sigess=aperta".parse().unwrap());
    assert_eq!(send(request).await.status, StatusCode::UNAUTHORIZED);
}
