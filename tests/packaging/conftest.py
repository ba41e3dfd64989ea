"""The wheel in an empty environment. `make package` runs these tests; `make test` runs only those of imports."""

import os

collect_ignore_glob = [] if os.environ.get("RECENSE_PACKAGE") else ["test_wheel.py"]
