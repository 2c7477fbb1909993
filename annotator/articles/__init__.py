"""From the bytes of a file to a cleaned article, with every removed line and its reason."""
