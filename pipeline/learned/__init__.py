"""Learned models as plain arrays: linear ones, trees, and stacks of both. How they are trained is in `models`."""
