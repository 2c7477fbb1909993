"""The window: one client of the core. Nothing outside this package imports Qt."""
