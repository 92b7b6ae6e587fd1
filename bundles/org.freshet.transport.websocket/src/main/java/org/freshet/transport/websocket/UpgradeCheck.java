package org.freshet.transport.websocket;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Which upgrade requests a listener takes (RFC 6455, 4.2.1).
 *
 * <p>A browser names the page that a request comes from in {@code Origin}. Any page on the web could make its visitors' browsers
 * connect to a listener on their own machine, so only pages of that machine may, whose origin is a loopback host, and those that the
 * user lets in.
 * Programs send no origin and are let in.
 *
 * @param path the path that is listened on, or empty for any
 * @param pages origins that the user lets in: {@link WebSocketSettings#pages}
 */
record UpgradeCheck(String path, Set<String> pages) {

    private static final String VERSION = "13";
    private static final int LONGEST_HOST = 262;
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern LOCAL_PAGE =
            Pattern.compile("https?://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    /**
     * What a request is answered with that is not let in.
     *
     * @param why in words, for the answer's body
     */
    record Refusal(HttpResponseStatus status, String why) {
    }

    /** Why {@code request} is not let in, or {@code null} if it is. */
    Refusal refusal(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (request.decoderResult().isFailure()) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, "not an HTTP request");
        }
        if (!request.method().equals(HttpMethod.GET) || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) != 0) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, "a WebSocket begins with a GET request of HTTP/1.1 without a body");
        }
        if (!hasOneSaneHost(headers)) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, "the Host field is missing or malformed");
        }
        if (!path.isEmpty() && !path.equals(pathOf(request.uri()))) {
            return new Refusal(HttpResponseStatus.NOT_FOUND, "nothing is here");
        }
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (!origins.stream().allMatch(this::isWelcome)) {
            return new Refusal(HttpResponseStatus.FORBIDDEN, "pages of other sites may not connect");
        }
        return notAWebSocket(headers);
    }

    private boolean isWelcome(String origin) {
        return LOCAL_PAGE.matcher(origin).matches() || pages.contains(WebSocketSettings.ANY_PAGE)
                || pages.contains(origin.toLowerCase(Locale.ROOT));
    }

    private static Refusal notAWebSocket(HttpHeaders headers) {
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
            return new Refusal(HttpResponseStatus.UPGRADE_REQUIRED, "only WebSocket is spoken here");
        }
        if (!List.of(VERSION).equals(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return new Refusal(HttpResponseStatus.UPGRADE_REQUIRED, "only version " + VERSION + " of WebSocket is spoken here");
        }
        List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1 || !new HandshakeKey(keys.getFirst()).isValid()) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, "the Sec-WebSocket-Key field is missing or malformed");
        }
        return null;
    }

    private static boolean hasOneSaneHost(HttpHeaders headers) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        return hosts.size() == 1 && hosts.getFirst().length() <= LONGEST_HOST && HOST.matcher(hosts.getFirst()).matches();
    }

    private static String pathOf(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
