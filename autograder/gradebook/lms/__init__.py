"""Learning-management systems: one file a system, one line of `registry` each (docs/contributors/lms.md)."""
