"""One file for each revision, oldest first by its number."""
