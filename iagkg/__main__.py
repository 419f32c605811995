"""`python -m iagkg` is the same as `iagkg`."""

from iagkg.cli import main

if __name__ == "__main__":
    main()
