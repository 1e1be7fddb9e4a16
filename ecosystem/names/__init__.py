"""Record linkage for names of organizations: parsing, matching, decisions, and withheld names."""
