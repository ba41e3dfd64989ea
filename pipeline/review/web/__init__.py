"""The page of the desk: FastAPI and htmx on loopback, stateless but for who is signed in."""
