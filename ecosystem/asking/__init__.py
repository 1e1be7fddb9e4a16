"""How people come in: links, roles, what a server shows to whom, and the published map."""
