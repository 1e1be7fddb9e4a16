"""One file for each question a person asks; ``desk`` alone touches session state, caches and the address."""
