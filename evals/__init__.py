"""Answers are judged: golden questions, metrics, reports, benchmarks."""
