"""The course as it is written in `assignments/`: read and validated, never run."""
