"""Building, switching and searching the index."""
