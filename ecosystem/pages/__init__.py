"""The pages of the app, one file each; only ``session`` touches session state, caches and the address."""
