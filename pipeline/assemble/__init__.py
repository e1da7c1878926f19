"""Mentions → Plan of Tasks and Notices."""
