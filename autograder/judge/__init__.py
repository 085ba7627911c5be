"""From a hand-in to verdicts: student code runs in a worker, the checks run here, and only values cross, never code."""
