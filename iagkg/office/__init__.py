"""Files of office programs and pasted texts: opened safely, read into plain values, nothing judged."""
