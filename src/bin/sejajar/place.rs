//! Where data goes; the library opens and closes it.

pub use sejajar::export::Place;
