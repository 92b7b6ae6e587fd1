package org.freshet.ui.torrents.internal;

import java.util.List;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.freshet.ui.Icons;

/** What stands in place of the table while there is no torrent: what to do about it. */
final class EmptyPage {
    private static final int WIDEST = 420;

    private final Composite page;
    private final Button open;
    private final Button create;

    EmptyPage(Composite parent, ResourceManager resources, Runnable opened, Runnable created) {
        page = new Composite(parent, SWT.NONE);
        page.setLayout(new GridLayout());
        Composite middle = new Composite(page, SWT.NONE);
        middle.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, true));
        middle.setLayout(new GridLayout());
        Label title = new Label(middle, SWT.CENTER);
        title.setText(Messages.empty_title);
        title.setFont(JFaceResources.getBannerFont());
        title.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, false));
        Label text = new Label(middle, SWT.CENTER | SWT.WRAP);
        text.setText(Messages.empty_text);
        GridData place = new GridData(SWT.CENTER, SWT.CENTER, true, false);
        place.widthHint = WIDEST;
        text.setLayoutData(place);
        Composite buttons = new Composite(middle, SWT.NONE);
        buttons.setLayout(new GridLayout(2, true));
        buttons.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, false));
        open = button(buttons, Messages.empty_open, Icons.ADD, resources, opened);
        create = button(buttons, Messages.empty_create, Icons.CREATE, resources, created);
    }

    private static Button button(Composite parent, String text, Icons icon, ResourceManager resources, Runnable pressed) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.setImage(icon.image(resources));
        button.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        button.addListener(SWT.Selection, e -> pressed.run());
        return button;
    }

    Composite control() {
        return page;
    }

    /** What can be pressed. */
    List<Control> buttons() {
        return List.of(open, create);
    }

    void focus() {
        open.setFocus();
    }
}
