"""What keeps a worker from the rest of the machine."""
