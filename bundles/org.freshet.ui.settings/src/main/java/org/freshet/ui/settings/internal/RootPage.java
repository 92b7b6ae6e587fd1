package org.freshet.ui.settings.internal;

import java.util.Arrays;
import java.util.List;

import org.eclipse.jface.preference.IPreferenceNode;
import org.eclipse.jface.preference.PreferenceDialog;
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
import org.eclipse.ui.model.ContributionComparator;
import org.eclipse.ui.preferences.IWorkbenchPreferenceContainer;

/** The page above all pages of settings: what each is for, with a link to it. */
public final class RootPage extends PreferencePage implements IWorkbenchPreferencePage {
    /** Its id in the preference dialog. */
    static final String ID = "org.freshet.ui.settings.root";

    private static final int WIDTH = 420;
    private static final int LINK_INDENT = 16;

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
        List<IPreferenceNode> pages = Arrays.asList(own == null ? new IPreferenceNode[0] : own.getSubNodes());
        ContributionComparator order = new ContributionComparator();
        pages.sort((a, b) -> order.compare((Object) a, b)); // as in the tree
        text(body, pages.isEmpty() ? Messages.rootEmpty : Messages.rootText, 0);
        for (IPreferenceNode page : pages) {
            Link link = new Link(body, SWT.NONE);
            link.setText("<a>" + page.getLabelText().replace("&", "&&") + "</a>");
            GridData data = new GridData(SWT.LEFT, SWT.CENTER, false, false);
            data.verticalIndent = 6;
            link.setLayoutData(data);
            link.addListener(SWT.Selection, e -> {
                if (getContainer() instanceof IWorkbenchPreferenceContainer container) {
                    container.openPage(page.getId(), null);
                }
            });
            if (page instanceof SettingsNode settings && !settings.group().description().isEmpty()) {
                text(body, settings.group().description(), LINK_INDENT);
            }
        }
        text(body, Messages.rootNote, 0);
        if (getContainer() instanceof PreferenceDialog dialog) {
            // The pages are few, and it is them that people look for.
            dialog.getTreeViewer().expandAll();
        }
        return body;
    }

    private static void text(Composite parent, String text, int indent) {
        Label label = new Label(parent, SWT.WRAP);
        label.setText(text);
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
        data.widthHint = WIDTH;
        data.verticalIndent = indent == 0 ? 6 : 0;
        data.horizontalIndent = indent;
        label.setLayoutData(data);
    }
}
