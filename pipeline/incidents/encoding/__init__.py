"""Signs in bundles and categories as numbers: the form in which the models take what speaks for a candidate."""
