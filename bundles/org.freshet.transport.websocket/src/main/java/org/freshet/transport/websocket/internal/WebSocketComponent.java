package org.freshet.transport.websocket.internal;

import java.util.Map;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Listener;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.websocket.WebSocketSettings;
import org.freshet.transport.websocket.WebSocketTransport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/** Provides {@link WebSocketTransport} as a service, and closes what it left open when the service goes. */
@Component(service = StreamTransport.class, property = StreamTransport.SCHEME + "=" + WebSocketTransport.WS,
        configurationPid = WebSocketComponent.PID)
@Designate(ocd = WebSocketSettingOptions.class)
public final class WebSocketComponent implements StreamTransport {

    static final String PID = "org.freshet.transport.websocket";

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketComponent.class);

    private final WebSocketTransport transport = new WebSocketTransport();

    /** Called by Declarative Services. */
    @Activate
    public WebSocketComponent(Map<String, Object> values) {
        modified(values);
    }

    /** Called by Declarative Services when the configuration has changed. A wrong value leaves the old one in force. */
    @Modified
    void modified(Map<String, Object> values) {
        WebSocketSettings.Reading reading = transport.settings().read(values);
        for (WebSocketSettings.Wrong wrong : reading.wrong()) {
            LOG.warn("the setting {} of {} stays as it was: \"{}\" makes no sense", wrong.attribute(), PID, wrong.value());
        }
        transport.settings(reading.settings());
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
