"""What scripts/accuracy measures beside plain figures."""
