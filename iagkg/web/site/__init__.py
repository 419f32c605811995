"""The explorer as a site of files, for any web server or none."""

from iagkg.web.site.writing import MANIFEST, Site, earlier_files, left_out, site_address, site_files

__all__ = ["MANIFEST", "Site", "earlier_files", "left_out", "site_address", "site_files"]
