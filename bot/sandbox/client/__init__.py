"""The browser client's side: its routes and the shapes it is shown."""
