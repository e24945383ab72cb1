"""Pages about members, settings, the installation, oneself and invitations. They ask, call a service and answer."""
