"""Tables of prompts."""
