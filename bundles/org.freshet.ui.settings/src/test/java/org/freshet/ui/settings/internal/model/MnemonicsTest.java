package org.freshet.ui.settings.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MnemonicsTest {

    @Test
    void noLetterIsGivenTwiceAndTheFirstLettersOfWordsComeFirst() {
        Mnemonics letters = new Mnemonics();
        assertEquals("&Upload limit", letters.mark("Upload limit"));
        assertEquals("Upload &slots", letters.mark("Upload slots"));
        assertEquals("U&pload slots", letters.mark("Upload slots"));
    }

    @Test
    void lettersOfTheDialogAreLeftToIt() {
        assertEquals("A&ctive", new Mnemonics("Restore &Defaults", "&Apply").mark("Active"));
    }

    @Test
    void anAmpersandInALabelStaysOne() {
        assertEquals("&Search && rescue", new Mnemonics().mark("Search & rescue"));
    }

    @Test
    void aLabelWithoutAFreeLetterHasNone() {
        assertEquals("42", new Mnemonics().mark("42"));
    }
}
