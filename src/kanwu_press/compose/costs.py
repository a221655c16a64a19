"""What each fault of a setting costs: the demerits of total fit.

One unit is about what nobody notices. Sums over a paragraph are compared, so only relations matter:
a line spread by 0.05 em between its characters costs 200, one squeezed by as much 60.
"""

LINE = 10.0  # fewer lines before even lines: 先挤进后推出
ADJUSTED = 100.0  # at `NOTICED` em for each gap of the line, growing with the square
NOTICED = 0.05  # em
SQUEEZE = 0.75  # of what a stretch of the same size costs
# By compose.gaps.Flexible: what is squeezed first costs least.
SQUEEZED = (0.5, 1.0, 1.1, 1.2, 2.5, 3.0)
STRETCHED_WORD, STRETCHED_HAN_LATIN = 0.5, 1.2
CONTRAST = (0.0, 15.0, 180.0)  # neighbouring lines of unlike fitness: by steps between tight, even, loose
TIGHT, LOOSE = 0.02, 0.025  # em for each gap: where a line begins to look so

HYPHEN = 150.0
HYPHENS_IN_A_ROW = 400.0
LAST_HYPHEN = 300.0  # on the last line but one
ADDRESS = 120.0  # a break in an address
COMPOUND = 40.0  # a break after a hyphen of the text's own
UNIT_FIRST = 80.0  # a line that begins with —— or ……, which only the strict level forbids
STACK = 40.0  # two lines that begin, or end, with the same two characters
SHORT_LAST = 150.0  # a last line shorter than the next paragraph's indent
LEAST_LAST = 2.0  # em
LONE = 100_000.0  # a last line of one character
# A line beyond all tolerance: at a quarter of an em; with the square up to half an em, then by the em.
# The most that a line can have stays better than one that sticks out.
TOO_LOOSE, STILL_LOOSER = 65_000.0, 80_000.0
IN_RANGE = 400.0  # a break after the ～ of 4,000～5,500
ANYWHERE = 5_000.0  # a break where there is none, because nothing fits
OVERFULL = 1_000_000.0
HANGING = 5.0
RAGGED = 30.0  # a ragged line that is an em short, growing with the square
