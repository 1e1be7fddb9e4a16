"""The cases in which an organization's measure, or the network's, has no number, each with its reason."""

import numpy as np

from ecosystem.findings.measures.measure_record import Undefined
from ecosystem.network.network import Bools, Network
from ecosystem.translation import gettext_noop as _


def _nobody_answered(network: Network) -> bool:
    return not network.answered.any()


def _lacks_strength(network: Network, end: np.ndarray) -> Bools:
    """True for each organization that has an arc of unknown strength at the given end."""
    return np.bincount(end, weights=np.isnan(network.strength), minlength=len(network)) > 0


# organizations: one bool each, or one for all

NOBODY_ANSWERED = Undefined(
    _("nobody has answered yet"),
    lambda network: np.full(len(network), _nobody_answered(network)),
)
NOBODY_WAS_ASKED = Undefined(
    _("this is a list of ties: nobody was asked whom it names"),
    lambda network: np.full(len(network), network.named_by is None),
)
NOT_ANSWERED = Undefined(
    _("has not answered: whom it would name is unknown"),
    lambda network: ~network.answered,
)
UNOBSERVED = Undefined(
    _("has not answered, and no tie of it is known"),
    lambda network: ~network.observed,
)
ISOLATE = Undefined(_("has no partner"), lambda network: network.degree == 0)
LONE = Undefined(
    _("needs at least two organizations whose ties are known"),
    lambda network: np.full(len(network), network.observed.sum() < 2),
)
OWN_SECTOR_UNKNOWN = Undefined(_("its sector is not known"), lambda network: network.sector < 0)
NO_PARTNER_SECTOR = Undefined(
    _("the sector of none of its partners is known"),
    lambda network: network.partners_by_sector.sum(axis=1) == 0,
)
NO_STRENGTHS = Undefined(
    _("no strength was given for any tie"),
    lambda network: np.full(len(network), bool(np.isnan(network.strength).all())),
)
SOME_STRENGTH_IN_UNKNOWN = Undefined(
    _("no strength was given for some of its ties"),
    lambda network: _lacks_strength(network, network.target),
)
SOME_STRENGTH_OUT_UNKNOWN = Undefined(
    _("no strength was given for some of its ties"),
    lambda network: _lacks_strength(network, network.source),
)

# the whole network: one bool


NO_ORGANIZATION = Undefined(_("there is no organization"), lambda network: len(network) == 0)
NO_RESPONDENT = Undefined(_("nobody has answered yet"), _nobody_answered)
NOTHING_OBSERVED = Undefined(
    _("nobody has answered, and no tie is known"),
    lambda network: not network.observed.any(),
)
LIST_WITHOUT_SOME = Undefined(
    _("the list of ties has none of some organizations, and may be incomplete"),
    lambda network: not network.complete and not network.degree.all(),
)
SINGLE = Undefined(_("needs at least two organizations"), lambda network: len(network) < 2)
FEWER_THAN_TWO = Undefined(
    _("needs at least two organizations whose ties are known"),
    lambda network: network.observed.sum() < 2,
)
FEWER_THAN_THREE = Undefined(
    _("needs at least three organizations whose ties are known"),
    lambda network: network.observed.sum() < 3,
)
NO_TIE = Undefined(_("there is no tie"), lambda network: len(network.pairs) == 0)
NOT_ALL_ANSWERED = Undefined(
    _("some organizations have not answered: whom they would name is unknown"),
    lambda network: not network.answered.all(),
)
NO_ANSWERED_TIE = Undefined(
    _("there is no tie between two organizations that answered"),
    lambda network: not (network.answered[network.source] & network.answered[network.target]).any(),
)
NO_SHARED_PARTNER = Undefined(
    _("no organization has two partners"),
    lambda network: not (network.degree > 1).any(),
)


def _sectors_of_ties(network: Network) -> np.ndarray:
    """Sectors of both ends of each tie of the union whose two sectors are known."""
    sectors = network.sector[network.pairs]
    return sectors[(sectors >= 0).all(axis=1)]


NO_SECTOR_TIE = Undefined(
    _("there is no tie between organizations of known sector"),
    lambda network: len(_sectors_of_ties(network)) == 0,
)
ONE_SECTOR = Undefined(
    _("all ties between organizations of known sector are within one sector"),
    lambda network: len(np.unique(_sectors_of_ties(network))) < 2,
)
