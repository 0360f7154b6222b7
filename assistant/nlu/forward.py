"""The forward pass of trained layers in plain numpy, and nothing else: one request at a time, no gradients kept.

thinc's layers are made for batches in training; for the dozen words of one request, what they set up costs several
times what they compute. The weights are the trained ones and the sums the same, to the last digits of a float.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Forward = Callable[[Any], Any]
"""Rows of floats to rows of floats; at the bottom, numbers of words to rows of floats."""


def compiled(layer: Any) -> Forward:
    """What a trained thinc layer computes, a row a word; raises `ValueError` for a kind of layer not known here."""
    for joint, joined in (">>", _chain), ("|", _concatenated):
        if len(layer.layers) > 1 and layer.name == joint.join(part.name for part in layer.layers):
            return joined(layer)
    kind = layer.name.partition("(")[0]
    if kind not in LAYERS:
        raise ValueError(f"no forward pass for a layer '{layer.name}'; add it to assistant.nlu.forward")
    return LAYERS[kind](layer)


def _chain(layer: Any) -> Forward:
    parts = [compiled(part) for part in layer.layers if part.name != "dropout"]

    def forward(rows: Floats) -> Floats:
        for part in parts:
            rows = part(rows)
        return rows

    return forward


def _concatenated(layer: Any) -> Forward:
    parts = [compiled(part) for part in layer.layers]
    return lambda rows: np.concatenate([part(rows) for part in parts], axis=1)


def _wrapped(layer: Any) -> Forward:
    """What only makes ready for batches."""
    return compiled(layer.layers[0])


def _column(layer: Any) -> Forward:
    index = layer.attrs["index"]
    return lambda rows: rows[index]


def _hashed(layer: Any) -> Forward:
    """The sum of the four rows of a table that a number's hashes point at."""
    table, seed, make_keys = layer.get_param("E"), layer.attrs["seed"], layer.ops.hash

    def forward(ids: Any) -> Floats:
        keys = make_keys(np.ascontiguousarray(ids, np.uint64), seed) % len(table)
        found: Floats = table[keys].sum(axis=1)
        return found

    return forward


def _residual(layer: Any) -> Forward:
    inner = compiled(layer.layers[0])
    return lambda rows: rows + inner(rows)


def _window(layer: Any) -> Forward:
    """Each row with the rows around it, zeros past the ends."""
    reach = layer.attrs["window_size"]

    def forward(rows: Floats) -> Floats:
        count, width = rows.shape
        padded = np.zeros((count + 2 * reach, width), np.float32)
        padded[reach : reach + count] = rows
        return np.concatenate([padded[start : start + count] for start in range(2 * reach + 1)], axis=1)

    return forward


def _maxout(layer: Any) -> Forward:
    """The greatest of several linear pieces; one piece's outputs stand side by side, so that the maximum is quick."""
    weights = layer.get_param("W")
    outputs, pieces, inputs = weights.shape
    matrix = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * outputs))
    bias = np.ascontiguousarray(layer.get_param("b").T).reshape(-1)

    def forward(rows: Floats) -> Floats:
        found: Floats = (rows @ matrix + bias).reshape(-1, pieces, outputs).max(axis=1)
        return found

    return forward


def _layernorm(layer: Any) -> Forward:
    scale, shift = layer.get_param("G"), layer.get_param("b")
    share = np.float32(1 / scale.shape[0])

    def forward(rows: Floats) -> Floats:
        mean: Floats = np.add.reduce(rows, axis=1, keepdims=True) * share
        off = rows - mean
        squares: Floats = np.einsum("ij,ij->i", off, off)
        off /= np.sqrt(squares * share + np.float32(1e-8))[:, None]
        off *= scale
        off += shift
        return off

    return forward


LAYERS: dict[str, Callable[[Any], Forward]] = {
    "with_array": _wrapped,
    "ints-getitem": _column,
    "hashembed": _hashed,
    "residual": _residual,
    "expand_window": _window,
    "maxout": _maxout,
    "layernorm": _layernorm,
}
"""By kind, what makes a layer's forward pass."""
