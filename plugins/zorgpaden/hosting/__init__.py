"""What a server has to know to serve the site: headers, types, redirects, security.txt.

`headers.py` is the one source; `servers.py` and `sjablonen/` write it down for nginx, Caddy, hosts of static files, a
container and Pages. Everything here is pure: settings and addresses go in, (path, text) comes out.
"""
