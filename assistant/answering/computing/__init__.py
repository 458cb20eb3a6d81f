"""Values computed from the documents' own figures; ``value.computed_value`` is where it begins.

``operations`` and ``requested`` read what the question wants, ``operands`` what each figure is said of; ``arithmetic``, ``totals`` and
``unit_prices`` choose; ``forms``, ``means`` and ``shares`` read what the form of a sentence gives, ``durations`` how long something took,
and ``clearest`` takes the one of what is asked; ``one_sentence`` and ``derived`` take what a sentence alone gives, ``worked_example``
the documents' example, ``not_computed`` says where nothing must be, ``computed`` tells the result.

Where the asker brings numbers of a case of their own (3本と2点で, 180万の機械で), the value is made in ``own_case``, the folder beside.
"""
