"""Containers of sound and video: each module reads one kind and says which of its bytes may be published."""
