"""Looking into what a stranger handed in: in a process of its own, which has limits and may die alone."""
