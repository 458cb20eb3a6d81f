"""A question set an agency writes itself, in Excel or as JSON lines."""
