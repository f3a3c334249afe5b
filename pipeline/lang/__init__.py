"""The languages: how their data is read, and one folder a language with its words."""
