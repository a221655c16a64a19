"""Production: the laid-out pages → what the printer plates, and what he must know."""
