"""`python -m simulator` is `ambient`."""

import sys

from simulator.cli import main

sys.exit(main())
