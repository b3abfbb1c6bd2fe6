//! Where the browser goes after the login: a path of our own, never anywhere else.

/// Where to go when nothing usable was asked for.
const HOME: &str = "/";
/// Longest path taken along.
const MAX: usize = 1024;

/// The path, if it is one of our own; the home page otherwise.
#[must_use]
pub(super) fn own(path: Option<&str>) -> String {
    path.filter(|p| is_own(p)).unwrap_or(HOME).to_owned()
}

/// One `/` at the start and no second one after any other, no backslash (browsers read it as `/`), nothing that a
/// browser would drop or that would need quoting, and not the login again.
fn is_own(path: &str) -> bool {
    path.starts_with('/')
        && path.len() <= MAX
        && !path.contains("//")
        && !path.contains('\\')
        && path.bytes().all(|b| b.is_ascii_graphic())
        && path != "/auth"
        && !path.starts_with("/auth/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use openidconnect::url::Url;
    use proptest::prelude::*;

    #[test]
    fn goes_back_to_where_the_operator_was() {
        for path in ["/", "/soggetti/7?scheda=nucleo#note", "/a%20b", "/quadro?dal=2024-01-01&al="] {
            assert_eq!(own(Some(path)), path);
        }
    }

    #[test]
    fn never_leaves_the_house() {
        let foreign = [
            "",
            "soggetti",
            "//altrove.example",
            "/\\altrove.example",
            "\\\\altrove.example",
            "https://altrove.example",
            "javascript:alert(1)",
            "/\t/altrove.example",
            "/\n/altrove.example",
            "/a//b",
            "/x?u=http://altrove.example",
            " /",
            "/é",
            "/a b",
            "/auth/login/spid",
            "/auth",
        ];
        for path in foreign {
            assert_eq!(own(Some(path)), "/", "{path:?}");
        }
        assert_eq!(own(None), "/");
        assert_eq!(own(Some(&format!("/{}", "a".repeat(MAX)))), "/");
    }

    proptest! {
        #[test]
        fn a_browser_stays_on_the_same_origin(path in "[/\\\\a:@.\t\n ?#%-]{0,20}") {
            let base = Url::parse("https://sigess.example/").unwrap();
            let target = base.join(&own(Some(&path))).unwrap();
            prop_assert_eq!(target.origin(), base.origin());
        }
    }
}
