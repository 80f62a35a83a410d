"""How the coach reads a draft, and the table of what it recognises; the door is bot.features.goals.coach."""
