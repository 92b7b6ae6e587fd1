package org.freshet.ui.plugins.internal;

import java.util.List;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.freshet.plugins.Consent;
import org.freshet.plugins.Consent.Content;
import org.freshet.ui.Quantities;

/** Shows what is about to be installed and who signed it, before any of it runs. */
final class ConsentDialog extends TitleAreaDialog {

    private static final int CHARACTER = 8;

    private final List<Content> contents;

    ConsentDialog(Shell parent, List<Content> contents) {
        super(parent);
        this.contents = List.copyOf(contents);
        setShellStyle(getShellStyle() | SWT.RESIZE | SWT.SHEET);
        setHelpAvailable(false);
    }

    /** A consent that asks with this dialog, from the thread of a job. */
    static Consent asking(Display display, java.util.function.Supplier<Shell> parent) {
        return contents -> {
            boolean[] given = new boolean[1];
            display.syncExec(() -> {
                Shell shell = parent.get();
                given[0] = shell != null && !shell.isDisposed() && new ConsentDialog(shell, contents).open() == Window.OK;
            });
            return given[0];
        };
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.install_title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
        GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        boolean trusted = contents.stream().allMatch(Content::trusted);
        setTitle(Messages.consent_title);
        setMessage(trusted ? Messages.consent_trusted : Messages.consent_untrusted,
                trusted ? IMessageProvider.INFORMATION : IMessageProvider.WARNING);
        Label above = new Label(area, SWT.NONE);
        above.setText(Messages.consent_contents);
        Table table = new Table(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, table.getItemHeight() * 6).applyTo(table);
        column(table, Messages.consent_bundle, 34, SWT.LEFT);
        column(table, Messages.column_version, 18, SWT.LEFT);
        column(table, Messages.consent_size, 10, SWT.RIGHT);
        column(table, Messages.consent_publisher, 34, SWT.LEFT);
        for (Content content : contents) {
            new TableItem(table, SWT.NONE).setText(new String[] {content.name(), content.version(), Quantities.bytes(content.bytes()),
                PluginWords.publisher(content)});
        }
        Label below = new Label(area, SWT.NONE);
        below.setText(Messages.consent_certificates);
        Text certificates = new Text(area, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.BORDER | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, certificates.getLineHeight() * 5).applyTo(certificates);
        table.addListener(SWT.Selection, event -> certificates.setText(PluginWords.certificates(contents.get(table.getSelectionIndex()))));
        table.select(0);
        certificates.setText(PluginWords.certificates(contents.getFirst()));
        return area;
    }

    private static void column(Table table, String title, int characters, int style) {
        TableColumn column = new TableColumn(table, style);
        column.setText(title);
        column.setWidth(characters * CHARACTER);
    }

    /** Cancel is what the return key does: trust is not to be given by habit. */
    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, Messages.consent_install, false);
        createButton(parent, IDialogConstants.CANCEL_ID, Messages.button_cancel, true);
    }
}
