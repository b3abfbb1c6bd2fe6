//! How sure the provider is of who logs in (`acr`). SPID and CIE use the same values.

use serde::Deserialize;

/// Level of an authentication that opens a session. A lower one never does, so it has no value here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Level {
    /// Two factors.
    L2,
    /// Two factors, one of them a certificate.
    L3,
}

const SPID_L2: &str = "https://www.spid.gov.it/SpidL2";
const SPID_L3: &str = "https://www.spid.gov.it/SpidL3";

impl Level {
    /// The level that an `acr` stands for; `None` for level 1, for anything unknown, for none.
    #[must_use]
    pub fn from_acr(acr: Option<&str>) -> Option<Self> {
        match acr? {
            SPID_L2 => Some(Self::L2),
            SPID_L3 => Some(Self::L3),
            _ => None,
        }
    }

    /// The `acr` value to ask for.
    #[must_use]
    pub fn acr(self) -> &'static str {
        match self {
            Self::L2 => SPID_L2,
            Self::L3 => SPID_L3,
        }
    }

    /// 2 or 3, as stored.
    #[must_use]
    pub fn number(self) -> i16 {
        match self {
            Self::L2 => 2,
            Self::L3 => 3,
        }
    }

    /// The level as other public services are told it.
    #[must_use]
    pub fn loa(self) -> &'static str {
        match self {
            Self::L2 => "LoA2",
            Self::L3 => "LoA3",
        }
    }

    /// The level of a stored number.
    #[must_use]
    pub fn from_number(number: i16) -> Option<Self> {
        [Self::L2, Self::L3].into_iter().find(|level| level.number() == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_levels_two_and_three_open() {
        assert_eq!(Level::from_acr(Some("https://www.spid.gov.it/SpidL2")), Some(Level::L2));
        assert_eq!(Level::from_acr(Some("https://www.spid.gov.it/SpidL3")), Some(Level::L3));
        for refused in
            ["https://www.spid.gov.it/SpidL1", "https://www.spid.gov.it/SpidL22", "SpidL2", "2", "", " "]
        {
            assert_eq!(Level::from_acr(Some(refused)), None, "{refused}");
        }
        assert_eq!(Level::from_acr(None), None);
    }

    #[test]
    fn what_is_asked_for_and_stored_comes_back() {
        for level in [Level::L2, Level::L3] {
            assert_eq!(Level::from_acr(Some(level.acr())), Some(level));
            assert_eq!(Level::from_number(level.number()), Some(level));
        }
        assert!(Level::L2 < Level::L3);
        assert_eq!(Level::from_number(1), None);
    }
}
