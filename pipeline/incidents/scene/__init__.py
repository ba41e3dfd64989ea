"""Who and what stands where in a text: actors, enumerations, groups and their members, quotations."""
