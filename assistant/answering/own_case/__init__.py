"""What prices, rates and deadlines come to in the case the asker tells: 引張試験3本と硬さ試験2点でいくら, 180万の機械だといくら出る.

``own_value.value_for_case`` is where it begins, on all sentences of the page that ``whole_page`` gives:

- ``charges`` adds what is to be paid. ``counts_asked`` reads the question's numbers, ``priced_things`` the prices, ``surcharges`` the
  rules that change them (held to ``conditions``); ``told_prices`` and ``items`` choose by ``places``. Nothing may be left over
  (``accounted``), and the case must be a plain one (``plain_case``).
- ``rates`` takes a rate of a grant or a loan on the asker's amount: ``rate_lines`` reads rates and caps, ``rounding`` what is cut off,
  ``bought`` leaves out what the money is spent on. ``proportions`` takes any other share of an amount.
- ``deadlines`` reckons days.
"""
