"""The OpenAPI document as an outsider reads it: rows, types, schemas and examples. Nothing here knows the emulator."""
