//! The `sejajar` command.

fn main() {}
