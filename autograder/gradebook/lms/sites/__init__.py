"""Live systems: one file a system that speaks its API, all with the protocol of `base.Site`."""
