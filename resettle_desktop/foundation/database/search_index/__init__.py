"""Search as you type over all people: the words kept for each person, and what typed text asks for.

One contentless full-text table holds words the program makes itself; no SQL is run here. Every word but a
plain Han character, a pair of them and ``^`` + whole name begins with the letter of its family:

=====  =====================================================================================
i p    initials and whole pinyin of a name, former name or nickname; j q the same without the
       first syllable; x f y g all four with every fuzzy sound folded
h k l  pairs of characters, initials and pinyin of the head's and the father's name; u v folded
z t w  the same of hamlet, village, township and site; b c folded
n      household number, whole and from each of its digit groups on
m      room, whole, from each part on, and building with room
d      birth date with four and with two digits of the year
r s    the last six of the identity number and of each phone, reversed
=====  =====================================================================================

The beginning of an identity or phone number is asked of the indexes on those columns instead
(`Query.number_prefix`, `Query.phone_prefix`): long prefixes are slow in a full-text table.
"""

from resettle_desktop.foundation.database.search_index.facts import PersonFacts
from resettle_desktop.foundation.database.search_index.query import Query, parse_query, why
from resettle_desktop.foundation.database.search_index.terms import Verdict
from resettle_desktop.foundation.database.search_index.words import PERSON_FTS_DDL, SEARCH_VERSION, tokens_for

__all__ = [
    "PERSON_FTS_DDL",
    "SEARCH_VERSION",
    "PersonFacts",
    "Query",
    "Verdict",
    "parse_query",
    "tokens_for",
    "why",
]
