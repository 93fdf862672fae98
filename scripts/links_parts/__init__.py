"""The parts of scripts/links."""
