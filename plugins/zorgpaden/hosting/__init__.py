"""What a server has to know to serve the site: headers, types, redirects, security.txt; and settings for several servers.

`headers.py` is the one source; the other modules write it down for nginx, Caddy, hosts of static files, a container and
Pages. Everything here is pure: settings and addresses go in, (path, text) comes out.
"""
