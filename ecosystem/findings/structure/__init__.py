"""Structure of the whole network: roles, groups, simulated losses, and tests against null models."""
