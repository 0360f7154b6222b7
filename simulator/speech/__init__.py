"""The speech channel for text: what a recogniser makes of spoken words, as it was measured on sound."""
