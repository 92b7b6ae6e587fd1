package org.freshet.ui.details.internal;

import java.util.List;
import java.util.function.BooleanSupplier;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.freshet.ui.Icons;

/** Something that can be done with what a detail view shows: in its menu, by a key, and perhaps in its toolbar. UI thread. */
public final class DetailAction extends Action {
    /** The workbench's command to copy: the id of {@code ActionFactory.COPY}. */
    public static final String COPY = "copy";
    /** The workbench's command to delete. */
    public static final String DELETE = "delete";
    /** The workbench's command to refresh. */
    public static final String REFRESH = "refresh";
    /** The workbench's command to rename. */
    public static final String RENAME = "rename";

    private final Runnable what;
    private final BooleanSupplier possible;
    private BooleanSupplier chosen = () -> false;
    private String global = "";
    private boolean inToolBar;
    private boolean startsGroup;
    private List<DetailAction> choices = List.of();

    /**
     * An action.
     *
     * @param text with its mnemonic
     * @param possible whether it can be done now; asked when the menu opens or the key is pressed
     */
    public DetailAction(String text, BooleanSupplier possible, Runnable what) {
        this(text, AS_PUSH_BUTTON, possible, what);
    }

    private DetailAction(String text, int style, BooleanSupplier possible, Runnable what) {
        super(text, style);
        this.what = what;
        this.possible = possible;
    }

    /** Copies what is selected, or, where the keyboard is in a text, what is selected there. */
    public static DetailAction copy(String text, BooleanSupplier possible, Runnable what) {
        return new DetailAction(text, () -> focusedText() != null || possible.getAsBoolean(), () -> {
            Text focused = focusedText();
            if (focused != null) {
                focused.copy();
            } else {
                what.run();
            }
        }).key(SWT.MOD1 | 'C').global(COPY).icon(Icons.COPY);
    }

    private static Text focusedText() {
        Display display = Display.getCurrent();
        return display != null && display.getFocusControl() instanceof Text text ? text : null;
    }

    /** One of several choices that exclude each other; {@code chosen} tells whether it is the one. */
    public static DetailAction choice(String text, BooleanSupplier possible, BooleanSupplier chosen, Runnable what) {
        DetailAction action = new DetailAction(text, AS_RADIO_BUTTON, possible, what);
        action.chosen = chosen;
        return action;
    }

    /** A menu of choices. */
    public static DetailAction menu(String text, List<DetailAction> choices) {
        DetailAction action = new DetailAction(text, () -> true, () -> {
        });
        action.choices = List.copyOf(choices);
        return action;
    }

    /** With a key that works while the control has the focus. */
    public DetailAction key(int accelerator) {
        setAccelerator(accelerator);
        return this;
    }

    /** That the workbench's command of this id does too, such as copy; its key is then the workbench's. */
    public DetailAction global(String actionId) {
        global = actionId;
        return this;
    }

    /** With an icon. */
    public DetailAction icon(Icons icon) {
        setImageDescriptor(icon.descriptor());
        return this;
    }

    /** Also in the toolbar. */
    public DetailAction inToolBar() {
        inToolBar = true;
        setToolTipText(getText().replace("&", ""));
        return this;
    }

    /** With a line above it in the menu. */
    public DetailAction startsGroup() {
        startsGroup = true;
        return this;
    }

    /** The workbench's command that does the same, or nothing. */
    public String global() {
        return global;
    }

    /** Whether it is in the toolbar. */
    public boolean isInToolBar() {
        return inToolBar;
    }

    @Override
    public boolean isEnabled() {
        return possible == null || possible.getAsBoolean();
    }

    @Override
    public boolean isChecked() {
        return chosen != null && chosen.getAsBoolean();
    }

    @Override
    public void run() {
        if (isEnabled()) {
            what.run();
        }
    }

    /** Tells buttons that show it whether it can be done now. */
    public void update() {
        firePropertyChange(ENABLED, null, isEnabled());
    }

    private static void fill(IMenuManager menu, List<DetailAction> actions) {
        for (DetailAction action : actions) {
            if (action.startsGroup) {
                menu.add(new Separator());
            }
            if (action.choices.isEmpty()) {
                menu.add(action);
            } else {
                IMenuManager below = new MenuManager(action.getText());
                fill(below, action.choices);
                menu.add(below);
            }
        }
    }

    /** Gives a control a menu of actions, and their keys while it has the focus. */
    public static void install(Control control, List<DetailAction> actions) {
        MenuManager menu = new MenuManager();
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(shown -> fill(shown, actions));
        control.setMenu(menu.createContextMenu(control));
        control.addDisposeListener(event -> menu.dispose());
        control.addListener(SWT.KeyDown, event -> {
            DetailAction action = find(actions, event);
            if (action != null && action.isEnabled()) {
                event.doit = false;
                action.run();
            }
        });
    }

    private static DetailAction find(List<DetailAction> actions, Event event) {
        int pressed = event.stateMask & SWT.MODIFIER_MASK | Character.toUpperCase(event.keyCode);
        for (DetailAction action : actions) {
            DetailAction below = find(action.choices, event);
            if (below != null) {
                return below;
            }
            boolean typed = event.character > ' ' && (event.stateMask & SWT.MODIFIER_MASK & ~SWT.SHIFT) == 0
                    && action.getAccelerator() == event.character;
            if (typed || action.getAccelerator() != 0 && action.getAccelerator() == pressed) {
                return action;
            }
        }
        return null;
    }
}
