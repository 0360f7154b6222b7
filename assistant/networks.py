"""Neural networks in ONNX files, as every stage here runs them: on one thread, quietly."""

from __future__ import annotations

from pathlib import Path

import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as state

from assistant.files import InputError

DAMAGED = (
    state.Fail,
    state.InvalidArgument,
    state.InvalidGraph,
    state.InvalidProtobuf,
    state.NoSuchFile,
    state.NotImplemented,
    state.RuntimeException,
)
"""What onnxruntime raises for a file that it cannot use; it has no base class for them."""


def load(path: Path) -> onnxruntime.InferenceSession:
    """A session on one thread: the other core is for the rest of the house, and sums in one order repeat exactly.

    Raises `InputError` for a file that is missing or damaged.
    """
    if not path.is_file():
        raise InputError(path, "no such file")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # its warnings are for the makers of models
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except DAMAGED:
        raise InputError(path, "is damaged, or not an ONNX model") from None
