"""Brings a finished folder to the web space that a school has. Knows bytes, and not what they tell."""
