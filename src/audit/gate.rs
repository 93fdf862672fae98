//! The name of a flag or of a severity -> a gate, and which flags trip it.

use super::code::{Code, Severity};

/// A condition that an audit may fail on.
///
/// ```
/// use sejajar::audit::Gate;
///
/// assert!(Gate::named("error").unwrap().trips("number-mismatch"));
/// assert!(!Gate::named("moved").unwrap().trips("length"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Flags of one code.
    Code(&'static Code),
    /// Flags at least as grave as this.
    Severity(Severity),
}

impl Gate {
    /// The gate that a code or a severity names.
    pub fn named(name: &str) -> Option<Self> {
        Severity::named(name).map(Gate::Severity).or_else(|| Code::of(name).map(Gate::Code))
    }

    /// The severity of the mildest flags that trip it.
    pub fn severity(self) -> Severity {
        match self {
            Gate::Code(code) => code.severity,
            Gate::Severity(least) => least,
        }
    }

    /// Whether a flag of this code trips it.
    pub fn trips(self, code: &str) -> bool {
        match self {
            Gate::Code(gate) => gate.code == code,
            Gate::Severity(least) => Code::severity_of(code) >= least,
        }
    }
}
