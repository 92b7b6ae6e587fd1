package org.freshet.digest.openssl.internal;

import java.security.Provider;
import java.security.Security;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Puts {@link OpenSslProvider} before Java's own as long as this bundle is started. Digests that have begun go on with whom they began. */
@Component(service = {})
public final class OpenSslComponent {
    private final Provider provider = new OpenSslProvider(OpenSslProvider.LIBRARIES);

    @Activate
    void activate() {
        Security.insertProviderAt(provider, 1);
    }

    @Deactivate
    void deactivate() {
        Security.removeProvider(provider.getName());
    }
}
