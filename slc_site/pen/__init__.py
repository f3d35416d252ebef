"""What is typed while a conference is held, written into the student's own files without losing a word."""
