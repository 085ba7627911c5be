"""What crosses between the judge and a worker, and nothing else."""
