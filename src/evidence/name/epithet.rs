//! The text after a person's name -> the part that belongs to the name: `IV`, `Jr.`, `the Elder`.

use crate::lang::Names;
use crate::model::Entity;

/// The length in bytes of the text after a name that belongs to it: an epithet from `names`, or a regnal
/// number.
pub(super) fn behind(text: &str, end: usize, entity: Option<Entity>, names: &Names) -> usize {
    let rest = &text[end..];
    let Some(next) = rest.strip_prefix(' ').or(rest.strip_prefix(", ")) else { return 0 };
    let skipped = rest.len() - next.len();
    let word = next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
    match entity {
        Some(Entity::Person) if skipped == 1 && counts(&next[..word]) => skipped + word,
        Some(Entity::Person) => names.epithet(next).map_or(0, |length| skipped + length),
        _ => 0,
    }
}

/// Whether a word is a Roman numeral of two letters or more, or `V`.
fn counts(word: &str) -> bool {
    const LONGEST: usize = 5;
    let numeral = word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    numeral && (2..=LONGEST).contains(&word.len()) || word == "V"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Pack;
    use crate::model::Language;

    #[test]
    fn what_tells_bearers_of_a_name_apart_belongs_to_it() {
        let found = |text: &str, name: &str| {
            let names = &Pack::builtin(Language::Eng).names;
            let length = behind(text, name.len(), Some(Entity::Person), names);
            text[..name.len() + length].to_owned()
        };
        assert_eq!(found("Carlos IV ruled.", "Carlos"), "Carlos IV");
        assert_eq!(found("Marcus Bell, Jr. said", "Marcus Bell"), "Marcus Bell, Jr.");
        assert_eq!(found("Lucas Cranach the Elder painted", "Lucas Cranach"), "Lucas Cranach the Elder");
        assert_eq!(found("Lucas the elder painted", "Lucas"), "Lucas");
        assert_eq!(found("Anna I said", "Anna"), "Anna");
    }
}
