"""One alert shown: its incidents and its text with their words marked, in a terminal or as an HTML page."""
