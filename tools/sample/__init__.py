"""Draws, photographs, speaks and films what the children of the sample class made."""
