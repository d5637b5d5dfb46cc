"""What speaks for it that parts of a page belong together."""
