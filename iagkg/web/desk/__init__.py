"""The desk: forms that read documents and write tables of a workspace, for one person at this machine."""

from iagkg.web.desk.desk import Desk
from iagkg.web.desk.routes import desk_routes

__all__ = ["Desk", "desk_routes"]
