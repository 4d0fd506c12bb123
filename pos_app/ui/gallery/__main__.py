"""Opens the gallery in a window: ``python -m pos_app.ui.gallery [light|dark] [ja|en]``."""

import sys

from PySide6.QtWidgets import QApplication

from pos_app.ui import text
from pos_app.ui.gallery.gallery import Gallery
from pos_app.ui.look import theme

app = QApplication(sys.argv)
theme.apply(app, sys.argv[1] if len(sys.argv) > 1 else "light")
text.set_language(app, sys.argv[2] if len(sys.argv) > 2 else text.JAPANESE)
gallery = Gallery()
gallery.setObjectName("window")
theme.dress(gallery)
gallery.resize(1024, 768)
gallery.show()
sys.exit(app.exec())
