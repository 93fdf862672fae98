//! The list of capitals -> which capital newspapers use for which country.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::list::List;

const LIST: List<'static> =
    List { file: "packs/seats.txt", text: include_str!("../../corpus/packs/seats.txt") };

/// Whether newspapers use one of two places, given by key, for the other (`jakarta`, `indonesia`).
pub fn stands_for(x: &str, y: &str) -> bool {
    static SEATS: OnceLock<FxHashSet<(&str, &str)>> = OnceLock::new();
    let seats = SEATS.get_or_init(|| LIST.entries().filter_map(|e| Some((e.left, e.right?))).collect());
    seats.contains(&(x, y)) || seats.contains(&(y, x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_stands_for_its_country() {
        assert!(stands_for("jakarta", "indonesia") && stands_for("north-korea", "pyongyang"));
        assert!(!stands_for("tokyo", "china"));
    }
}
