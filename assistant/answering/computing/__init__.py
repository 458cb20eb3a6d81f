"""Values computed from the documents' own figures; ``value.computed_value`` is where it begins.

``operations`` and ``requested`` read what the question wants, ``operands`` what each figure is said of; ``arithmetic``,
``totals``, ``rates`` and ``unit_prices`` choose; ``forms`` and ``shares`` read what the form of a sentence gives, ``durations``
how long something took, and ``clearest`` takes the one of what is asked; ``one_sentence`` and ``derived`` take what a sentence
alone gives, ``worked_example`` the documents' example, ``not_computed`` says where nothing must be, ``computed`` tells the result.

``charges`` adds what is to be paid: ``whole_page`` gives the page, ``priced_things`` its prices, ``surcharges`` its rules (held to
``conditions``), ``counts_asked`` the question's numbers; ``told_prices`` and ``items`` choose by ``places``, and ``accounted`` sees that nothing
is left over. ``deadlines`` reckons days, ``proportions`` a share of the asker's amount, ``rounding`` what is cut off.
"""
