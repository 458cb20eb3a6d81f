"""A language model writes the answer: what it is sent, what it sends back, and what of that is shown."""
