"""Who takes part in an act, each act read for itself: its victims and perpetrators."""
