"""Parts of pages: what several pages draw, or what one page is too short to hold."""
