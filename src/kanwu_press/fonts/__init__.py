"""Source fonts → the faces of the house: subset, under private names, alone in a folder."""

from kanwu_press.fonts.build import build_faces as build_faces
