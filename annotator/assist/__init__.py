"""Suggestions for whole files and projects: asked for in bulk on all cores, trained, measured."""
