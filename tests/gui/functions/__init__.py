"""Tests of the Functions page."""
