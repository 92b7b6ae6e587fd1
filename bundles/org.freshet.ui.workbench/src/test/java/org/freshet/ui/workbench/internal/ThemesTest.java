package org.freshet.ui.workbench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.freshet.ui.workbench.internal.Themes.Choice;
import org.junit.jupiter.api.Test;

class ThemesTest {

    @Test
    void whatIsStoredIsReadBack() {
        for (Choice choice : Choice.values()) {
            assertEquals(choice, Choice.of(choice.name()));
        }
    }

    @Test
    void withoutAChoiceTheDesktopDecides() {
        assertEquals(Choice.SYSTEM, Choice.of(""));
        assertEquals(Choice.SYSTEM, Choice.of("PINK"));
    }
}
