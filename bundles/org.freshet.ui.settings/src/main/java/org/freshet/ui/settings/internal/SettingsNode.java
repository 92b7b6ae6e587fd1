package org.freshet.ui.settings.internal;

import org.eclipse.jface.preference.IPreferencePage;
import org.eclipse.jface.preference.PreferenceNode;
import org.eclipse.ui.model.IComparableContribution;
import org.freshet.ui.settings.internal.model.Section;
import org.freshet.ui.settings.internal.model.SettingsGroup;

/** A group of settings in the tree of the preference dialog; its page is made when it is first shown. */
final class SettingsNode extends PreferenceNode implements IComparableContribution {
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
    public String getLabel() {
        return getLabelText();
    }

    /** Pages of plugin.xml files have 0, and stand between those of the program and those of providers. */
    @Override
    public int getPriority() {
        return group.section() == Section.PROGRAM ? -1 : group.section().ordinal();
    }

    @Override
    public <T> T getAdapter(Class<T> type) {
        return type.isInstance(this) ? type.cast(this) : null;
    }

    @Override
    public void createPage() {
        IPreferencePage page = group.factory() ? new InstancesPage(group, access) : new SettingsPage(group, access);
        page.setTitle(group.title());
        setPage(page);
    }
}
