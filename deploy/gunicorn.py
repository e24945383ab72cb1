"""How the web server runs, on one machine and in a container alike. The address is given on the command line."""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_class = "gthread"
# A page takes milliseconds; the slowest thing is a large form, and that is bounded by the settings.
timeout = 30
graceful_timeout = 5
# Workers are renewed now and then, not all at once.
max_requests = 5000
max_requests_jitter = 500
# Nobody steers it through a socket in a home folder that several installations would share.
control_socket_disable = True
