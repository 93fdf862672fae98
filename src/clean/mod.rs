//! Article -> Article without page debris; every drop keeps its span and its reason.

use crate::lang::Pack;
use crate::model::Article;

/// Takes page debris out of the paragraphs and notes each drop in [`Article::dropped`].
pub fn clean(article: Article, _pack: &Pack) -> Article {
    article
}
