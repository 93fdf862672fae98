//! What a column holds, and what follows from that.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any text.
    Text,
    /// A sentence position from 0.
    Position,
    /// A bead's shape, `2-1`.
    Shape,
    /// A probability from 0 to 1 with 4 decimals; may be missing.
    Probability,
    /// A score in nats with 3 decimals; may be missing.
    Score,
    /// A text that may be missing.
    Optional,
    /// A day, `2016-02-23`; may be missing.
    Date,
    /// Keys or flags, joined by `;` where the format has no lists of its own.
    List,
    /// Positions or offsets, ascending; joined as other lists are.
    Numbers,
}

impl Type {
    /// Decimals written.
    pub(super) fn decimals(self) -> usize {
        if self == Type::Probability { 4 } else { 3 }
    }

    /// Whether its cells are guarded from spreadsheets that would run them.
    pub(super) fn is_textual(self) -> bool {
        matches!(self, Type::Text | Type::Optional | Type::Date | Type::Shape | Type::List | Type::Numbers)
    }

    /// Whether it is a list.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Type::List | Type::Numbers)
    }
}
