"""Up to which size what is worked out: the one place of these limits; beyond, it is left out and a line says so."""

from ecosystem.network.network import Network

# Betweenness, distances and paths through a broker are followed from each organization along each tie: twice the city
# takes four times as long. At this size they take about half a minute together, at four times the size ten minutes.
# Who would be cut off is found quickly, but the lists of those cut off can grow in the same way, and so can searches
# and simulations over the whole city (the tables that come on request).
MOST_ORGANIZATIONS = 5_000
MOST_TIES = 50_000
# Every two sectors without a tie are a gap: a hundred sectors have 4,950 pairs, and nobody reads more.
MOST_SECTORS = 100
# The model behind ranges has a row for every ordered pair.
MOST_WITH_RANGES = 1_000
# Ranges take 200 simulations a city, about a second for thirty organizations.
MOST_CITIES_WITH_RANGES = 100
# More than this, or all the ties of a large city, are a blot on a screen.
MOST_ON_A_MAP = 1_000

SIZE = f"{MOST_ORGANIZATIONS:,} organizations or {MOST_TIES:,} ties"
TOO_LARGE = f"left out above {SIZE}"


def is_large(network: Network) -> bool:
    """Whether a city is too large for what takes four times as long in twice the city."""
    return len(network) > MOST_ORGANIZATIONS or len(network.pairs) > MOST_TIES
