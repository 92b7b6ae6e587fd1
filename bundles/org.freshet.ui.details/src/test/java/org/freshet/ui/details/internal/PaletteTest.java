package org.freshet.ui.details.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.Test;

class PaletteTest {
    private static final RGB BLACK = new RGB(0, 0, 0);
    private static final RGB WHITE = new RGB(255, 255, 255);

    @Test
    void blackAndWhiteHaveTheGreatestContrast() {
        assertEquals(21, Palette.contrast(BLACK, WHITE), 0.01);
        assertEquals(1, Palette.contrast(WHITE, WHITE), 0.001);
    }

    @Test
    void anAccentThatStandsOutIsTakenAsItIs() {
        RGB blue = new RGB(53, 132, 228);
        assertEquals(blue, Palette.strong(blue, WHITE, BLACK));
    }

    @Test
    void anAccentThatCannotBeToldFromTheBackgroundIsMixedWithTheForeground() {
        RGB dark = new RGB(45, 45, 45);
        RGB accent = Palette.strong(new RGB(50, 50, 60), dark, WHITE);
        assertTrue(Palette.contrast(accent, dark) >= 2.2);
    }
}
