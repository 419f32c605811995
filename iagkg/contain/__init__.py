"""Queries of strangers: run where they can reach no file, no network, and only so much time and memory."""

from iagkg.contain.answer import Answer, Limits, Refused, Request, is_possible
from iagkg.contain.asking import ask_once
from iagkg.contain.process import QueryProcess

__all__ = ["Answer", "Limits", "QueryProcess", "Refused", "Request", "ask_once", "is_possible"]
