"""The ground floor: what is kept and what it means. It knows no screen and no file format."""
