"""The language of the residents: phrasings of their own, apart from the sentences that the assistant is trained on."""
