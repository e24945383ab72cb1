"""What ``manage.py bench_publish`` and ``manage.py bench_serve`` measure. Never used by the product itself."""
