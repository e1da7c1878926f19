"""What comes after: progress merged, reminders, reports."""
