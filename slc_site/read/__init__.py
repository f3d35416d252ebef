"""From the folder that a class writes in to the model: read, linked and, if need be, reported."""
