"""One-to-one assignment of the greatest total weight (the Hungarian method)."""

from collections.abc import Sequence


def assign(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs (row, column) of greatest total weight, in order of rows; a weight of 0 or less is never a pair.

    Kuhn's method with potentials, O(rows² · columns). Weights are integers so that a lexicographic order of aims can be
    packed in them without rounding.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = assign([list(column) for column in zip(*weights, strict=True)])
        return sorted((row, column) for column, row in turned)
    owner = _minimal([[-max(weight, 0) for weight in row] for row in weights])
    pairs = [(row, column) for column, row in enumerate(owner) if row >= 0]
    return sorted((row, column) for row, column in pairs if weights[row][column] > 0)


def _minimal(cost: list[list[int]]) -> list[int]:
    """For each column the row that it is given, or -1; all rows are given a column; rows must not outnumber columns."""
    rows, columns = len(cost), len(cost[0])
    ceiling = 1 + (rows + 1) * (1 + max(abs(value) for row in cost for value in row))
    row_potential, column_potential = [0] * rows, [0] * (columns + 1)
    owner = [-1] * (columns + 1)  # the last column is where the row to be placed waits
    for row in range(rows):
        owner[columns] = row
        column = columns
        slack, came_from, used = [ceiling] * columns, [columns] * columns, [False] * (columns + 1)
        while owner[column] != -1:
            used[column] = True
            current = owner[column]
            for c in range(columns):
                reduced = cost[current][c] - row_potential[current] - column_potential[c]
                if not used[c] and reduced < slack[c]:
                    slack[c], came_from[c] = reduced, column
            column_next = min((c for c in range(columns) if not used[c]), key=lambda c: slack[c])
            delta = slack[column_next]
            for c in range(columns + 1):
                if used[c]:
                    row_potential[owner[c]] += delta
                    column_potential[c] -= delta
                elif c < columns:
                    slack[c] -= delta
            column = column_next
        while column != columns:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    return owner[:columns]
