"""Which support measure fits a situation: a register of measures, and how a business's words are held against it."""
