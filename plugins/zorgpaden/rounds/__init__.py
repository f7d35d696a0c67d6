"""The verification round without Git: ask owners whether their facts still hold, and put their answer on a branch.

`facts.py` says what is asked, `mail.py` writes the letters, `pages.py` what the correction page reads; `answer.py`
reads what comes back, `decide.py` holds it against the data of today, and `branch.py` makes a commit of it.
"""
