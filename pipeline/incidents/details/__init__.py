"""What else a row says of an incident: charge and sentence, the country, what the act hit."""
