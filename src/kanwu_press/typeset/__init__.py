"""Issue → laid-out pages and the page map."""

from kanwu_press.typeset import libraries as libraries  # before any other module loads the engine
