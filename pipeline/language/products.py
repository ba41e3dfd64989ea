"""Matrix products of the neural components: by numpy's BLAS, on one thread.

Thinc multiplies with BLIS, which is three times slower here than the OpenBLAS that numpy brings; and a second thread
costs more CPU than it saves time, all the more beside other workers.
"""

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController


@cache
def threads() -> ThreadpoolController:
    """The hold on numpy's BLAS; kept out of the models, which people copy."""
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Hold numpy's BLAS to one thread for as long as the context lasts."""
    held: AbstractContextManager[Any] = threads().limit(limits=1, user_api="blas")
    return held


class SingleThreadOps(NumpyOps):  # type: ignore[misc]  # thinc's is compiled, without types
    """Numpy's matrix products, held to one thread for as long as one lasts; the process keeps its own setting."""

    name = "numpy_single_thread"

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, *args: Any, **kwargs: Any) -> Any:
        """As in thinc."""
        with one_thread():
            return super().gemm(*args, **kwargs)


def use_numpy_products(nlp: Language, held: bool = False) -> None:
    """Let every neural component of a pipeline multiply by numpy; where BLAS is `held` to one thread all the time, the
    products need not see to it one by one."""
    ops = NumpyOps(use_blis=False) if held else SingleThreadOps()
    for _, component in nlp.pipeline:
        if isinstance(model := getattr(component, "model", None), Model):
            for node in model.walk():
                node.ops = ops
