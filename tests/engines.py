"""The engines that tests ask side by side."""

from iagkg.store.reference import RdflibStore

__all__ = ["RdflibStore"]
