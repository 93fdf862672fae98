"""The parts of scripts/lexicon."""
