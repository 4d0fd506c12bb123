"""What is seen between the bars, one folder per task."""
