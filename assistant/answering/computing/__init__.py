"""Values computed from the documents' own figures; ``value.computed_value`` is where it begins.

``requested`` reads what the question wants, ``operands`` what each figure is said of; ``arithmetic``, ``rates`` and
``unit_prices`` choose, ``one_sentence`` and ``derived`` take what a sentence alone gives, ``worked_example`` the documents'
example, ``not_computed`` says where nothing must be, ``computed`` tells the result.
"""
