package org.freshet.engine.core.choke;

/**
 * What the choker aims at.
 *
 * @param slots   how many peers are unchoked at once, the optimistic one among them; 0 to find the number by the rates reached
 * @param seeding whether we have all that we want, so that peers are chosen by what we can send instead of by what they send
 */
public record ChokeSettings(int slots, boolean seeding) {
    public ChokeSettings {
        if (slots < 0) {
            throw new IllegalArgumentException("The number of upload slots cannot be " + slots);
        }
    }
}
