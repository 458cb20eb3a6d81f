"""Pure Japanese text: normalisation with offsets, sentences, values, tokens. No input or output."""
