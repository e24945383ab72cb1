"""The demonstration: made-up descriptions that look real and say that they are not.

Data and pure functions make the values; ``seeding`` writes them through the same services that people's forms use.
Nothing here may be needed by an installation without a demonstration.
"""
