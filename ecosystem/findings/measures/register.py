"""The register of measures: every measure the tool knows, in the order in which it is shown."""

from ecosystem.findings.measures.measure_record import Measure
from ecosystem.findings.measures.network_measures import NETWORK_MEASURES
from ecosystem.findings.measures.organization_measures import ORGANIZATION_MEASURES

__all__ = ["MEASURES", "Measure"]

# Keyed by level and id: `ei_index` is a measure of an organization and of a network.
MEASURES: dict[tuple[str, str], Measure] = {
    (measure.level, measure.id): measure for measure in (*ORGANIZATION_MEASURES, *NETWORK_MEASURES)
}
