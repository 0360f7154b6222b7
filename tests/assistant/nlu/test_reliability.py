"""Confidences are held against the truth, in bins and as a picture."""

from xml.etree import ElementTree

import numpy as np
import pytest

from assistant.nlu.reliability import Bin, calibration_error, reliability, reliability_plot


def test_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    sure = reliability(np.array([0.9, 0.9]), np.array([True, True]))
    torn = reliability(np.array([0.5, 0.5]), np.array([True, False]))
    assert calibration_error(sure) == pytest.approx(0.1)
    assert calibration_error(torn) == pytest.approx(0.0)


def test_bins_tell_confidence_share_and_count_and_empty_ones_are_left_out() -> None:
    bins = reliability(np.array([0.1, 0.12, 1.0]), np.array([False, True, True]), bins=5)
    assert bins == [Bin(pytest.approx(0.11), 0.5, 2), Bin(1.0, 1.0, 1)]


def test_the_plot_is_a_picture_with_a_dot_a_bin() -> None:
    picture = ElementTree.fromstring(reliability_plot([Bin(0.4, 0.5, 10), Bin(0.9, 0.9, 30)]))
    dots = [part for part in picture.iter() if part.tag.endswith("circle")]
    assert [dot.get("cx") for dot in dots] == ["168.0", "328.0"]
