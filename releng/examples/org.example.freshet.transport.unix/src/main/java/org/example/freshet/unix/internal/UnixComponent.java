package org.example.freshet.unix.internal;

import org.example.freshet.unix.UnixTransport;
import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Listener;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/** Offers {@link UnixTransport} as a service, and closes what it left open when the service goes. */
@Component(service = StreamTransport.class, configurationPid = "org.example.freshet.unix",
        property = StreamTransport.SCHEME + "=" + UnixTransport.NAME)
@Designate(ocd = UnixSettings.class)
public final class UnixComponent implements StreamTransport {

    private final UnixTransport transport = new UnixTransport();

    @Activate
    @Modified
    void configure(UnixSettings settings) {
        transport.folder(settings.socketFolder());
    }

    @Override
    public Future<Channel> connect(ConnectRequest request) {
        return transport.connect(request);
    }

    @Override
    public Future<Listener> listen(BindSpec at, Route below, Acceptor acceptor) {
        return transport.listen(at, below, acceptor);
    }

    @Deactivate
    void deactivate() {
        transport.close();
    }
}
