//! Requests by route, class of the answer and duration.

use event_store::metrics::durations;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::time::Duration;

/// The routes that are told apart; everything else is [`PAGES`].
const ROUTES: [&str; 9] = [
    "/graphql",
    "/livez",
    "/readyz",
    "/auth/providers",
    "/auth/login/{provider}",
    "/auth/callback/{provider}",
    "/auth/session",
    "/auth/logout",
    "/auth/backchannel/{provider}",
];
/// The operators' pages, their files, and addresses that lead nowhere.
const PAGES: &str = "pages";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: &'static str,
    class: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: &'static str,
}

/// Requests answered.
#[derive(Clone, Debug)]
pub struct HttpMetrics {
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
}

impl Default for HttpMetrics {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(durations())),
        }
    }
}

impl HttpMetrics {
    /// The name under which a matched route is counted.
    #[must_use]
    pub fn route(matched: Option<&str>) -> &'static str {
        let known = ROUTES.into_iter().find(|route| Some(*route) == matched);
        known.unwrap_or(PAGES)
    }

    /// A request answered.
    pub fn answered(&self, route: &'static str, status: u16, after: Duration) {
        let class = match status / 100 {
            1 | 2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            _ => "5xx",
        };
        self.requests.get_or_create(&Request { route, class }).inc();
        self.durations.get_or_create(&Route { route }).observe(after.as_secs_f64());
    }

    pub(super) fn register(&self, r: &mut Registry) {
        r.register("http_requests", "Requests by route and class of the answer", self.requests.clone());
        r.register("http_request_duration_seconds", "Time of a request, by route", self.durations.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_asks_for_is_no_label() {
        assert_eq!(HttpMetrics::route(Some("/graphql")), "/graphql");
        assert_eq!(HttpMetrics::route(Some("/{*qualunque}")), PAGES);
        assert_eq!(HttpMetrics::route(None), PAGES);
    }
}
