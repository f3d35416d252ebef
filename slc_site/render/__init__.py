"""From the model to bytes: what pages there are and what they look like."""
