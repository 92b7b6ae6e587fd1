package org.freshet.ui.plugins.internal;

import java.net.URI;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Text;
import org.freshet.plugins.Plugins;

/** Asks where the plugin comes from. */
final class SourcePage extends WizardPage {

    private static final int FIELD_WIDTH = 320;

    private final String given;
    private Button fromSource;
    private Button fromProduct;
    private Text source;
    private SourceText read;

    /** @param given what is in the field to begin with */
    SourcePage(String given) {
        super("source", Messages.install_title, null);
        this.given = given;
        setDescription(Messages.install_message);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(4).margins(10, 10).applyTo(area);
        fromSource = new Button(area, SWT.RADIO);
        fromSource.setText(Messages.install_source);
        source = new Text(area, SWT.BORDER | SWT.SINGLE);
        source.setMessage(Messages.install_hint);
        source.setToolTipText(Messages.install_hint);
        source.setText(given);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(FIELD_WIDTH, SWT.DEFAULT).applyTo(source);
        button(area, Messages.install_browseFile, this::browseFile);
        button(area, Messages.install_browseFolder, this::browseFolder);
        fromProduct = new Button(area, SWT.RADIO);
        fromProduct.setText(Messages.install_product);
        GridDataFactory.fillDefaults().span(4, 1).applyTo(fromProduct);
        fromSource.setSelection(true);
        source.addListener(SWT.Modify, event -> {
            choose(false);
            changed();
        });
        fromSource.addListener(SWT.Selection, event -> changed());
        fromProduct.addListener(SWT.Selection, event -> changed());
        SourceDrop.install(new DropTarget(area, DND.DROP_COPY | DND.DROP_LINK | DND.DROP_DEFAULT), source::setText);
        setControl(area);
        source.setFocus();
        source.selectAll();
        changed();
        if (given.isEmpty()) {
            // Nothing is wrong yet.
            setErrorMessage(null);
        }
    }

    private static void button(Composite parent, String text, Runnable pressed) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, event -> pressed.run());
    }

    private void choose(boolean product) {
        fromProduct.setSelection(product);
        fromSource.setSelection(!product);
    }

    private void browseFile() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.SHEET);
        dialog.setText(Messages.install_title);
        dialog.setFilterExtensions("*.jar;*.zip", "*");
        take(dialog.open());
    }

    private void browseFolder() {
        DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.OPEN | SWT.SHEET);
        dialog.setText(Messages.install_title);
        take(dialog.open());
    }

    private void take(String path) {
        if (path != null) {
            source.setText(path);
        }
    }

    private void changed() {
        boolean product = fromProduct.getSelection();
        read = product ? new SourceText(Plugins.PRODUCT, "") : SourceText.of(source.getText());
        setErrorMessage(read.problem().isEmpty() ? null : read.problem());
        setPageComplete(read.problem().isEmpty());
    }

    /** The source; only of a complete page. */
    URI uri() {
        return read.uri();
    }
}
