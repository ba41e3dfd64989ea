"""How an act is told: asserted, reported, alleged, negated or feared."""
