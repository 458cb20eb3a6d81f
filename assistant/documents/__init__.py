"""From files to cleaned pages and passages."""
