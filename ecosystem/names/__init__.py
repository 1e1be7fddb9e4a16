"""Who is who: parsing and matching of names, decisions about them, and which names stay withheld."""
