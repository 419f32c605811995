"""Link the tasks of a workplan to the decision paragraphs that mandate them."""

__version__ = "0.1.0"
__all__ = ["__version__"]
