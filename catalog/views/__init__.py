"""Pages about descriptions: the workspace of those who write, and what everybody sees."""
