"""How machines find what is here: VoID, sitemaps, robots.txt. Put together from what everybody may see."""
