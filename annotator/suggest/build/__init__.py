"""How the shipped model is made from public data: `python -m annotator.suggest.build DIR`."""
