"""The directory of military courts and the search in it."""
