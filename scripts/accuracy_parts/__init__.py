"""The parts of scripts/accuracy."""
