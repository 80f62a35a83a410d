"""Attention: a person's own days and hours, and how much may reach them."""
