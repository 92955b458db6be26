"""Many files: found, read one by one in a sandbox, accounted for."""
