package org.freshet.ui.details.internal.pieces;

import org.freshet.ui.details.internal.Messages;

/** What a cell of the map shows of its pieces. */
enum CellKind {
    /** All are had. */
    HAD,
    /** Some are had or begun. */
    BEGUN,
    /** None is had; the rarest has many copies among the connected peers. */
    MANY,
    /** None is had; the rarest has some copies. */
    SOME,
    /** None is had; the rarest has one copy or two. */
    FEW,
    /** None is had, and no connected peer has one of them. */
    NOBODY;

    private static final int FEW_UP_TO = 2;
    private static final int SOME_UP_TO = 9;

    /** The kind for pieces that are missing. */
    static CellKind missing(int rarest) {
        if (rarest == 0) {
            return NOBODY;
        }
        return rarest <= FEW_UP_TO ? FEW : rarest <= SOME_UP_TO ? SOME : MANY;
    }

    /** What the legend says. */
    String words() {
        return switch (this) {
            case HAD -> Messages.pieces_had;
            case BEGUN -> Messages.pieces_begun;
            case MANY -> Messages.pieces_many;
            case SOME -> Messages.pieces_some;
            case FEW -> Messages.pieces_few;
            case NOBODY -> Messages.pieces_nobody;
        };
    }
}
