package org.freshet.ui.details.internal.speed;

import java.time.Duration;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.freshet.ui.Quantities;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Named;
import org.freshet.ui.details.internal.Palette;
import org.freshet.ui.details.internal.Texts;

/**
 * The graph of rates: down is a solid line over a light area, up a dashed one; limits are dotted and say what they are. UI
 * thread.
 */
final class SpeedCanvas {
    private static final int PAD = 6;
    private static final int MOST_LINES = 5;
    private static final int ROOM_FOR_LINE = 34;
    private static final int TIME_STEPS = 4;
    private static final int AREA_ALPHA = 48;

    private final Canvas canvas;
    private SpeedSnapshot shown;

    SpeedCanvas(Composite parent) {
        canvas = new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.BORDER);
        canvas.addListener(SWT.Paint, this::paint);
        canvas.addListener(SWT.KeyDown, event -> {
            // A key listener makes it a stop of the tabulator; there is nothing to move here.
        });
        canvas.addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_RETURN
                && event.detail != SWT.TRAVERSE_ARROW_NEXT
                && event.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        canvas.addListener(SWT.FocusIn, event -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, event -> canvas.redraw());
        canvas.addListener(SWT.MouseDown, event -> canvas.setFocus());
        Named.picture(canvas, Messages.speed_graph, this::words);
    }

    Canvas control() {
        return canvas;
    }

    String words() {
        return shown == null ? Messages.speed_nothing : shown.words();
    }

    /** Nothing, until rates come. */
    void clear() {
        shown = null;
        canvas.redraw();
    }

    void show(SpeedSnapshot snapshot) {
        shown = snapshot;
        canvas.redraw();
    }

    private void paint(Event event) {
        if (shown == null) {
            return;
        }
        GC gc = event.gc;
        gc.setAntialias(SWT.ON);
        Palette palette = Palette.of(canvas);
        Rectangle all = canvas.getClientArea();
        int line = gc.getFontMetrics().getHeight();
        RateAxis axis = RateAxis.of(shown.highest(), Math.clamp((all.height - 2 * line) / ROOM_FOR_LINE, 1, MOST_LINES));
        int left = 0;
        for (int i = 0; i <= axis.lines(); i++) {
            left = Math.max(left, gc.textExtent(Texts.rate(i * axis.step())).x);
        }
        Rectangle plot = new Rectangle(left + 2 * PAD, PAD + line / 2, Math.max(1, all.width - left - 4 * PAD),
                Math.max(1, all.height - 2 * line - 2 * PAD));
        grid(gc, palette, plot, axis);
        times(gc, palette, plot);
        area(gc, palette.strong(), plot, axis, shown.window().down());
        limit(gc, palette, plot, axis, shown.limits().down(), Messages.speed_limit_down);
        limit(gc, palette, plot, axis, shown.limits().up(), Messages.speed_limit_up);
        gc.setLineStyle(SWT.LINE_SOLID);
        curve(gc, palette.strong(), plot, axis, shown.window().down());
        gc.setLineDash(new int[] {6, 4});
        curve(gc, palette.fore(), plot, axis, shown.window().up());
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
        if (canvas.isFocusControl()) {
            gc.drawFocus(0, 0, all.width, all.height);
        }
    }

    private void grid(GC gc, Palette palette, Rectangle plot, RateAxis axis) {
        for (int i = 0; i <= axis.lines(); i++) {
            int y = plot.y + axis.y(i * axis.step(), plot.height);
            gc.setForeground(palette.faint());
            gc.drawLine(plot.x, y, plot.x + plot.width, y);
            String text = Texts.rate(i * axis.step());
            Point size = gc.textExtent(text);
            gc.setForeground(palette.fore());
            gc.drawText(text, plot.x - PAD - size.x, y - size.y / 2, true);
        }
    }

    private void times(GC gc, Palette palette, Rectangle plot) {
        Duration length = shown.window().range().length();
        for (int i = 0; i <= TIME_STEPS; i++) {
            int x = plot.x + plot.width * i / TIME_STEPS;
            gc.setForeground(palette.faint());
            gc.drawLine(x, plot.y, x, plot.y + plot.height);
            Duration ago = length.multipliedBy(TIME_STEPS - i).dividedBy(TIME_STEPS);
            String text = ago.isZero() ? Messages.speed_now : Texts.of(Messages.speed_ago, Quantities.duration(ago));
            Point size = gc.textExtent(text);
            gc.setForeground(palette.fore());
            int at = Math.clamp(x - size.x / 2, plot.x, Math.max(plot.x, plot.x + plot.width - size.x));
            gc.drawText(text, at, plot.y + plot.height + 2, true);
        }
    }

    private void limit(GC gc, Palette palette, Rectangle plot, RateAxis axis, long limit, String words) {
        if (limit == 0) {
            return;
        }
        boolean beyond = limit > axis.top();
        int y = plot.y + axis.y(limit, plot.height);
        String text = Texts.of(words, Quantities.rate(limit));
        Point size = gc.textExtent(text);
        gc.setForeground(palette.fore());
        if (!beyond) {
            gc.setLineWidth(1);
            gc.setLineDash(new int[] {2, 3});
            gc.drawLine(plot.x, y, plot.x + plot.width, y);
            gc.setLineStyle(SWT.LINE_SOLID);
            boolean below = y - size.y < plot.y;
            boolean down = words.equals(Messages.speed_limit_down);
            gc.drawText(text, down ? plot.x + PAD : plot.x + plot.width - PAD - size.x, below ? y + 1 : y - size.y, true);
        }
    }

    private void area(GC gc, Color color, Rectangle plot, RateAxis axis, long[] rates) {
        int alpha = gc.getAlpha();
        gc.setBackground(color);
        gc.setAlpha(AREA_ALPHA);
        runs(rates, (from, to) -> {
            if (to - from > 1) {
                Path path = path(gc, plot, axis, rates, from, to);
                path.lineTo(x(plot, rates, to - 1), plot.y + plot.height);
                path.lineTo(x(plot, rates, from), plot.y + plot.height);
                path.close();
                gc.fillPath(path);
                path.dispose();
            }
        });
        gc.setAlpha(alpha);
    }

    private void curve(GC gc, Color color, Rectangle plot, RateAxis axis, long[] rates) {
        gc.setForeground(color);
        gc.setLineWidth(2);
        runs(rates, (from, to) -> {
            Path path = path(gc, plot, axis, rates, from, to);
            if (to - from == 1) {
                path.lineTo(x(plot, rates, from) + 2f, plot.y + axis.y(rates[from], plot.height));
            }
            gc.drawPath(path);
            path.dispose();
        });
    }

    /** Gets the places of points that follow each other without a gap. */
    private interface Run {
        void accept(int from, int to);
    }

    private static void runs(long[] rates, Run run) {
        int from = 0;
        while (from < rates.length) {
            int to = from;
            while (to < rates.length && rates[to] != SpeedWindow.UNKNOWN) {
                to++;
            }
            if (to > from) {
                run.accept(from, to);
            }
            from = to + 1;
        }
    }

    private static Path path(GC gc, Rectangle plot, RateAxis axis, long[] rates, int from, int to) {
        Path path = new Path(gc.getDevice());
        path.moveTo(x(plot, rates, from), plot.y + axis.y(rates[from], plot.height));
        for (int i = from + 1; i < to; i++) {
            path.lineTo(x(plot, rates, i), plot.y + axis.y(rates[i], plot.height));
        }
        return path;
    }

    private static float x(Rectangle plot, long[] rates, int at) {
        return plot.x + (float) plot.width * at / (rates.length - 1);
    }
}
