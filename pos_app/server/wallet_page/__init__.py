"""The customer's side: one small page for the phone (requirements rows E-31, E-32, D-22).

It is static but for the service's name, and speaks to ``/v1/member`` as any other client would. The session's token
travels in a header and lies in the tab's sessionStorage: a cookie would go to every port of this host, and over plain
HTTP it could not be kept apart from them.
"""
