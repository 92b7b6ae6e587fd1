package org.freshet.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.eclipse.osgi.signedcontent.SignedContent;
import org.eclipse.osgi.signedcontent.SignedContentEntry;
import org.eclipse.osgi.signedcontent.SignedContentFactory;
import org.eclipse.osgi.signedcontent.SignerInfo;
import org.freshet.plugins.Consent.Content;
import org.freshet.plugins.Consent.Publisher;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;

/** Reads who signed a jar. A signature that does not fit the content is no signature but an attack, or damage: it is refused. */
final class Signatures {

    private final SignedContentFactory factory;

    /** @param factory the framework's */
    Signatures(SignedContentFactory factory) {
        this.factory = factory;
    }

    /** The jar as it is shown to whoever consents. */
    Content content(Path jar) throws PluginException {
        try {
            String identity = BundleUnit.identity(jar);
            int slash = identity.indexOf('/');
            return new Content(identity.substring(0, slash), identity.substring(slash + 1), Files.size(jar), publishers(jar));
        } catch (IOException | GeneralSecurityException e) {
            throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.badSignature, jar.getFileName(), e.getMessage()), e);
        }
    }

    private List<Publisher> publishers(Path jar) throws IOException, GeneralSecurityException {
        // The framework's own look at a jar takes one that was changed for one that nobody signed, and leaves out what was added.
        boolean whole = JarSignature.coversAll(jar);
        SignedContent content = factory.getSignedContent(jar.toFile());
        if (!whole || !content.isSigned()) {
            return List.of();
        }
        List<SignerInfo> everywhere = new ArrayList<>(Arrays.asList(content.getSignerInfos()));
        for (SignedContentEntry entry : content.getSignedEntries()) {
            if (entry.isSigned()) {
                everywhere.retainAll(Arrays.asList(entry.getSignerInfos()));
            }
        }
        List<Publisher> publishers = new ArrayList<>();
        for (SignerInfo signer : everywhere) {
            publishers.add(publisher(content, signer));
        }
        return publishers;
    }

    private static Publisher publisher(SignedContent content, SignerInfo signer) throws CertificateEncodingException, NoSuchAlgorithmException {
        String remark = "";
        try {
            content.checkValidity(signer);
        } catch (CertificateException e) {
            remark = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        List<String> chain = new ArrayList<>();
        for (Certificate certificate : signer.getCertificateChain()) {
            chain.add(certificate instanceof X509Certificate x509 ? x509.getSubjectX500Principal().getName() : certificate.getType());
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(signer.getCertificateChain()[0].getEncoded());
        return new Publisher(chain, HexFormat.of().formatHex(digest), signer.isTrusted() && remark.isEmpty(), remark);
    }
}
