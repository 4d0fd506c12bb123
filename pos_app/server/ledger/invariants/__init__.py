"""What always holds of the books, checked from the rows alone: none of the code that wrote them is asked.

The numbers are those of the design's list. ``since`` leaves out what lies at or before that position and was checked
then; what can only be said of the whole is left out with it.
"""
