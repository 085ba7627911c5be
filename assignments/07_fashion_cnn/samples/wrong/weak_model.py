"""Hands in a model that learned too little."""
