"""What can be read from the network: the registers of measures and gaps, and comparison."""
