"""The browser page: draws what `assistant` answers. Holds no logic of its own."""
