"""Tests of the plane."""
