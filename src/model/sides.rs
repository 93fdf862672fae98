//! One value for the Indonesian side of a pair and one for the English side.

use super::Language;

/// A value of each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Sides<T> {
    /// That of the Indonesian side.
    pub ind: T,
    /// That of the English side.
    pub eng: T,
}

impl<T> Sides<T> {
    /// These two values.
    pub const fn new(ind: T, eng: T) -> Self {
        Sides { ind, eng }
    }

    /// What `make` gives for each side, Indonesian first.
    pub fn of(mut make: impl FnMut(Language) -> T) -> Self {
        Sides { ind: make(Language::Ind), eng: make(Language::Eng) }
    }

    /// The value of one side.
    pub fn get(&self, side: Language) -> &T {
        match side {
            Language::Ind => &self.ind,
            Language::Eng => &self.eng,
        }
    }

    /// The value of one side, to be changed.
    pub fn get_mut(&mut self, side: Language) -> &mut T {
        match side {
            Language::Ind => &mut self.ind,
            Language::Eng => &mut self.eng,
        }
    }

    /// What `f` makes of each value, Indonesian first.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Sides<U> {
        Sides { ind: f(self.ind), eng: f(self.eng) }
    }

    /// References to both values.
    pub fn as_ref(&self) -> Sides<&T> {
        Sides { ind: &self.ind, eng: &self.eng }
    }

    /// References to both values, to change them.
    pub fn as_mut(&mut self) -> Sides<&mut T> {
        Sides { ind: &mut self.ind, eng: &mut self.eng }
    }

    /// Both values of each side.
    pub fn zip<U>(self, other: Sides<U>) -> Sides<(T, U)> {
        Sides { ind: (self.ind, other.ind), eng: (self.eng, other.eng) }
    }
}

/// Indonesian first.
impl<T> IntoIterator for Sides<T> {
    type Item = T;
    type IntoIter = std::array::IntoIter<T, 2>;

    fn into_iter(self) -> Self::IntoIter {
        [self.ind, self.eng].into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_named_by_its_language() {
        let mut lengths = Sides::of(Language::code).map(str::len).zip(Sides::new('i', 'e'));
        lengths.get_mut(Language::Eng).0 += 1;
        assert_eq!(lengths, Sides::new((3, 'i'), (4, 'e')));
        assert_eq!((lengths.get(Language::Ind), lengths.get(Language::Eng)), (&(3, 'i'), &(4, 'e')));
        lengths.as_mut().map(|(length, _)| *length = 0);
        assert_eq!(lengths.as_ref().into_iter().map(|(_, name)| *name).collect::<String>(), "ie");
    }
}
