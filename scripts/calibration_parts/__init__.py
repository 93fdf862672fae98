"""The parts of scripts/calibration, which scripts/accuracy uses too."""
