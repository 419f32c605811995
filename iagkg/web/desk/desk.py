"""What the forms work with: the bench, what was read and not yet kept, and how the pages are renewed."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from iagkg.desk.bench import Bench
from iagkg.desk.decisions import ReviewSheet
from iagkg.desk.documents import Document

__all__ = ["Desk", "Drafts", "Returned"]

Draft = TypeVar("Draft")
_MOST, _SECONDS = 8, 2 * 60 * 60


class Drafts(Generic[Draft]):
    """What was read and is not kept yet: in memory alone, the last eight, for two hours."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[float, Draft]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, draft: Draft) -> str:
        """Hold a draft; return the name by which it is found."""
        name = secrets.token_urlsafe(12)
        with self._lock:
            self._held[name] = (time.monotonic(), draft)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return name

    def get(self, name: str) -> Draft | None:
        """Return a draft, None for one that is gone."""
        with self._lock:
            put, draft = self._held.get(name, (0.0, None))
            if draft is None or time.monotonic() - put > _SECONDS:
                self._held.pop(name, None)
                return None
            return draft

    def drop(self, name: str) -> None:
        """Forget a draft."""
        with self._lock:
            self._held.pop(name, None)


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: its name and bytes, who accepts what it says, on which day, at which meeting."""

    name: str
    content: bytes
    by: str
    on: str
    meeting: str


@dataclass
class Desk:
    """The desk of a workspace; `renewed` serves what the workspace holds now.

    `token` stands in every form: a page of another site cannot know it.
    """

    bench: Bench
    renewed: Callable[[], None]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    documents: Drafts[Document] = field(default_factory=Drafts)
    sheets: Drafts[ReviewSheet] = field(default_factory=Drafts)
    returned: Drafts[Returned] = field(default_factory=Drafts)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def refresh(self) -> None:
        """Serve what the workspace holds now, if somebody changed it by other means or at this desk."""
        with self.lock:
            if self.bench.is_stale():
                self.renewed()
