//! Rules, as tests.
