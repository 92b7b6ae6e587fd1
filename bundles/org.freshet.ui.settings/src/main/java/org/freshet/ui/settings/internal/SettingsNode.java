package org.freshet.ui.settings.internal;

import org.eclipse.jface.preference.IPreferencePage;
import org.eclipse.jface.preference.PreferenceNode;
import org.freshet.ui.settings.internal.model.SettingsGroup;

/** A group of settings in the tree of the preference dialog; its page is made when it is first shown. */
final class SettingsNode extends PreferenceNode {
    /** The id of a page is this and the PID. */
    static final String PREFIX = "org.freshet.ui.settings.";

    private final SettingsGroup group;
    private final SettingsAccess access;

    SettingsNode(SettingsGroup group, SettingsAccess access) {
        super(PREFIX + group.pid());
        this.group = group;
        this.access = access;
    }

    SettingsGroup group() {
        return group;
    }

    @Override
    public String getLabelText() {
        return group.title();
    }

    @Override
    public void createPage() {
        IPreferencePage page = group.factory() ? new InstancesPage(group, access) : new SettingsPage(group, access);
        page.setTitle(group.title());
        setPage(page);
    }
}
