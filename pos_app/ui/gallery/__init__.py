"""Every shared widget in every state, on one screen: ``python -m pos_app.ui.gallery`` opens it."""
