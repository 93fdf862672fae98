//! A text with entities (`&amp;`) -> the text with the characters that they stand for.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};

/// A text with its entities decoded.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        if let CallbackEvent::String { value } = event {
            out.extend_from_slice(value);
        }
        None
    });
    let mut tokenizer = Tokenizer::new_with_emitter(text, emitter);
    // In this state the tokenizer opens no tags and only decodes entities.
    tokenizer.set_state(State::RcData);
    // Reading from a string cannot fail.
    let _ = tokenizer.finish();
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// The characters of an entity; `None` if the text is not one.
pub fn entity(text: &str) -> Option<String> {
    let read = decoded(text);
    (read != text).then(|| read.into_owned())
}
