"""What each audience receives: student, solution and Otter bundles. Pure until written."""
