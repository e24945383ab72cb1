"""What templates may ask about feeds."""
