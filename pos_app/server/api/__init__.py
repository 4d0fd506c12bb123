"""The routes, by subject: each module's ``router(context)`` gives its own."""
