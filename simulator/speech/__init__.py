"""The speech channel: words as a recogniser would have heard them, calibrated against sound."""
