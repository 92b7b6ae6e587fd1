package org.freshet.ui.settings.internal;

import java.util.Arrays;
import java.util.List;

import org.eclipse.jface.preference.IPreferenceNode;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.IWorkbenchPreferenceContainer;

/** The page above all pages of settings: links to them. */
public final class RootPage extends PreferencePage implements IWorkbenchPreferencePage {
    /** Its id in the preference dialog. */
    static final String ID = "org.freshet.ui.settings.root";

    private static final int WIDTH = 420;

    private IWorkbench workbench;

    /** Called by the workbench. */
    public RootPage() {
        noDefaultAndApplyButton();
    }

    @Override
    public void init(IWorkbench of) {
        workbench = of;
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite body = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        body.setLayout(layout);
        IPreferenceNode own = workbench.getPreferenceManager().find(ID);
        List<IPreferenceNode> pages = own == null ? List.of() : Arrays.asList(own.getSubNodes());
        text(body, pages.isEmpty() ? Messages.rootEmpty : Messages.rootText);
        for (IPreferenceNode page : pages) {
            Link link = new Link(body, SWT.NONE);
            link.setText("<a>" + page.getLabelText().replace("&", "&&") + "</a>");
            GridData data = new GridData(SWT.LEFT, SWT.CENTER, false, false);
            data.horizontalIndent = 16;
            link.setLayoutData(data);
            link.addListener(SWT.Selection, e -> {
                if (getContainer() instanceof IWorkbenchPreferenceContainer container) {
                    container.openPage(page.getId(), null);
                }
            });
        }
        text(body, Messages.rootNote);
        return body;
    }

    private static void text(Composite parent, String text) {
        Label label = new Label(parent, SWT.WRAP);
        label.setText(text);
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
        data.widthHint = WIDTH;
        data.verticalIndent = 6;
        label.setLayoutData(data);
    }
}
