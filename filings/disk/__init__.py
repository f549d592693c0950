"""Files on the disk: safe names, and contents that are written whole or not at all."""
