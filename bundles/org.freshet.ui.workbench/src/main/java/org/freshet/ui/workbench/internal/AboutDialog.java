package org.freshet.ui.workbench.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.freshet.ui.AccessibleNames;
import org.freshet.ui.Icons;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

/** What program this is: its version, what it runs on, and the licences of its parts. Everything can be selected and copied. */
final class AboutDialog extends Dialog {
    /** Of the drawing's 128 by 128, in percent. */
    private static final int ICON_ZOOM = 75;
    private static final int WIDTH = 560;
    private static final int LICENCE_LINES = 12;

    private final Path profile;

    AboutDialog(Shell parent, Path profile) {
        super(parent);
        this.profile = profile;
        setShellStyle(getShellStyle() | SWT.RESIZE);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.about_title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        GridLayoutFactory.swtDefaults().numColumns(2).margins(16, 16).spacing(16, 10).applyTo(area);
        Label icon = new Label(area, SWT.NONE);
        icon.setImage(drawing(icon));
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).span(1, 2).applyTo(icon);
        Label name = new Label(area, SWT.NONE);
        name.setFont(JFaceResources.getHeaderFont());
        name.setText("Freshet");
        Text facts = text(area, facts(), SWT.MULTI | SWT.WRAP, Messages.about_facts);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(facts);
        Label parts = new Label(area, SWT.WRAP);
        parts.setText(Messages.about_licences);
        GridDataFactory.fillDefaults().span(2, 1).hint(WIDTH, SWT.DEFAULT).applyTo(parts);
        Text licences = text(area, licences(), SWT.MULTI | SWT.BORDER | SWT.V_SCROLL | SWT.WRAP, Messages.about_licences);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(WIDTH, licences.getLineHeight() * LICENCE_LINES).applyTo(licences);
        return area;
    }

    private static Text text(Composite parent, String content, int style, String name) {
        Text text = new Text(parent, SWT.READ_ONLY | style);
        text.setBackground(parent.getBackground());
        text.setText(content);
        AccessibleNames.set(text, name);
        return text;
    }

    private static Image drawing(Label owner) {
        ImageData data = Icons.FRESHET.descriptor().getImageData(ICON_ZOOM);
        Image image = new Image(owner.getDisplay(), data);
        owner.addDisposeListener(event -> image.dispose());
        return image;
    }

    private String facts() {
        return String.join("\n", Messages.about_what, "",
                NLS.bind(Messages.about_version, version(FrameworkUtil.getBundle(AboutDialog.class).getVersion())),
                "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " (" + System.getProperty("os.arch") + "), GTK "
                        + System.getProperty("org.eclipse.swt.internal.gtk.version", "?"),
                NLS.bind(Messages.about_profile, profile));
    }

    /** {@code 0.1.0 (build 202611210939)}. */
    static String version(Version version) {
        String plain = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
        return version.getQualifier().isEmpty() ? plain : NLS.bind(Messages.about_build, plain, version.getQualifier());
    }

    private static String licences() {
        try (InputStream in = AboutDialog.class.getResourceAsStream("licences.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the licences from this bundle", e);
        }
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CLOSE_LABEL, true).setFocus();
    }
}
