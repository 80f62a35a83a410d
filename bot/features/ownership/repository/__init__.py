"""All SQL of ownership, by theme; who may see the thing is asked by the services, of the room that owns it."""
