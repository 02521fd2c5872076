"""Bytes -> Document: plain text, Markdown and saved pages; the only place where text is cleaned."""

from riscontro.collect.collector import MAX_BYTES, SUFFIXES, check_given, collect_bytes, collect_file, read_bytes

__all__ = ["MAX_BYTES", "SUFFIXES", "check_given", "collect_bytes", "collect_file", "read_bytes"]
