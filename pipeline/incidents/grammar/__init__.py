"""How words stand in their sentence: the parse as plain objects, cues of voice and mood, deep roles, lemmas."""
