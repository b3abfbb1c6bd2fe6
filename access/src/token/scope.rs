//! What a token can open. A closed set: each scope has something to open today, and none of it is about a person.

use std::fmt;
use std::str::FromStr;

/// A scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Code lists, comuni, foreign states.
    Codifiche,
    /// Units of the organisation; not the people in them.
    Unita,
}

/// Not the name of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("ambito sconosciuto; gli ambiti sono codifiche:read e unita:read")]
pub struct UnknownScope;

impl Scope {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Codifiche, Self::Unita];

    /// Its stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Codifiche => "codifiche:read",
            Self::Unita => "unita:read",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text).ok_or(UnknownScope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_is_read_back_from_its_name_and_named_in_the_refusal() {
        for scope in Scope::ALL {
            assert_eq!(scope.as_str().parse(), Ok(scope));
            assert!(UnknownScope.to_string().contains(scope.as_str()));
        }
        for other in ["", "*", "codifiche", "CODIFICHE:READ", "soggetti:read"] {
            assert_eq!(other.parse::<Scope>(), Err(UnknownScope), "{other}");
        }
    }
}
