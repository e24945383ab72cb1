"""The product as people meet it: a headless Chromium against real web and worker processes."""
