"""Truth and judgement: whether a wish was met, and which stage failed first and irrecoverably."""
