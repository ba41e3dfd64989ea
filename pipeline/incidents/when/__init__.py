"""Which date expression is the time of an act, each act read for itself, and how long things lasted."""
