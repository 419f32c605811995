"""Records of the clearing-house: told by their shape, read into plain values, every value accounted for."""
