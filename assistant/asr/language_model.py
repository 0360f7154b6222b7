"""A trigram language model from sentences, in the ARPA format that recognisers read.

Interpolated Kneser-Ney smoothing with one discount an order (Chen and Goodman, "An empirical study of smoothing
techniques for language modeling", 1999, equation 20 and 26). It gives a word the chance it has after *many different*
words, not after a frequent one, which suits sentences that were sampled from templates. What it does not do: prune,
close or open vocabularies, orders other than three.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log10

START, END = "<s>", "</s>"

Gram = tuple[str, ...]


def arpa(sentences: Iterable[str]) -> str:
    """The model as the text of an ARPA file. Words are what stands between blanks; a sentence counts as often as given.

    Raises `ValueError` where there is no word at all.
    """
    trigrams = _trigrams(sentences)
    if not trigrams:
        raise ValueError("a language model needs at least one sentence")
    bigrams = _bigrams(trigrams)
    unigrams = _continuations(bigrams)
    one = _unigram_chances(unigrams)
    two, weights_1 = _interpolated(bigrams, one)
    three, weights_2 = _interpolated({gram: count for gram, count in trigrams.items() if len(gram) == 3}, two)
    return _written(one, two, three, weights_1, weights_2)


def _trigrams(sentences: Iterable[str]) -> Counter[Gram]:
    """Counts of trigrams, and of the bigrams that start a sentence, which no trigram ends in."""
    grams: Counter[Gram] = Counter()
    for sentence, count in Counter(sentences).items():
        words = [START, *sentence.split(), END]
        if len(words) == 2:
            continue
        grams[(words[0], words[1])] += count
        for i in range(len(words) - 2):
            grams[(words[i], words[i + 1], words[i + 2])] += count
    return grams


def _bigrams(trigrams: Mapping[Gram, int]) -> Counter[Gram]:
    """Continuation counts: how many different words stand before a bigram; plain counts at a sentence's start."""
    bigrams: Counter[Gram] = Counter()
    for gram, count in trigrams.items():
        if len(gram) == 2:
            bigrams[gram] += count
        else:
            bigrams[gram[1:]] += 1
    return bigrams


def _continuations(bigrams: Mapping[Gram, int]) -> Counter[str]:
    return Counter(last for _, last in bigrams)


def _unigram_chances(counts: Counter[str]) -> dict[Gram, float]:
    """Every word keeps a floor of a uniform share, so that none is out of reach."""
    total, words = counts.total(), len(counts)
    discount = _discount(counts.values())
    spare = discount * words / total
    return {(word,): (count - discount) / total + spare / words for word, count in counts.items()}


def _interpolated(
    counts: Mapping[Gram, int], lower: Mapping[Gram, float]
) -> tuple[dict[Gram, float], dict[Gram, float]]:
    """Each gram's chance after its context, and the weight of each context for words not seen after it."""
    discount = _discount(counts.values())
    totals: defaultdict[Gram, int] = defaultdict(int)
    kinds: defaultdict[Gram, int] = defaultdict(int)
    for gram, count in counts.items():
        totals[gram[:-1]] += count
        kinds[gram[:-1]] += 1
    weights = {context: discount * kinds[context] / total for context, total in totals.items()}
    chances = {
        gram: (count - discount) / totals[gram[:-1]] + weights[gram[:-1]] * lower[gram[1:]]
        for gram, count in counts.items()
    }
    return chances, weights


def _discount(counts: Iterable[int]) -> float:
    """n1 / (n1 + 2 n2), kept within bounds where a model has too few singletons to estimate it."""
    by_count = Counter(counts)
    once, twice = by_count[1], by_count[2]
    return min(0.9, max(0.3, once / (once + 2 * twice))) if once else 0.5


def _written(
    one: Mapping[Gram, float],
    two: Mapping[Gram, float],
    three: Mapping[Gram, float],
    weights_1: Mapping[Gram, float],
    weights_2: Mapping[Gram, float],
) -> str:
    lines = ["\\data\\", f"ngram 1={len(one) + 1}", f"ngram 2={len(two)}", f"ngram 3={len(three)}", "", "\\1-grams:"]
    lines += _lines({**one, (START,): 1e-99}, weights_1)
    lines += ["", "\\2-grams:", *_lines(two, weights_2)]
    lines += ["", "\\3-grams:", *_lines(three, {}), "", "\\end\\", ""]
    return "\n".join(lines)


def _lines(chances: Mapping[Gram, float], weights: Mapping[Gram, float]) -> list[str]:
    return [
        f"{log10(chance):.4f}\t{' '.join(gram)}" + (f"\t{log10(weights[gram]):.4f}" if gram in weights else "")
        for gram, chance in sorted(chances.items())
    ]
