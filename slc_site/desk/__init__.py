"""Begins a class and new pieces of work: writes files that people go on with in a text editor."""
