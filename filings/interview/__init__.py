"""The guided interview. No face, no clock, no file: it begins with what happened (`situations`)."""
