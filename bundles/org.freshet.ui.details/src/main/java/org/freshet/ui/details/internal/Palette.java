package org.freshet.ui.details.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;

/**
 * The colours of what is painted, from the theme in force: they are asked for at each painting, so that a change of the theme
 * shows at once.
 *
 * @param back what lies behind
 * @param fore lines and words
 * @param strong what stands out: the theme's colour of selections, unless it cannot be told from what lies behind
 * @param faint lines that help
 */
public record Palette(Color back, Color fore, Color strong, Color faint) {
    private static final double LEAST_CONTRAST = 2.2;
    private static final double FAINT = 0.28;

    /** The colours for a control. UI thread. */
    public static Palette of(Control control) {
        Color back = control.getBackground();
        Color fore = control.getForeground();
        RGB strong = strong(control.getDisplay().getSystemColor(SWT.COLOR_LIST_SELECTION).getRGB(), back.getRGB(), fore.getRGB());
        return new Palette(back, fore, new Color(strong), new Color(mix(back.getRGB(), fore.getRGB(), FAINT)));
    }

    /** A colour with enough contrast, made from an accent by as much of the foreground as it takes. */
    static RGB strong(RGB accent, RGB back, RGB fore) {
        for (double share = 0; share < 1; share += 0.125) {
            RGB mixed = mix(accent, fore, share);
            if (contrast(mixed, back) >= LEAST_CONTRAST) {
                return mixed;
            }
        }
        return fore;
    }

    /** One colour with a share of another. */
    static RGB mix(RGB one, RGB other, double share) {
        return new RGB(mix(one.red, other.red, share), mix(one.green, other.green, share), mix(one.blue, other.blue, share));
    }

    private static int mix(int one, int other, double share) {
        return (int) Math.round(one + (other - one) * share);
    }

    /** The contrast of two colours as the WCAG has it, 1…21. */
    static double contrast(RGB one, RGB other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(RGB colour) {
        return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
