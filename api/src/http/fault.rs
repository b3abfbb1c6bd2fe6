//! Faults end here: written into the log once, inside the span of their request, with all their causes.

use std::error::Error;

/// Writes a fault into the log. Errors of this house hold no personal data.
pub fn log_fault(fault: &(dyn Error + 'static)) {
    tracing::error!(target: "http.fault", causes = event_store::causes(fault), "fault");
}
