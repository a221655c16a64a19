"""The drawing code behind dev/sample_pictures.py."""
