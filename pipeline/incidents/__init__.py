"""The incidents of a Doc, from its names, groups, references and dates: `component` is the entry, `assemble` the way.

Each room knows only the rooms before it: `grammar` and `encoding` (how words stand, how models are told so), `scene`
(who and what stands where), `references` (whom a pronoun means), `acts`, `factuality`, `people` and `when` (what each
mention says for itself), `occasions` (mentions joined, and chosen again in the light of all), `details` (what else a
row says), `subjects` (whom the alert is about).
"""
