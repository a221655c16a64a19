"""`python -m kanwu_press.cli` is `kanwu`."""

from kanwu_press.cli import main

if __name__ == "__main__":
    main()
