"""The network as a whole: roles, groups, simulations of losses, and tests against chance."""
