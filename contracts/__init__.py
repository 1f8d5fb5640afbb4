"""The contract harness: what Meta's pages and recordings promise, held against whatever speaks HTTP.

It knows the emulator only by its address and its control plane, never by its code.
"""
