"""The proof that the five works the course grew from run for real: `python -m benchmarks.reproduce a` (to `e`).

Each work is built from the masters of the assignments, trained on the real data that `COURSE_DATA` or Keras' cache
hold, measured on data it has not seen, and written down in `benchmarks/results/reproduce_<work>.json` with figures
beside it. A run can be interrupted (Ctrl-C) and goes on where it stopped when started again.
"""
