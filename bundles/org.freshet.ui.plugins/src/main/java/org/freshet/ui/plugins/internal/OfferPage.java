package org.freshet.ui.plugins.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.freshet.plugins.Offer;

/** Lets choose among the plugins of a source that has several. */
final class OfferPage extends WizardPage {

    private static final int CHARACTER = 8;

    private final List<Offer> offers = new ArrayList<>();
    private Table table;
    private Label description;

    OfferPage() {
        super("offers", Messages.install_choose, null);
        setDescription(Messages.install_chooseMessage);
        setPageComplete(false);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(area);
        table = new Table(area, SWT.CHECK | SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER);
        table.setHeaderVisible(true);
        table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        column(Messages.column_name, 34);
        column(Messages.column_version, 24);
        column(Messages.column_provider, 16);
        description = new Label(area, SWT.WRAP);
        description.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        table.addListener(SWT.Selection, event -> {
            int at = table.getSelectionIndex();
            description.setText(at < 0 ? "" : offers.get(at).description().replace("&", "&&"));
            area.layout();
            check();
        });
        setControl(area);
        fill();
    }

    private void column(String title, int characters) {
        TableColumn column = new TableColumn(table, SWT.LEFT);
        column.setText(title);
        column.setWidth(characters * CHARACTER);
    }

    /** Shows what a source offers; what is installed already is not shown. */
    void show(List<Offer> all) {
        offers.clear();
        all.stream().filter(offer -> !offer.installed()).forEach(offers::add);
        if (table != null) {
            fill();
        }
    }

    private void fill() {
        table.removeAll();
        for (Offer offer : offers) {
            new TableItem(table, SWT.NONE).setText(new String[] {offer.name(), offer.version(), offer.provider()});
        }
        check();
        // Nothing is wrong yet.
        setErrorMessage(null);
    }

    private void check() {
        boolean any = !chosen().isEmpty();
        setErrorMessage(any || offers.isEmpty() ? null : Messages.install_chooseNothing);
        setPageComplete(any || offers.isEmpty());
    }

    /** Ids of what is chosen. */
    Set<String> chosen() {
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; table != null && i < table.getItemCount(); i++) {
            if (table.getItem(i).getChecked()) {
                ids.add(offers.get(i).id());
            }
        }
        return ids;
    }

    /** Whether it has something to choose from. */
    boolean inUse() {
        return !offers.isEmpty();
    }
}
