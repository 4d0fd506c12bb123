"""The database: tables, statements, the one writer and the readers. Nothing here knows a rule of the business."""
